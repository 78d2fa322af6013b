import type { Guard } from "./guard";

/** A pod that stops has the time to finish. */
export const drainTimes: Guard = {
  code: "REL-10",
  refuses:
    "Pods whose grace is shorter than what they need to stop: until the proxies have forgotten the pod, then the longest request, then closing. Requests would be cut off with every roll-out.",
  remedy: "Raise terminationGracePeriodSeconds, or shorten the longest request.",
  asked: ["pods"],
  judge: ({ path }, step) => {
    if (step?.drain === undefined) return [];
    const { preStop, longestRequest, closing, grace } = step.drain;
    const needed = preStop + longestRequest + closing;
    // `!(… <= …)`, so that a time that is no number is refused.
    if (!(needed > grace) && preStop > 0 && !Number.isNaN(needed - grace)) return [];
    return [
      {
        path: `${path} (pods)`,
        found: `a grace of ${grace} s, preStop ${preStop} s + longest request ${longestRequest} s + closing ${closing} s`,
        allowed: `a preStop above 0, and a grace of ${needed} s or more`,
        remedy: "mend the times in components/service/lifecycle.ts",
      },
    ];
  },
};
