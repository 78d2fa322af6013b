import type { Resource } from "./resource";
import { Value } from "./value";

/** The tokens of a plan. */
export const planTypes = ["aws:backup/plan:Plan"] as const;

/** The rules of a plan. */
export function rulesOf({ properties }: Resource): readonly Value[] {
  return properties.at("rules").items();
}

/** One end of a rule: the vault that something is put into, and for how long. */
export interface Target {
  /** ARN of the vault, or its name where it is in the plan's own region. */
  readonly vault: Value;
  /** Name of the vault. */
  readonly vaultName: Value;
  /** Its lifecycle. */
  readonly lifecycle: Value;
}

/** Every end of a rule: its own vault, and that of each copy. */
export function targetsOf(rule: Value): readonly Target[] {
  const own = rule.at("targetVaultName");
  return [
    { vault: own, vaultName: own, lifecycle: rule.at("lifecycle") },
    ...rule
      .at("copyActions")
      .items()
      .map((copy) => {
        const vault = copy.at("destinationVaultArn");
        return { vault, vaultName: nameInArn(vault), lifecycle: copy.at("lifecycle") };
      }),
  ];
}

function nameInArn(arn: Value): Value {
  if (arn.state !== "known") return arn;
  return Value.of(String(arn.content).split(":").at(-1), arn.path);
}
