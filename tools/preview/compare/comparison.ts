import type { Plan } from "../plan";
import type { Change } from "./change";
import { changesBetween } from "./changes";
import { type Headline, headlinesOf } from "./headlines";
import { type StoreChange, storeChangesOf } from "./stores/store-changes";

/** What a stack is compared with. */
export interface Former {
  /** As a person names it: `main (1a2b3c4)`, `plans/production/plan.json`. */
  readonly label: string;
  /** The plan there; absent where the stack does not exist there. */
  readonly plan?: Plan;
}

/** Two plans of one stack, side by side. */
export interface Comparison {
  /** What the stack is compared with. */
  readonly label: string;
  /** False where the stack does not exist there, so that everything is new. */
  readonly exists: boolean;
  readonly headlines: readonly Headline[];
  readonly changes: readonly Change[];
  readonly stores: readonly StoreChange[];
}

/** Compares a plan with what the stack was. A stack that did not exist had nothing to lose. */
export function compare({ label, plan }: Former, current: Plan, allowed: readonly string[]): Comparison {
  const nothing: Plan = { ...current, resources: [] };
  const changes = changesBetween(plan ?? nothing, current);
  return {
    label,
    exists: plan !== undefined,
    headlines: headlinesOf(changes),
    changes,
    stores: storeChangesOf(changes, allowed),
  };
}
