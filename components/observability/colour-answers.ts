import type { Colour } from "../../config/model";
import { clusterPattern, proxySeries } from "./proxy-metrics";

/** What the proxy counts of one colour, as PromQL over a stretch of time. The watch and the alerts of a release both ask it. */
export interface ColourAnswers {
  /** Requests answered. */
  readonly requests: string;
  /** Of those, with an answer of class 5xx; no result where there never was one. */
  readonly failed: string;
  /** Requests whose time was taken. */
  readonly timed: string;
  /** Sum of those times, in milliseconds. */
  readonly totalMs: string;
}

/**
 * The counts of one colour of a service.
 *
 * @param range Stretch of time as PromQL writes it: `60s`, `5m`. Two scrapes of the proxy must fit.
 */
export function colourAnswers(
  namespace: string,
  service: string,
  colour: Colour,
  range: string,
): ColourAnswers {
  const from = colourSelector(namespace, service, colour);
  const grown = (series: string, selector = ""): string =>
    `sum(increase(${series}{${from}${selector}}[${range}]))`;
  return {
    requests: grown(proxySeries.answered),
    failed: grown(proxySeries.byClass, ',envoy_response_code_class="5"'),
    timed: grown(`${proxySeries.time}_count`),
    totalMs: grown(`${proxySeries.time}_sum`),
  };
}

/** Selects what the proxy says of one colour. */
export function colourSelector(namespace: string, service: string, colour: Colour): string {
  return `envoy_cluster_name=~"${clusterPattern(namespace, service, colour)}"`;
}
