import { colours, type Colour } from "../config/model";
import type { ColourChange, Observed, ReleaseFacts, Step, Weights } from "./facts";

/** The colour that is not this one. */
export function other(colour: Colour): Colour {
  return colour === "blue" ? "green" : "blue";
}

/** Shares that the new release gives. */
export function weightsOf({ colours: { blue, green } }: ReleaseFacts): Weights {
  return { blue: blue.weight, green: green.weight };
}

/** Shares that serve before the edit: the live ones where somebody looked, else those last sent. */
export function servedWeights(step: Step = {}, observed: Observed = {}): Weights | undefined {
  return observed.weights ?? step.before?.weights;
}

/**
 * The colour that was stable before the edit. A route that does not say is judged by its shares: the larger one.
 */
export function formerStable(release: ReleaseFacts, step: Step = {}, observed: Observed = {}): Colour {
  const weights = servedWeights(step, observed);
  if (step.before?.stable !== undefined) return step.before.stable;
  if (weights === undefined || weights.blue === weights.green) return release.stable;
  return weights.blue > weights.green ? "blue" : "green";
}

/** A shift of requests, seen from the colour that is not stable: it tries something, and it gives back. */
export interface Shift {
  /** The colour that is tried. */
  readonly tried: Colour;
  /** Its share before. */
  readonly from: number;
  /** Its share afterwards. */
  readonly to: number;
  /** True where it gets more. Anything else leads back. */
  readonly forward: boolean;
}

/** The shift that an edit makes; nothing where no share moves, or nobody knows what served. */
export function shiftOf(release: ReleaseFacts, step?: Step, observed?: Observed): Shift | undefined {
  const served = servedWeights(step, observed);
  const weights = weightsOf(release);
  if (served === undefined || colours.every((colour) => served[colour] === weights[colour])) return undefined;
  const tried = other(formerStable(release, step, observed));
  const [from, to] = [served[tried], weights[tried]];
  return { tried, from, to, forward: to > from };
}

/** The new stable colour, where an edit completes a release by naming it. */
export function completionOf({ stable }: ReleaseFacts, step: Step = {}): Colour | undefined {
  const before = step.before?.stable;
  return before === undefined || before === stable ? undefined : stable;
}

/** The value of `greenPercent` that gives a colour a share. */
export function greenPercentFor(colour: Colour, share: number): number {
  return colour === "green" ? share : 100 - share;
}

/** Whether the stable colour served everything before an edit. */
export function atRest(release: ReleaseFacts, step?: Step, observed?: Observed): boolean {
  return servedWeights(step, observed)?.[formerStable(release, step, observed)] === 100;
}

/** Whether a change of a colour makes its pods anew. */
export function isRebuilt({ image, pods = false }: ColourChange = {}): boolean {
  return image !== undefined || pods;
}

/** Whether an edit makes pods of either colour anew. */
export function rebuilds({ changes = {} }: Step): boolean {
  return colours.some((colour) => isRebuilt(changes[colour]));
}

/** Whether an edit does anything but lead back. */
export function movesOn(release: ReleaseFacts, step: Step = {}, observed?: Observed): boolean {
  const strategy = step.before?.strategy ?? release.strategy;
  return (
    (shiftOf(release, step, observed)?.forward ?? false) ||
    rebuilds(step) ||
    strategy !== release.strategy ||
    completionOf(release, step) !== undefined
  );
}

/** Seven digits of a digest, as the preview shows them. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/u, "").slice(0, 7);
}
