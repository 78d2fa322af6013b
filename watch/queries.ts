import { colourAnswers, colourSelector } from "../components/observability/colour-answers";
import { proxySeries } from "../components/observability/proxy-metrics";
import type { Colour } from "../config/model";
import type { Answers, Traffic } from "./sample";
import type { WatchSettings } from "./settings";

/** One number of Prometheus's answer to an instant query. */
export interface QueryResult {
  /** The labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** The value; Prometheus also has `NaN` and infinity. */
  readonly value: number;
}

/** Whose traffic is asked for. */
export interface TrafficOf {
  /** Namespace of the service. */
  readonly namespace: string;
  /** Name of the service. */
  readonly service: string;
  /** The colour that received traffic. */
  readonly colour: Colour;
}

const part = "part";

/**
 * One query for everything, so that all of it is of one moment and there is one way to fail. Each number of the answer
 * carries its name in the label `part`.
 *
 * @param elapsedSeconds Time since the shift.
 */
export function trafficQuery(
  of: TrafficOf,
  elapsedSeconds: number,
  { recentSeconds }: WatchSettings,
): string {
  const { namespace, service, colour } = of;
  const stretches = {
    recent: recentSeconds,
    // Before two scrapes there is nothing to count, so the stretch is never shorter than the recent one.
    sinceShift: Math.max(recentSeconds, Math.ceil(elapsedSeconds)),
  };
  const counts = Object.entries(stretches).flatMap(([stretch, seconds]) =>
    Object.entries(colourAnswers(namespace, service, colour, `${seconds}s`)).map(
      ([count, expr]) => [`${stretch}.${count}`, expr] as const,
    ),
  );
  // The pods that the proxy knows are counted before any request is: their age is that of the last scrape.
  const members = `${proxySeries.members}{${colourSelector(namespace, service, colour)}}`;
  const all = [...counts, ["scrapeAge", `time() - max(timestamp(${members}))`] as const];
  return all.map(([name, expr]) => `label_replace(${expr}, "${part}", "${name}", "", "")`).join(" or ");
}

/**
 * What the answer to {@link trafficQuery} says; nothing where the proxy was not scraped in the recent stretch, because
 * then the same old counts are read again and again, and everything looks well.
 */
export function readTraffic(
  results: readonly QueryResult[],
  { recentSeconds }: WatchSettings,
): Traffic | undefined {
  const numbers = new Map(results.map(({ labels, value }) => [labels[part], value]));
  const age = numbers.get("scrapeAge");
  if (age === undefined || !(age <= recentSeconds)) return undefined;
  const answers = (stretch: string): Answers => {
    const count = (name: string): number => atLeastZero(numbers.get(`${stretch}.${name}`));
    const [requests, failed] = [count("requests"), count("failed")];
    return { requests, failed, timed: count("timed"), totalMs: count("totalMs") };
  };
  return { recent: answers("recent"), sinceShift: answers("sinceShift") };
}

/** A count that is missing, or is none, counts nothing. */
function atLeastZero(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : 0;
}
