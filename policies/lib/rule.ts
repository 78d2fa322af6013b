import type { Control } from "./control";
import type { LinkedResource, Resource } from "./resource";
import type { Stack } from "./stack";
import type { Verdict } from "./verdict";

/** The three packs; a rule's name starts with its pack. */
export type PackName = "compliance" | "encryption" | "retention";

/** What the engine does with a violation: stop the run, or only show it. */
export type RuleLevel = "advisory" | "mandatory";

/** What every rule says about itself. */
interface RuleText {
  /** Unique; shown with every violation. */
  readonly name: `${PackName}-${string}`;
  /** A few words for a report. */
  readonly title: string;
  /** A complete sentence: what must be true, and for what. */
  readonly description: string;
  /** How bad a violation is. */
  readonly severity: "critical" | "high" | "low" | "medium";
  /**
   * What the engine does with a violation.
   * @default "mandatory"
   */
  readonly level?: RuleLevel;
  /** The requirements that the rule helps to meet. */
  readonly controls: readonly Control[];
  /** How to repair a violation, step by step. */
  readonly remediation: readonly string[];
  /** The type tokens that the rule judges: every token under which the kind is known, since aliases are not resolved. */
  readonly types: readonly string[];
}

/** A rule about one resource alone. */
export interface ResourceRuleArgs extends RuleText {
  /** Judges a resource of one of the types. */
  readonly check: (resource: Resource) => Verdict;
}

/** A rule about a resource and what refers to it. Engines run these after the steps, on the whole stack. */
export interface StackRuleArgs extends RuleText {
  /** Judges a resource of one of the types. */
  readonly check: (resource: LinkedResource, stack: Stack) => Verdict;
}

/** A rule about one resource alone, with every choice made. */
export interface ResourceRule extends ResourceRuleArgs {
  /** What the rule needs to see. */
  readonly scope: "resource";
  /** What the engine does with a violation. */
  readonly level: RuleLevel;
}

/** A rule about a resource and what refers to it, with every choice made. */
export interface StackRule extends StackRuleArgs {
  /** What the rule needs to see. */
  readonly scope: "stack";
  /** What the engine does with a violation. */
  readonly level: RuleLevel;
}

/** Any rule. */
export type Rule = ResourceRule | StackRule;

/** Makes a rule that looks at one resource at a time. */
export function defineRule(args: ResourceRuleArgs): ResourceRule {
  return { level: "mandatory", ...args, scope: "resource" };
}

/** Makes a rule that looks at a resource and its relations. */
export function defineStackRule(args: StackRuleArgs): StackRule {
  return { level: "mandatory", ...args, scope: "stack" };
}
