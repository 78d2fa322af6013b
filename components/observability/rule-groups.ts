import type { AlertContext, AlertRule } from "./alert";
import { burnAlerts, unmeasuredAlert } from "./burn-alerts";
import type { ServiceObjective } from "../../config/model";
import { objectives } from "./objective";
import { budgetRule, recordingRules, type RecordingRule } from "./recording-rules";

/** Rules that Prometheus evaluates together, one after another. */
export interface RuleGroup {
  /** Name of the group, unique in its file. */
  readonly name: string;
  /** Time between two evaluations. */
  readonly interval: string;
  /** The rules; a rule may use what an earlier one records. */
  readonly rules: (RecordingRule | AlertRule)[];
}

/** The rule groups of one service's objectives. */
export function objectiveRuleGroups(
  service: string,
  promise: ServiceObjective,
  context: AlertContext,
): RuleGroup[] {
  const all = objectives(context.namespace, service, promise);
  return [
    {
      name: `${service}-objectives`,
      interval: "15s",
      rules: [
        ...all.flatMap((objective) => recordingRules(objective)),
        ...all.flatMap((objective) => burnAlerts(objective, context)),
        unmeasuredAlert(service, context),
      ],
    },
    // Sums over weeks are dear, and nobody is told by them.
    {
      name: `${service}-budgets`,
      interval: "5m",
      rules: all.map((objective) => budgetRule(objective, context.windowDays)),
    },
  ];
}
