import { isAwake } from "../config/calendar/waking";
import { colours } from "../config/model";
import type { Observed, ReleaseFacts } from "./facts";
import type { Guard } from "./guard";
import { movesOn, servedWeights, weightsOf } from "./shift";

/** Nothing is released to services that sleep: no pod could prove it, and in the morning it would serve unwatched. */
export const asleep: Guard = {
  code: "REL-25",
  refuses:
    "A step forward, another strategy or another stable colour while the service sleeps, or another image of a colour that serves: no pod could prove it, and it would serve unwatched in the morning.",
  remedy: "Wake the services, as docs/off-hours.md tells, or wait until they are awake.",
  asked: ["pods", "route"],
  needs: "ready pods",
  judge: (release, step, observed) => {
    const { offHours } = release;
    if (offHours === undefined || !sleeps(release, observed)) return [];
    const served = servedWeights(step, observed) ?? weightsOf(release);
    const isNew = colours.some((colour) => step?.changes?.[colour]?.image && served[colour] !== 0);
    // Pods of a colour that serves nobody may be made anew: they come with it in the morning.
    if (!isNew && !movesOn(release, { ...step, changes: {} }, observed)) return [];
    const { wakes, zone, days } = offHours;
    return [
      {
        path: release.path,
        found: "a release while the service sleeps: neither colour has a ready pod",
        allowed: "a step back, until the service is awake",
        remedy: `wake the services (docs/off-hours.md), or wait until ${wakes} ${zone} on ${days.join(", ")}`,
      },
    ];
  },
};

/**
 * Whether a service sleeps: outside of its hours, with no ready pod. Whoever woke it for an evening has pods, and whoever
 * has none within its hours has a failure.
 */
export function sleeps({ offHours }: ReleaseFacts, { now = "", readyPercent }: Observed = {}): boolean {
  const instant = Date.parse(now) / 1000;
  if (offHours === undefined || readyPercent === undefined || Number.isNaN(instant)) return false;
  return colours.every((colour) => readyPercent[colour] === 0) && !isAwake(offHours, instant);
}
