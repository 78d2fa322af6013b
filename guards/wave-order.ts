import type { Guard } from "./guard";
import { isMarked } from "./marks";
import { other, shiftOf, weightsOf } from "./shift";

/** A region is not further along than the one before it. Where each waits for the one before, all wait for the first. */
export const wavesInOrder: Guard = {
  code: "REL-22",
  refuses:
    "A step in a region while the region of the wave before has not made it, or nobody watched it there to its end: secondary, then primary, then standby.",
  remedy: "Finish the step in the earlier region first, or go back.",
  asked: ["route"],
  needs: "the live route of the earlier region",
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    const earlier = observed?.earlier;
    if (!shift?.forward || !earlier) return [];
    const { name, weights, mark } = earlier;
    // The step was the same there, so what serves there is what is to serve here, or less.
    const made = weights[shift.tried] >= shift.to;
    const serving = { weights: weightsOf(release), stable: other(shift.tried), colours: release.colours };
    if (made && (weights[shift.tried] > shift.to || isMarked(mark, serving))) return [];
    return [
      {
        path: `${release.path}.greenPercent`,
        found: `${shift.tried} ${shift.from} → ${shift.to} %, while ${made ? `nobody watched it to its end in ${name}` : `it serves ${weights[shift.tried]} % in ${name}`}`,
        allowed: `a share that was watched in ${name} before`,
        remedy: `finish the step in ${name} first, or go back`,
      },
    ];
  },
};
