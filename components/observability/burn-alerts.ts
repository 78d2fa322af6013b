import { alert, type AlertContext, type AlertRule } from "./alert";
import { burnTiers, type BurnTier } from "./burn-rate";
import type { Objective } from "./objective";
import { deploymentSeries } from "./deployment-series";
import { clusterPattern, proxySeries } from "./proxy-metrics";
import { objectiveLabels, recorded } from "./recording-rules";

/** The alerts about objectives; each has a page of its name in `docs/runbooks`. */
export const alertNames = {
  critical: "ErrorBudgetBurnsFast",
  warning: "ErrorBudgetBurnsSlowly",
  unmeasured: "ObjectiveUnmeasured",
} as const;

/** Broken promises in the long window below which nobody is told: where there are few requests, one is not an incident. */
const fewestBadRequests = 10;

/** The alerts of one objective: its budget burns fast, or slowly. */
export function burnAlerts(objective: Objective, context: AlertContext): AlertRule[] {
  const { windowDays } = context;
  const tiers = burnTiers(windowDays);
  return (["critical", "warning"] as const).map((severity) => {
    const own = tiers.filter((tier) => tier.severity === severity);
    return alert(alertNames[severity], { severity, ...objectiveLabels(objective) }, context, {
      expr: own.map((tier) => `(${tierExpression(objective, tier)})`).join(" or "),
      // The windows already hold the time; more would only delay.
      for: "0m",
      summary: `${objective.service}: the ${objective.kind} budget burns ${severity === "critical" ? "fast" : "slowly"}`,
      description:
        `{{ $value | humanizePercentage }} of the requests broke the promise over the deciding window; ` +
        `${percent(objective.budget)} may over ${windowDays} days.`,
    });
  });
}

/** The share of broken promises is over the threshold in both windows, and it is more than a few requests. */
function tierExpression(objective: Objective, { factor, longMinutes, shortMinutes }: BurnTier): string {
  const threshold = Number((factor * objective.budget).toPrecision(6));
  const ratio = (minutes: number): string =>
    `${recorded("bad", minutes, objective)} / (${recorded("total", minutes, objective)} > 0) > ${threshold}`;
  const badRequests = `${recorded("bad", longMinutes, objective)} * ${longMinutes * 60} >= ${fewestBadRequests}`;
  return [ratio(longMinutes), ratio(shortMinutes), badRequests].join(" and ");
}

/**
 * The proxy knows no pod of a service, or nobody reads its metrics: objectives are broken unseen. It wakes somebody,
 * because without a pod the gateway answers 503 on its own, and no counter of the service counts.
 */
export function unmeasuredAlert(service: string, context: AlertContext): AlertRule {
  const { namespace, sleeps } = context;
  const clusters = clusterPattern(namespace, service);
  return alert(alertNames.unmeasured, { severity: "critical", service }, context, {
    expr: `absent(${proxySeries.members}{envoy_cluster_name=~"${clusters}"} > 0)${sleeps === true ? unlessAsleep(namespace, service) : ""}`,
    for: "5m",
    summary: `${service}: nothing is measured`,
    description: `For 5 minutes the gateway's proxy has reported no pod of ${service}.`,
  });
}

/** Both colours were told to have no pods. Where nobody measures that either, the alert speaks. */
function unlessAsleep(namespace: string, service: string): string {
  const { desired } = deploymentSeries;
  return ` unless on() (sum(${desired}{namespace="${namespace}",deployment=~"${service}-(blue|green)"}) == 0)`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
