import { colours, type Calendar, type Colour, type PeakEvent, type Service } from "../../config/model";
import type { RecordingRule } from "../observability/recording-rules";
import { scalingSeries } from "../observability/scaling-series";
import { colourSize } from "../service/size";
import { duringEvent } from "./spans";

/** What autoscalers read: replicas that a colour keeps in the region, 0 while nothing is announced. */
export const floorMetric = {
  /** Name of the series, and of the external metric. */
  series: scalingSeries.calendarFloor,
  /** Labels by which a colour finds its own. */
  labels: (namespace: string, service: string, colour: Colour) => ({ namespace, service, colour }),
} as const;

/** What a colour's floor depends on. */
export interface FlooredService extends Pick<Service, "name" | "scaling"> {
  /** Size of each colour as a share of the service's floor, in percent. */
  readonly release: Readonly<Record<Colour, Pick<Service["release"][Colour], "capacityPercent">>>;
}

/** Whether any announced peak concerns a service, so that its autoscalers have a floor to read. */
export function hasFloor({ events }: Calendar, service: string): boolean {
  return events.some(({ floors }) => floors[service] !== undefined);
}

/**
 * Replicas that a colour keeps in a region during a peak: its share of the service's floor there, as at any other time, so
 * that the way back to the other colour is as wide as before.
 */
export function floorReplicas(
  { floors }: PeakEvent,
  { name, scaling, release }: FlooredService,
  colour: Colour,
  regionPercent: number,
): number {
  const { capacityPercent } = release[colour];
  return colourSize({ ...scaling, min: floors[name] ?? 0 }, regionPercent, capacityPercent).min;
}

/**
 * The floors of a service's colours in one region as series. They are there at any time, 0 outside of peaks: an autoscaler
 * that cannot read one of its metrics never scales in. An autoscaler leaves a difference of a tenth alone, so a floor of 30
 * counts as reached with 28. Source: Kubernetes, "Horizontal Pod Autoscaling", algorithm details.
 *
 * @param regionPercent Size of the region as a share of the full platform, in percent.
 */
export function floorRules(
  namespace: string,
  service: FlooredService,
  events: readonly PeakEvent[],
  regionPercent: number,
): RecordingRule[] {
  const own = events.filter(({ floors }) => floors[service.name] !== undefined);
  if (own.length === 0) return [];
  return colours.map((colour) => {
    const replicas = (event: PeakEvent): number => floorReplicas(event, service, colour, regionPercent);
    // Of two peaks at once, as in the lead of the second, the one that is written first counts: the larger.
    const terms = [...own]
      .sort((left, right) => replicas(right) - replicas(left))
      .map((event) => `vector(${replicas(event)}) and ${duringEvent(event)}`);
    return {
      record: floorMetric.series,
      expr: [...terms, "vector(0)"].join(" or "),
      labels: floorMetric.labels(namespace, service.name, colour),
    };
  });
}
