import type { ResourceRuleArgs } from "./rule";
import type { Value } from "./value";
import { notApplicable, type Verdict } from "./verdict";

/** Checks of a resource's properties, by type token. */
export type ChecksByType = Readonly<Record<string, (properties: Value) => Verdict>>;

/** The part of a rule that judges each type by a check of its own: `defineRule({ …, ...byType(checks) })`. */
export function byType(checks: ChecksByType): Pick<ResourceRuleArgs, "check" | "types"> {
  return {
    types: Object.keys(checks),
    check: ({ type, properties }) =>
      checks[type]?.(properties) ?? notApplicable("it is of no kind that the rule knows"),
  };
}
