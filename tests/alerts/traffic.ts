import { clusterPattern, proxySeries } from "../../components/observability/proxy-metrics";
import { colours, type Colour, type ServiceObjective } from "../../config/model";
import type { InputSeries } from "./promtool";

/** The service of every scenario, and what it promises. */
export const service = "cart-service";
export const namespace = "shop";
export const promise: ServiceObjective = { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 };

/** Some minutes of traffic; everything but `minutes` is a count a minute. */
export interface Phase {
  readonly minutes: number;
  readonly answered: number;
  /** Of those, by an error of the server. */
  readonly failed: number;
  readonly timed: number;
  /** Of those, later than promised. */
  readonly late: number;
}

/**
 * Both budgets burn at this multiple of the rate that would spend them exactly: 0.05 % and 1 % of the requests. Every
 * twentieth request is timed, so that both lose the same number of requests.
 */
export function burning(minutes: number, burn: number, perMinute: number): Phase {
  const broken = perMinute * burn * 0.0005;
  return { minutes, answered: perMinute, failed: broken, timed: perMinute / 20, late: broken };
}

/** Every request fails, and late. */
export function outage(minutes: number, perMinute: number): Phase {
  return { minutes, answered: perMinute, failed: perMinute, timed: perMinute, late: perMinute };
}

/** Every request keeps both promises, and is timed. */
export function healthy(minutes: number, perMinute: number): Phase {
  return { minutes, answered: perMinute, failed: 0, timed: perMinute, late: 0 };
}

/** How a scenario's traffic is spread and spelled. */
export interface Spread {
  /** Green's share of the broken promises; of the requests it has half. */
  readonly greenBroken?: number;
  /** The bound of the histogram, as the proxy spells it. */
  readonly bound?: "500" | "500.0";
}

/** What the proxy reports of phases of traffic, spread over both colours. */
export function traffic(
  phases: readonly Phase[],
  { greenBroken = 0.75, bound = "500" }: Spread = {},
): InputSeries[] {
  const share = { blue: 1 - greenBroken, green: greenBroken };
  return colours.flatMap((colour) => {
    const half = (pick: (phase: Phase) => number) => counter(phases, (phase) => pick(phase) / 2);
    const inTime = ({ timed, late }: Phase): number => timed / 2 - late * share[colour];
    const failed = phases.some((phase) => phase.failed > 0)
      ? [
          series(
            colour,
            proxySeries.byClass,
            counter(phases, (phase) => phase.failed * share[colour]),
            { envoy_response_code_class: "5" },
          ),
        ]
      : [];
    const bucket = (le: string, values: string) =>
      series(colour, `${proxySeries.time}_bucket`, values, { le });
    return [
      members(colour, phases),
      series(
        colour,
        proxySeries.answered,
        half(({ answered }) => answered),
      ),
      // Answers that are nobody's failure are no error of the server.
      series(
        colour,
        proxySeries.byClass,
        half(({ answered }) => answered),
        { envoy_response_code_class: "4" },
      ),
      ...failed,
      series(
        colour,
        `${proxySeries.time}_count`,
        half(({ timed }) => timed),
      ),
      bucket(
        bound.replace("500", "250"),
        counter(phases, (phase) => inTime(phase) / 2),
      ),
      bucket(bound, counter(phases, inTime)),
      bucket(
        bound.replace("500", "1000"),
        half(({ timed }) => timed),
      ),
      bucket(
        "+Inf",
        half(({ timed }) => timed),
      ),
    ];
  });
}

function members(colour: Colour, phases: readonly Phase[]): InputSeries {
  return series(colour, proxySeries.members, `3x${total(phases)}`);
}

/** A series of one colour's upstream cluster. */
export function series(
  colour: Colour,
  name: string,
  values: string,
  labels: Readonly<Record<string, string>> = {},
): InputSeries {
  const cluster = clusterPattern(namespace, service, colour).replace("[0-9]+", "0");
  const all = { envoy_cluster_name: cluster, ...labels };
  const selector = Object.entries(all).map(([label, value]) => `${label}="${value}"`);
  return { series: `${name}{${selector.join(",")}}`, values };
}

function total(phases: readonly Phase[]): number {
  return phases.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** A counter that starts at 0 and grows by so much in each minute of each phase. */
function counter(phases: readonly Phase[], perMinute: (phase: Phase) => number): string {
  let reached = 0;
  const parts = phases.map((phase) => {
    const step = perMinute(phase);
    const part = `${reached + step}+${step}x${phase.minutes - 1}`;
    reached += step * phase.minutes;
    return part;
  });
  return ["0", ...parts].join(" ");
}
