import { burnWindowsMinutes, duration } from "./burn-rate";
import type { Objective } from "./objective";

/** A rule that stores the result of a query as a new series. */
export interface RecordingRule {
  /** Name of the new series. */
  readonly record: string;
  /** The query. */
  readonly expr: string;
  /** Labels of the new series. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Labels of everything that is recorded of an objective. */
export function objectiveLabels({ service, kind }: Objective): Record<string, string> {
  return { service, objective: kind };
}

/** A recorded series of one objective: `objective:bad:rate1h{service="cart-service",objective="latency"}`. */
export function recorded(what: "bad" | "total", minutes: number, objective: Objective): string {
  return `${recordName(what, minutes)}${selector(objective)}`;
}

function recordName(what: "bad" | "total", minutes: number): string {
  return `objective:${what}:rate${duration(minutes)}`;
}

function selector({ service, kind }: Objective): string {
  return `{service="${service}",objective="${kind}"}`;
}

/**
 * Broken and given promises over every window that an alert needs. Only the shortest is counted from the proxy's own
 * series; the others are averages of it, on both sides of the ratio, so that each request weighs the same.
 */
export function recordingRules(objective: Objective): RecordingRule[] {
  const [shortest = 5, ...longer] = burnWindowsMinutes;
  const labels = objectiveLabels(objective);
  return (["bad", "total"] as const).flatMap((what) => [
    { record: recordName(what, shortest), expr: objective[what], labels },
    ...longer.map((minutes) => ({
      record: recordName(what, minutes),
      expr: `avg_over_time(${recorded(what, shortest, objective)}[${duration(minutes)}])`,
      labels,
    })),
  ]);
}

/** Share of the error budget that is left of the objective's window: 1 when nothing was spent, below 0 when it is overspent. */
export function budgetRule(objective: Objective, windowDays: number): RecordingRule {
  const [shortest = 5] = burnWindowsMinutes;
  const sum = (what: "bad" | "total"): string =>
    `sum_over_time(${recorded(what, shortest, objective)}[${windowDays}d])`;
  return {
    record: "objective:budget:remaining",
    expr: `1 - (${sum("bad")} / (${sum("total")} > 0)) / ${objective.budget}`,
    labels: objectiveLabels(objective),
  };
}
