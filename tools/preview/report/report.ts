import type { Comparison } from "../compare/comparison";
import type { Plan } from "../plan";

/** Everything that a report says of one stack. */
export interface Report {
  readonly plan: Plan;
  /** What `--against` names, as a person names it. */
  readonly asked?: string;
  /** Absent without `--against`, and where that is the plan of another stack. */
  readonly comparison?: Comparison;
  /** True when something refused: a mandatory policy, a guard, or a store that would be lost. */
  readonly refused: boolean;
}
