import type { Guard } from "./guard";
import { movesOn } from "./shift";

/** Nobody goes on blindly. */
export const seen: Guard = {
  code: "REL-24",
  refuses:
    "A step forward, other pods, another strategy or another stable colour while what serves cannot be read: nobody knows what the step would start from.",
  remedy:
    "Mend the way to the cluster, and run the update again. Every step towards the stable colour is free.",
  asked: ["pods", "route"],
  needs: "that somebody looked",
  judge: (release, step, observed) => {
    const why = observed?.unseen;
    if (why === undefined || !movesOn(release, step, observed)) return [];
    return [
      {
        path: release.path,
        found: `no sight of what serves: ${why}`,
        allowed: "a step back, until the cluster answers",
        remedy: `run the update again when it answers; to go back at once, give ${release.stable} everything`,
      },
    ];
  },
};
