import { colours } from "../config/model";
import { sleeps } from "./asleep";
import type { ColourFacts } from "./facts";
import type { Guard } from "./guard";
import { formerStable, shiftOf } from "./shift";

/** A colour that is tried carries no larger share of the requests than the share of the service's floor that it runs. */
export const sufficientCapacity: Guard = {
  code: "REL-03",
  refuses:
    "A share of the requests that is larger than the share of the service's floor that the colour runs: its pods would drown before the autoscaler answers.",
  remedy: "Raise the colour's capacityPercent in an edit of its own, wait for its pods, then shift requests.",
  asked: ["file", "route"],
  judge: ({ path, stable, colours: facts }) =>
    colours
      .filter((colour) => colour !== stable && facts[colour].declared && isShort(facts[colour]))
      .map((colour) => ({
        path: `${path}.${colour}.capacityPercent`,
        found: `${facts[colour].capacityPercent}, while ${colour} is to serve ${facts[colour].weight} % of the requests`,
        allowed: `${facts[colour].weight} to 100`,
        remedy: `raise release.${colour}.capacityPercent in an edit of its own, wait for its pods, then shift traffic`,
      })),
};

// `!(a <= b)`, so that a share that is no number is not carried either.
function isShort({ weight, capacityPercent }: ColourFacts): boolean {
  return !(weight <= capacityPercent);
}

/** The stable colour can carry everything, so that the way back is open at every moment. */
export const wayBack: Guard = {
  code: "REL-04",
  refuses:
    "A stable colour that is smaller than the service's floor: a step back would send everything to pods that cannot carry it.",
  remedy: "Leave the stable colour at 100; shrink the other one, once the release is complete.",
  asked: ["file", "route"],
  judge: ({ path, stable, colours: facts }) =>
    !facts[stable].declared || facts[stable].capacityPercent === 100
      ? []
      : [
          {
            path: `${path}.${stable}.capacityPercent`,
            found: `${facts[stable].capacityPercent}, while ${stable} is the stable colour`,
            allowed: "100: every release goes back to the stable colour in one step",
            remedy: `set release.${stable}.capacityPercent to 100; to shrink ${stable}, complete the release first (release.stable)`,
          },
        ],
};

/** Sizes and shares move in edits of their own. */
export const capacityApart: Guard = {
  code: "REL-15",
  refuses:
    "A shift of requests in the same update as a smaller floor, or as a larger one of the colour that receives: an update changes sizes first, and does not wait for the pods of an autoscaler.",
  remedy:
    "Grow the colour that receives first and shift when its pods are ready; shrink the other one afterwards.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    if (shift === undefined) return [];
    const receiver = shift.forward ? shift.tried : formerStable(release, step, observed);
    return colours.flatMap((colour) => {
      const floor = step?.changes?.[colour]?.floor;
      if (floor === undefined || (floor.after > floor.before && colour !== receiver)) return [];
      return [
        {
          path: `${release.path}.${colour}.capacityPercent`,
          found: `a floor of ${floor.before} → ${floor.after} pods, with ${shift.tried} ${shift.from} → ${shift.to} %`,
          allowed: "sizes and shares change in edits of their own",
          remedy:
            floor.after > floor.before
              ? `grow ${colour} first; shift when its pods are ready`
              : `shift first; shrink ${colour} in a later edit`,
        },
      ];
    });
  },
};

/** The pods of a colour are ready before it gets more requests. */
export const readyPods: Guard = {
  code: "REL-18",
  refuses: "A step to a colour that has fewer ready pods than its new share of the requests takes.",
  remedy: "Wait for its pods, or find out why they are not ready.",
  asked: ["route"],
  needs: "ready pods",
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    const ready = shift && observed?.readyPercent?.[shift.tried];
    // What sleeps is told that it does, by a guard of its own.
    if (!shift?.forward || ready === undefined || ready >= shift.to || sleeps(release, observed)) return [];
    return [
      {
        path: `${release.path}.greenPercent`,
        found: `${shift.tried} ${shift.from} → ${shift.to} %, with ready pods for ${ready} %`,
        allowed: `at most ${ready} %, until more pods are ready`,
        remedy: `wait for the pods of ${shift.tried}, or find out why they are not ready`,
      },
    ];
  },
};
