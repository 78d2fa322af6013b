import { colours } from "../config/model";
import type { Step } from "./facts";
import type { Guard } from "./guard";
import { atRest, completionOf, rebuilds, servedWeights, weightsOf } from "./shift";

/** How a service is released changes at rest only. */
export const strategyAtRest: Guard = {
  code: "REL-16",
  refuses: "Another strategy while the stable colour does not serve everything, or in an edit that shifts.",
  remedy: "Complete the release or go back, then change the strategy in an edit of its own.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const before = step?.before?.strategy;
    if (before === undefined || before === release.strategy) return [];
    const rests = atRest(release, step, observed) && weightsOf(release)[release.stable] === 100;
    if (rests) return [];
    return [
      {
        path: `${release.path}.strategy`,
        found: `${before} → ${release.strategy}, while a release is under way`,
        allowed: `${before}, until the stable colour serves everything`,
        remedy: "complete the release or go back, then change the strategy in an edit of its own",
      },
    ];
  },
};

/** A release is complete when the new colour serves everything, and somebody says so. */
export const completed: Guard = {
  code: "REL-17",
  refuses:
    "Another stable colour before that colour serves everything, or in an edit that does something else as well: naming it gives up the way back in one step.",
  remedy: "Give the colour everything, let it bake, then set `stable` in an edit of its own.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const stable = completionOf(release, step);
    if (stable === undefined) return [];
    const served = servedWeights(step, observed)?.[stable];
    if (served === 100 && weightsOf(release)[stable] === 100 && !reshapes(step ?? {})) return [];
    return [
      {
        path: `${release.path}.stable`,
        found:
          served === 100
            ? `${stable}, in an edit that changes shares, pods or sizes as well`
            : `${stable}, which serves ${served ?? 0} % of the requests`,
        allowed: "the colour that serves everything, in an edit of its own",
        remedy:
          served === 100
            ? "set release.stable alone, and the rest in a later edit"
            : `leave release.stable until ${stable} serves everything`,
      },
    ];
  },
};

/** Whether an edit changes pods, or sizes. */
function reshapes(step: Step): boolean {
  return rebuilds(step) || colours.some((colour) => step.changes?.[colour]?.floor !== undefined);
}
