import { colours, type Colour } from "../config/model";
import type { Weights } from "../guards/facts";

/** One change of a route's weights, after the cluster has taken it. */
export interface Shift {
  /** Weights that served before. */
  readonly before: Weights;
  /** Weights that serve now. */
  readonly after: Weights;
}

/** The colour that received traffic; none where no weight grew. */
export function receiverOf({ before, after }: Shift): Colour | undefined {
  return colours.find((colour) => after[colour] > before[colour]);
}

/**
 * Whether a shift goes back: to the colour that everybody trusts. Nobody watches that, because there is nothing better
 * to put back.
 */
export function goesBack(shift: Shift, stable: Colour): boolean {
  return receiverOf(shift) === stable;
}

/** Weights for people: `blue 90 %, green 10 %`. */
export function formatWeights(weights: Weights): string {
  return colours.map((colour) => `${colour} ${weights[colour]} %`).join(", ");
}
