import { clockText, isOpen } from "../config/calendar/recurrence";
import type { FreezeWindow } from "../config/model";
import type { ReleaseFacts } from "./facts";
import type { Guard } from "./guard";
import { movesOn } from "./shift";

/** In a freeze, and in a drill of the region, requests go back and nothing else moves. */
export const frozen: Guard = {
  code: "REL-23",
  refuses:
    "A step forward, other pods, another strategy or another stable colour during a freeze, or during a drill of the region.",
  remedy: "Wait for the end of the freeze or the drill. Every step towards the stable colour is free.",
  asked: ["pods", "route"],
  needs: "the time",
  judge: (release, step, observed) => {
    const now = observed?.now ?? "";
    const still = stillness(release, now);
    if (still === undefined || !movesOn(release, step, observed)) return [];
    return [
      {
        path: release.path,
        found: `a change at ${now}, during ${still.what}`,
        allowed: `a step back, until ${still.end}`,
        remedy: `wait until ${still.end}`,
      },
    ];
  },
};

/** What keeps releases still at a moment, and until when; nothing where nobody told the time. */
function stillness({ freezes, drills }: ReleaseFacts, now: string) {
  const freeze = freezes?.find((window) => isDuring(window, now));
  if (freeze !== undefined) return { what: freeze.name, end: freeze.end };
  const instant = Date.parse(now) / 1000;
  const drill = Number.isNaN(instant) ? undefined : drills?.find((window) => isOpen(window, instant));
  return drill && { what: `the drill ${drill.name}`, end: `${clockText(drill.endMinute)} ${drill.zone}` };
}

function isDuring({ start, end }: FreezeWindow, now: string): boolean {
  return Date.parse(start) <= Date.parse(now) && Date.parse(now) < Date.parse(end);
}
