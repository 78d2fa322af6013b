import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../../lib/estate";
import { recoverableKinds, type Recoverable } from "../recoverable";

/** What {@link RestoreTests} must be told. */
export interface RestoreTestsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region: of the stores, whose own backups are tried. */
  readonly region: string;
  /** ARNs of the vaults of the region. */
  readonly vaultArns: readonly string[];
  /** The stores of the region. */
  readonly stores: readonly Recoverable[];
  /** Role that AWS Backup takes. */
  readonly roleArn: pulumi.Input<string>;
}

/** Hours for which what was restored stays, to be looked at. */
const validationHours = 4;

/**
 * A restore of one backup of each store, each Saturday, out of those of the last thirty days; deleted again after four
 * hours. It costs what the restored store costs for that time. Unproved: every restore. AWS Backup chooses a network by
 * itself, which must be the account's default one unless a store names another.
 */
export class RestoreTests extends pulumi.ComponentResource {
  constructor(name: string, args: RestoreTestsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { stores, ...inputs } = args;
    super("platform:backup:RestoreTests", name, { ...inputs, stores: stores.map((one) => one.name) }, opts);
    const { estate, region, vaultArns, roleArn } = args;
    // Letters, digits and underscores; up to 50 of them.
    const called = `${estateName(estate)}_${region}`.replaceAll("-", "_");

    const plan = new aws.backup.RestoreTestingPlan(
      name,
      {
        name: called,
        scheduleExpression: "cron(0 13 ? * SAT *)",
        scheduleExpressionTimezone: "Etc/UTC",
        startWindowHours: 1,
        recoveryPointSelection: {
          algorithm: "RANDOM_WITHIN_WINDOW",
          includeVaults: [...vaultArns],
          recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
          selectionWindowDays: 30,
        },
        tags: tags(estate, region, name),
      },
      { parent: this },
    );
    const tested = stores.flatMap((store) => selection(store, plan.name, roleArn));
    for (const one of tested)
      new aws.backup.RestoreTestingSelection(`${name}-${one.name}`, one, { parent: this });

    this.registerOutputs({ summary: `${tested.map((one) => one.name).join(", ")} · weekly` });
  }
}

/** What of a store is tried; nothing where AWS Backup tries none of its kind. */
function selection(
  store: Recoverable,
  restoreTestingPlanName: pulumi.Input<string>,
  iamRoleArn: pulumi.Input<string>,
) {
  const protectedResourceType = restoreTest(store);
  if (protectedResourceType === undefined) return [];
  const what = { protectedResourceType, protectedResourceArns: [store.arn] };
  const name = store.name.replaceAll("-", "_");
  return [{ name, restoreTestingPlanName, iamRoleArn, ...what, validationWindowHours: validationHours }];
}

/** Whether AWS Backup tries restores of a store's kind. */
export function isTested(store: Recoverable): boolean {
  return restoreTest(store) !== undefined;
}

function restoreTest({ kind }: Recoverable): string | undefined {
  const known = recoverableKinds[kind];
  return "restoreTest" in known ? known.restoreTest : undefined;
}
