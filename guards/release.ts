import { colours, type Colour } from "../config/model";
import type { Problem } from "../config/problems";

/** What the guards of a release are told of one colour. */
export interface ColourFacts {
  /** Share of requests, in percent. */
  readonly weight: number;
  /** Whether the stack file says what the colour runs. */
  readonly declared: boolean;
  /** Size as a share of the service's floor, in percent. */
  readonly capacityPercent: number;
}

/** What the guards of a release judge: both colours of one service. */
export interface ReleaseFacts {
  /** Where the release is written: `social-commerce:services.cart-service.release`. */
  readonly path: string;
  /** What is known of each colour. */
  readonly colours: Readonly<Record<Colour, ColourFacts>>;
  /** Most that one edit may shift, in percent of the requests. */
  readonly maximumStepPercent: number;
  /** True for an edit that says that it goes back. */
  readonly rollback: boolean;
}

/** Share of the requests that each colour serves, in percent. */
export type Weights = Readonly<Record<Colour, number>>;

/**
 * One guard: what it refuses, as a pure function that the stack-file check and the hook both call. `before` is what
 * serves now; on a first deployment, and in the check, there is nothing before, and a guard that needs it is silent.
 */
export type ReleaseGuard = (release: ReleaseFacts, before?: Weights) => readonly Problem[];

/** Weights are whole percents from 0 to 100 that sum to 100. Anything else sends requests nowhere, or hides a typing error. */
export const legalWeights: ReleaseGuard = ({ path, colours: { blue, green } }) => {
  const weights = [blue.weight, green.weight];
  const legal = weights.every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= 100);
  if (legal && blue.weight + green.weight === 100) return [];
  return [
    {
      path: `${path}.greenPercent`,
      found: `weights blue ${blue.weight}, green ${green.weight}`,
      allowed: "whole numbers from 0 to 100 that sum to 100",
      remedy: "set greenPercent to a whole number from 0 to 100; blue serves the rest",
    },
  ];
};

/** No requests go to a colour that the stack file does not declare. */
export const declaredColour: ReleaseGuard = ({ path, colours: facts }) =>
  colours
    .filter((colour) => facts[colour].weight > 0 && !facts[colour].declared)
    .map((colour) => ({
      path: `${path}.${colour}`,
      found: `nothing, while ${colour} is to serve ${facts[colour].weight} % of the requests`,
      allowed: "a colour with traffic is declared with version and digest",
      remedy: `declare release.${colour} in an edit of its own, wait for its pods, then shift traffic`,
    }));

/** A colour carries no larger share of the requests than the share of the service's floor that it runs. */
export const sufficientCapacity: ReleaseGuard = ({ path, colours: facts }) =>
  colours
    .filter((colour) => facts[colour].declared && facts[colour].weight > facts[colour].capacityPercent)
    .map((colour) => ({
      path: `${path}.${colour}.capacityPercent`,
      found: `${facts[colour].capacityPercent}, while ${colour} is to serve ${facts[colour].weight} % of the requests`,
      allowed: `${facts[colour].weight} to 100`,
      remedy: `raise release.${colour}.capacityPercent in an edit of its own, wait for its pods, then shift traffic`,
    }));

/** Most that the first step away from a colour that serves everything may shift, in percent: enough to measure, few to hurt. */
export const firstStepPercent = 10;

/**
 * One edit shifts only so much. To the colour that serves the larger share any step is allowed, and so is one that the
 * edit calls a rollback: when something is wrong, nobody should have to count.
 */
export const boundedStep: ReleaseGuard = ({ path, colours: { green }, ...limits }, before) => {
  const { maximumStepPercent, rollback } = limits;
  if (before === undefined || rollback) return [];
  const step = green.weight - before.green;
  const back = step < 0 ? before.blue > before.green : before.green > before.blue;
  // What serves may also be a route that names neither colour; nothing is known of it, so it counts as everything.
  const first = before.blue === 100 || before.green === 100 || before.blue + before.green !== 100;
  const most = first ? Math.min(firstStepPercent, maximumStepPercent) : maximumStepPercent;
  if (Math.abs(step) <= most || back) return [];
  const next = before.green + Math.sign(step) * most;
  return [
    {
      path: `${path}.greenPercent`,
      found: `a step from ${before.green} to ${green.weight}`,
      allowed: first
        ? `at most ${most} away from a colour that serves everything`
        : `at most ${most} in one edit (release.maximumStepPercent)`,
      remedy: `set greenPercent to ${next}, watch, and go on from there; to go back at once, add release.rollback: true`,
    },
  ];
};

/** Every guard of a release that does not need to know the cluster. */
export const releaseGuards: readonly ReleaseGuard[] = [
  legalWeights,
  declaredColour,
  sufficientCapacity,
  boundedStep,
];

/** Everything that the guards refuse about a release. */
export function releaseProblems(release: ReleaseFacts, before?: Weights): Problem[] {
  return releaseGuards.flatMap((guard) => guard(release, before));
}
