import type { ServiceObjective } from "../../config/model";
import { clusterPattern, proxySeries } from "./proxy-metrics";

/** What a service promises its users, and how it is measured. */
export interface Objective {
  /** Name of the service. */
  readonly service: string;
  /** What is promised: that requests are answered, or that they are answered in time. */
  readonly kind: "availability" | "latency";
  /** Share of requests that may break the promise: 0.0005 for 99.95 %. */
  readonly budget: number;
  /** Requests a second that broke the promise, over the last five minutes, as PromQL. */
  readonly bad: string;
  /** Requests a second that the promise was given for, over the last five minutes, as PromQL. */
  readonly total: string;
}

/** The availability and the latency objective of a service. */
export function objectives(namespace: string, service: string, promise: ServiceObjective): Objective[] {
  const from = `envoy_cluster_name=~"${clusterPattern(namespace, service)}"`;
  const rate = (series: string, selector = ""): string => `sum(rate(${series}{${from}${selector}}[5m]))`;
  const answered = rate(proxySeries.answered);
  const timed = rate(`${proxySeries.time}_count`);
  // Whether a bound reads "500" or "500.0" depends on the format that was scraped.
  const inTime = rate(`${proxySeries.time}_bucket`, `,le=~"${promise.latencyMs}([.]0)?"`);
  return [
    {
      service,
      kind: "availability",
      budget: budget(promise.availabilityPercent),
      // No answer of the class yet means no series, which is no failure and not no answer.
      bad: `${rate(proxySeries.byClass, ',envoy_response_code_class="5"')} or 0 * ${answered}`,
      total: answered,
    },
    {
      service,
      kind: "latency",
      budget: budget(promise.latencyPercent),
      bad: `${timed} - ${inTime}`,
      total: timed,
    },
  ];
}

/** 99.95 % leaves 0.0005; in floating point it would leave 0.000500000000000611. */
function budget(percent: number): number {
  return Number(((100 - percent) / 100).toPrecision(6));
}
