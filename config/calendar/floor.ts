import type { DraftCalendar } from "../draft";
import type { Profile } from "../profiles";

/** Replicas between which a service scales in a region at full capacity. */
type Scaling = Profile["scaling"];

/** The least that a service keeps at an announced peak, in replicas of a region at full capacity. */
export function peakFloor({ min }: Scaling, factor: number): number {
  return Math.ceil(min * factor);
}

/** Whether a peak concerns a service. */
export function concerns(
  { services }: { readonly services?: readonly string[] | undefined },
  name: string,
): boolean {
  return services?.includes(name) ?? true;
}

/**
 * What a service's autoscalers are given: its own replicas, and above them the floors of the peaks that are to be held
 * without Prometheus.
 */
export function heldScaling(name: string, scaling: Scaling, { entries }: DraftCalendar["events"]): Scaling {
  const held = Object.values(entries)
    .filter((event) => event.holdFloor && concerns(event, name))
    .map(({ factor }) => peakFloor(scaling, factor));
  return { ...scaling, min: Math.max(scaling.min, ...held) };
}
