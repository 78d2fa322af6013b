import type { FreezeWindow } from "../config/model";
import type { Guard } from "./guard";
import { movesOn } from "./shift";

/** In a freeze, requests go back and nothing else moves. */
export const frozen: Guard = {
  code: "REL-23",
  refuses: "A step forward, other pods, another strategy or another stable colour during a freeze.",
  remedy: "Wait for the end of the freeze. Every step towards the stable colour is free.",
  asked: ["pods", "route"],
  needs: "the time",
  judge: (release, step, observed) => {
    const now = observed?.now ?? "";
    const freeze = release.freezes?.find((window) => isDuring(window, now));
    if (freeze === undefined || !movesOn(release, step, observed)) return [];
    return [
      {
        path: release.path,
        found: `a change at ${now}, during ${freeze.name}`,
        allowed: `a step back, until ${freeze.end}`,
        remedy: `wait until ${freeze.end}`,
      },
    ];
  },
};

function isDuring({ start, end }: FreezeWindow, now: string): boolean {
  return Date.parse(start) <= Date.parse(now) && Date.parse(now) < Date.parse(end);
}
