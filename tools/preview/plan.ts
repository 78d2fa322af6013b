/** A property value in a plan: JSON, with `"[secret]"` for secrets and `"[unknown]"` for what only `up` will know. */
export type PlanValue =
  null | boolean | number | string | PlanValue[] | { readonly [key: string]: PlanValue };

/** What stands in a plan for a value that the program marked secret. */
export const secretMark = "[secret]";

/** What stands in a plan for a value that nobody knows before `up`. */
export const unknownMark = "[unknown]";

/** One resource, as the program registered it. */
export interface PlanResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; absent for the root stack only. */
  readonly parent?: string;
  /** URN of the provider; absent for components and for providers themselves. */
  readonly provider?: string;
  /** Region: of the provider where it names one, else of the nearest ancestor whose inputs have a `region`. */
  readonly region?: string;
  /** True for a resource that a provider manages, false for a component. */
  readonly custom: boolean;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deletedWith?: string;
  readonly aliases: readonly string[];
  /** Names of the resource hooks, by the moment they are bound to (`beforeCreate`, `afterUpdate`, …). */
  readonly hooks: Readonly<Record<string, readonly string[]>>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Readonly<Record<string, PlanValue>>;
  /** What a component registered as its outputs; absent for custom resources. */
  readonly outputs?: Readonly<Record<string, PlanValue>>;
}

/** What one policy made of the plan. */
export interface PolicyResult {
  /** Rule name, for example `encryption-cluster-secrets`. */
  readonly rule: string;
  /** `advisory`, `mandatory`, … as the pack declares it. */
  readonly level: string;
  readonly passed: number;
  readonly failed: number;
  /** Resources of the rule's kind that cannot be judged before `up`. */
  readonly undecided: number;
  readonly notApplicable: number;
  readonly findings: readonly PolicyFinding[];
}

/** One resource that a policy refused, or could not decide. */
export interface PolicyFinding {
  readonly urn: string;
  readonly verdict: "fail" | "undecided";
  readonly level: string;
  readonly message: string;
}

/** One refusal by a guard that the program bound to a resource as a hook. */
export interface GuardRefusal {
  readonly urn: string;
  readonly hook: string;
  readonly message: string;
}

/** A whole stack, as `plan.json` has it: sorted by URN, and the same bytes for the same commit. */
export interface Plan {
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly PlanResource[];
  readonly outputs: Readonly<Record<string, PlanValue>>;
  readonly policy: readonly PolicyResult[];
  readonly refusals: readonly GuardRefusal[];
  readonly summary: {
    readonly resources: number;
    readonly components: number;
    readonly providers: number;
    /** Number of custom resources by type token. */
    readonly kinds: Readonly<Record<string, number>>;
  };
}
