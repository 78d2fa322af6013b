import type { Guard } from "./guard";
import { greenPercentFor, servedWeights, shiftOf, type Shift } from "./shift";

/** Most that the first step away from a colour that serves everything may shift, in percent: enough to measure, few to hurt. */
export const firstStepPercent = 10;

/** The steps of a canary go up to everything. */
export const orderedSteps: Guard = {
  code: "REL-05",
  refuses: "Steps of a canary that do not rise, or do not end at 100: it would never be complete.",
  remedy: "Write rising shares that end with 100.",
  asked: ["file"],
  judge: ({ path, steps }) => {
    const rising = steps.every((share, index) => index === 0 || share > Number(steps[index - 1]));
    if (rising && steps.at(-1) === 100) return [];
    return [
      {
        path: `${path}.steps`,
        found: JSON.stringify(steps),
        allowed: "rising shares that end with 100",
        remedy: "write for example [10, 50, 100]",
      },
    ];
  },
};

/** One edit of a blue-green release shifts only so much. */
export const boundedStep: Guard = {
  code: "REL-11",
  refuses: `A step of a blue-green release above maximumStepPercent, or above ${firstStepPercent} % when it is the first: a fault would reach more users than it takes to see it.`,
  remedy: "Shift less, watch, and go on from there. Every step towards the stable colour is free.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    if (release.strategy !== "blue-green" || !shift?.forward) return [];
    // What serves may also be a route that names neither colour; nothing is known of it, so it counts as everything.
    const served = servedWeights(step, observed);
    const first = shift.from === 0 || served === undefined || served.blue + served.green !== 100;
    const most = first ? Math.min(firstStepPercent, release.maximumStepPercent) : release.maximumStepPercent;
    if (shift.to - shift.from <= most) return [];
    return [
      {
        path: `${release.path}.greenPercent`,
        found: stepText(shift),
        allowed: first
          ? `at most ${most} away from a colour that serves everything`
          : `at most ${most} in one edit (release.maximumStepPercent)`,
        remedy: `${nextStep(shift, shift.from + most)}; to go back at once, set it to ${greenPercentFor(shift.tried, 0)}`,
      },
    ];
  },
};

/** A canary goes through its steps, one after another. */
export const declaredStep: Guard = {
  code: "REL-12",
  refuses: "A step of a canary to a share that is not the next of its `steps`.",
  remedy: "Go to the next declared share. Every step towards the stable colour is free.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    if (release.strategy !== "canary" || !shift?.forward) return [];
    const next = release.steps.find((share) => share > shift.from);
    if (next === undefined || shift.to === next) return [];
    return [
      {
        path: `${release.path}.greenPercent`,
        found: stepText(shift),
        allowed: `${greenPercentFor(shift.tried, next)}, the next of release.steps ${JSON.stringify(release.steps)}`,
        remedy: `${nextStep(shift, next)}; to go back at once, set it to ${greenPercentFor(shift.tried, 0)}`,
      },
    ];
  },
};

function stepText({ tried, from, to }: Shift): string {
  return `a step from ${greenPercentFor(tried, from)} to ${greenPercentFor(tried, to)}`;
}

function nextStep({ tried }: Shift, share: number): string {
  return `set greenPercent to ${greenPercentFor(tried, share)}, watch, and go on from there`;
}
