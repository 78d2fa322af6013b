import { alertNames } from "../../components/observability/burn-alerts";
import type { QueryTest } from "./promtool";
import type { Mutant } from "./mutations";
import type { Scenario, Told } from "./scenarios";

type Sample = QueryTest["exp_samples"][number];

/** What Prometheus must answer when it is asked who is told, at each minute of a scenario. */
export function expectations({ told, start, budget }: Scenario): QueryTest[] {
  const alerts = told.map(([minute, all]) => ({
    expr: 'count by (alertname, objective) (ALERTS{alertstate="firing"})',
    eval_time: `${start + minute}m`,
    exp_samples: all.map((one) => sample(one)),
  }));
  if (budget === undefined) return alerts;
  const end = alerts.at(-1)?.eval_time ?? "";
  const left = (objective: string): Sample => ({
    labels: `{objective="${objective}"}`,
    value: budget,
  });
  const exp_samples = [left("availability"), left("latency")];
  // The last digits are those of a division.
  const expr = "round(sum by (objective) (objective:budget:remaining), 0.000001)";
  return [...alerts, { expr, eval_time: end, exp_samples }];
}

/** Name of an alert that is told in short. */
export function alertName(told: Told): string {
  if (told === "unmeasured") return alertNames.unmeasured;
  return told.startsWith("fast") ? alertNames.critical : alertNames.warning;
}

function objectiveOf(told: Told): string {
  return told.split(" ")[1] ?? "";
}

function sample(told: Told, prefix = ""): Sample {
  const objective = objectiveOf(told);
  const labels = objective === "" ? "" : `,objective="${objective}"`;
  return { labels: `{alertname="${prefix}${alertName(told)}"${labels}}`, value: 1 };
}

/** The same, of the rules that a mistake changed: what they would answer if it were none. */
export function mutantExpectations(
  { told, start, budget }: Scenario,
  { prefix, rules }: Mutant,
): QueryTest[] {
  const alerts = rules.filter((rule) => "alert" in rule);
  const records = rules.filter((rule) => "record" in rule && rule.record.endsWith("budget:remaining"));
  const own = (one: Told): boolean =>
    alerts.some(
      ({ alert, labels }) =>
        alert === prefix + alertName(one) && (labels.objective ?? "") === objectiveOf(one),
    );
  const firing = told.map(([minute, all]) => ({
    expr: `count by (alertname, objective) (ALERTS{alertname=~"${prefix}.+",alertstate="firing"})`,
    eval_time: `${start + minute}m`,
    exp_samples: all.filter(own).map((one) => sample(one, prefix)),
  }));
  if (budget === undefined) return firing;
  const left = records.map(({ labels: { objective = "" } }) => ({
    expr: `round(sum by (objective) (${prefix}objective:budget:remaining), 0.000001)`,
    eval_time: firing.at(-1)?.eval_time ?? "",
    exp_samples: [{ labels: `{objective="${objective}"}`, value: budget }],
  }));
  return [...firing, ...left];
}
