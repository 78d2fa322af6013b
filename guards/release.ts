import type { Problem } from "../config/problems";
import { asleep } from "./asleep";
import { backedUp } from "./backed-up";
import { capacityApart, readyPods, sufficientCapacity, wayBack } from "./capacity";
import { completed, strategyAtRest } from "./completion";
import { connectionLimit, schemaRange } from "./database";
import { drainTimes } from "./drain";
import type { Observed, ReleaseFacts, Step } from "./facts";
import { frozen } from "./freeze";
import type { Guard, Moment } from "./guard";
import { imageApart, noRebuild, oneNamePerImage } from "./images";
import { seen } from "./sight";
import { boundedStep, declaredStep, orderedSteps } from "./steps";
import { acknowledged, baked, watchedShare } from "./watched";
import { wavesInOrder } from "./wave-order";
import { declaredColour, legalWeights, rollingServesWhole } from "./weights";

/** Every guard of a release, in the order of their codes, which is the order in which problems are told. */
export const releaseGuards = {
  legalWeights,
  declaredColour,
  sufficientCapacity,
  wayBack,
  orderedSteps,
  rollingServesWhole,
  oneNamePerImage,
  schemaRange,
  connectionLimit,
  drainTimes,
  boundedStep,
  declaredStep,
  imageApart,
  noRebuild,
  capacityApart,
  strategyAtRest,
  completed,
  readyPods,
  watchedShare,
  baked,
  acknowledged,
  wavesInOrder,
  frozen,
  seen,
  asleep,
  backedUp,
} as const satisfies Readonly<Record<string, Guard>>;

/** Codes of the guards of a moment that are silent where nobody looked at a cluster. The time is known everywhere. */
export function clusterGuardCodes(moment: Moment): string[] {
  return Object.values<Guard>(releaseGuards)
    .filter(({ asked, needs }) => asked.includes(moment) && needs !== undefined && needs !== "the time")
    .map(({ code }) => code);
}

/** Everything that the guards of one moment refuse, each with its code. */
export function releaseProblems(
  moment: Moment,
  release: ReleaseFacts,
  step?: Step,
  observed?: Observed,
): Problem[] {
  return Object.values<Guard>(releaseGuards)
    .filter(({ asked }) => asked.includes(moment))
    .flatMap(({ code, judge }) => judge(release, step, observed).map((problem) => ({ code, ...problem })));
}
