import type { PeakEvent } from "../../config/model";

/** Whether the time is in a stretch, as PromQL: the bounds are in the rule, so whoever makes it asks no clock. */
export function during(start: number, end: number): string {
  return `(vector(time()) >= ${start} < ${end})`;
}

/** The stretch in which a peak's floors hold: from the lead before it to its end. */
export function duringEvent({ start, end, leadSeconds }: PeakEvent): string {
  return during(start - leadSeconds, end);
}
