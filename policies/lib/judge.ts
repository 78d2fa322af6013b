import type { LinkedResource, Resource } from "./resource";
import type { ResourceRule, Rule, StackRule } from "./rule";
import type { Stack } from "./stack";
import { notApplicable, type Verdict } from "./verdict";

/** A verdict with whether the rule itself broke while judging. */
export interface Judgement extends Verdict {
  /** True when the rule threw: the resource was not judged, which no level may wave through. */
  readonly internalError: boolean;
}

/** Judges one resource by a rule that needs to see no other. Never throws. */
export function judge(rule: ResourceRule, resource: Resource): Judgement {
  return guarded(rule, resource, () => rule.check(resource));
}

/** Judges one resource by a rule that follows relations. Never throws. */
export function judgeInStack(rule: StackRule, resource: LinkedResource, stack: Stack): Judgement {
  return guarded(rule, resource, () => rule.check(resource, stack));
}

function guarded(rule: Rule, resource: Resource, check: () => Verdict): Judgement {
  if (!rule.types.includes(resource.type)) {
    return { ...notApplicable(`the rule does not judge ${resource.type}`), internalError: false };
  }
  try {
    return { ...check(), internalError: false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: "fail",
      message: `internal error, the resource was not judged: ${reason}`,
      internalError: true,
    };
  }
}
