import { colours, type Colour, type Service } from "../../config/model";
import { colourSelector } from "./colour-answers";
import { liveProxies, proxySeries } from "./proxy-metrics";
import type { RecordingRule } from "./recording-rules";
import { deploymentSeries } from "./deployment-series";
import type { RuleGroup } from "./rule-groups";
import { queueBacklogNow } from "./queue-length";
import { scalingSeries } from "./scaling-series";

/** When slow answers and what waits add pods, and until when they keep them (R9). */
export const scalingConditions = {
  /** Average answer above which pods are added, in milliseconds, and for how long it must have been. */
  slow: { aboveMs: 2000, for: "5m" },
  /** Average answer below which pods may go, in milliseconds, and for how long it must have been. */
  quick: { belowMs: 500, for: "15m" },
  /** How long something must have waited before pods are added for it. */
  waits: { for: "3m" },
  /** Messages below which pods may go, and for how long there must have been so few. */
  empty: { below: 10, for: "15m" },
  /** Pods that slow answers add at a time, and the time between. */
  step: { pods: 2, every: "5m" },
} as const;

/** A step of fewer pods than this share of those there is within the autoscaler's tolerance of 10 %, and would do nothing. */
const leastStepShare = 0.15;

/** The average answer of a colour, in milliseconds; only the other rules read it. */
const responseTime = "platform:response_time_ms";

/** What a service's pods are added by. */
export type ScalingFacts = Pick<Service, "backlog" | "name" | "queueBacklogs">;

/**
 * The series that a service's autoscalers add pods by. Each is there with a neutral 0 while the region's proxies are
 * read: an autoscaler adds by the metrics that it has, and removes nothing while one is missing. So a colour without
 * requests, which has no counters, can shrink, and where nobody measures nothing does. The backlog has no neutral value:
 * pods that do not report it are kept.
 */
export function scalingRuleGroup(namespace: string, service: ScalingFacts): RuleGroup {
  const rules = colours.flatMap((colour) => colourRules(namespace, service, colour));
  return { name: `${service.name}-scaling`, interval: "15s", rules };
}

function colourRules(namespace: string, service: ScalingFacts, colour: Colour): RecordingRule[] {
  const { name } = service;
  const labels = { namespace, service: name, colour };
  const own = `{${Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(",")}}`;
  const deployment = `{namespace="${namespace}",deployment="${name}-${colour}"}`;
  const pods = `${deploymentSeries.desired}${deployment}`;
  const rule = (record: string, expr: string): RecordingRule => ({ record, expr, labels });
  const measured = (expr: string): string => `${expr} or 0 * max(${liveProxies})`;
  const ofProxy = `{${colourSelector(namespace, name, colour)}}`;
  const rate = (series: string): string => `sum(rate(${series}${ofProxy}[1m]))`;
  const average = `${rate(`${proxySeries.time}_sum`)} / (${rate(`${proxySeries.time}_count`)} > 0)`;
  const waiting = waitingNow(labels, service);
  return [
    rule(scalingSeries.requestRate, measured(rate(proxySeries.answered))),
    rule(responseTime, measured(average)),
    rule(scalingSeries.slow, measured(slowExpression(own, pods))),
    ...(waiting === undefined ? [] : [rule(scalingSeries.backlog, waitingLong(waiting))]),
    rule(scalingSeries.held, measured(heldExpression(own, pods, waiting))),
  ];
}

/**
 * Two more than five minutes ago, for as long as answers are slow: R9's gentle step. An answer's time as a target would
 * ask for the ceiling within minutes wherever a database is slow, which more pods only make slower.
 */
function slowExpression(own: string, pods: string): string {
  const { slow, step } = scalingConditions;
  const before = `max(${pods} offset ${step.every})`;
  const wanted = `${before} + clamp_min(${leastStepShare} * ${before}, ${step.pods})`;
  return `${wanted} and on() min_over_time(${responseTime}${own}[${slow.for}]) > ${slow.aboveMs}`;
}

/** As many as there are, until answers were quick and little waited for a quarter of an hour. */
function heldExpression(own: string, pods: string, waiting?: string): string {
  const { quick, empty } = scalingConditions;
  const notQuick = `max_over_time(${responseTime}${own}[${quick.for}]) >= ${quick.belowMs}`;
  if (waiting === undefined) return `max(${pods}) and on() ${notQuick}`;
  const notEmpty = `max_over_time((${waiting})[${empty.for}:15s]) >= ${empty.below}`;
  return `max(${pods}) and on() (${notQuick} or ${notEmpty})`;
}

interface ColourLabels {
  readonly namespace: string;
  readonly service: string;
  readonly colour: Colour;
}

/** What waits now, as the service's pods report it, or by the length of its queues; nothing where neither is asked. */
function waitingNow(
  { namespace, service, colour }: ColourLabels,
  { backlog, queueBacklogs }: ScalingFacts,
): string | undefined {
  if (queueBacklogs !== undefined) return queueBacklogNow(namespace, service, colour, queueBacklogs);
  if (backlog === undefined) return undefined;
  const from = `namespace="${namespace}",app_kubernetes_io_name="${service}",colour="${colour}"`;
  // Each pod reports the same queue, so that the largest report counts.
  return `max(${backlog}{${from}})`;
}

/** What has been waiting all the while: a burst that is worked off at once adds no pod. */
function waitingLong(waiting: string): string {
  return `min_over_time((${waiting})[${scalingConditions.waits.for}:15s])`;
}
