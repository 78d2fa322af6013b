import type { Profile } from "../../config/profiles";

/** Replicas between which one colour of a service scales in one region. */
export interface Size {
  /** Fewest replicas, 1 or more. */
  readonly min: number;
  /** Most replicas, not below the fewest. */
  readonly max: number;
}

/**
 * Scales a service's replicas to a region and a colour. Floors are rounded up, so that a small share of a small service
 * still runs one replica. The ceiling is the service's, whatever the region and the colour: an idle colour must be able to
 * grow before users arrive, and a small region must be able to carry all users when they arrive unannounced.
 *
 * @param regionPercent Size of the region as a share of the full platform, in percent.
 * @param colourPercent Size of the colour as a share of the service's floor, in percent.
 */
export function colourSize(scaling: Profile["scaling"], regionPercent: number, colourPercent: number): Size {
  // Whole numbers until the one division: 3 × 0.7 × … in floating point would round a whole floor up.
  const min = Math.ceil((scaling.min * regionPercent * colourPercent) / 10_000);
  return { min, max: scaling.max };
}
