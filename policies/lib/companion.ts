import type { LinkedResource } from "./resource";
import type { Referrers } from "./stack";
import { allOf, fail, undecided, type Verdict } from "./verdict";

/**
 * Judges a resource by the companions that it must have, of which each must be right. One that may belong to another
 * makes a missing companion undecided, unless it is broken wherever it belongs; it never makes a pass.
 */
export function judgeCompanion(
  { certain, possible }: Referrers,
  wanted: string,
  check: (companion: LinkedResource) => Verdict,
): Verdict {
  if (certain.length > 0) return allOf(...certain.map((companion) => named(check(companion), companion)));
  const stray = possible.find((companion) => check(companion).kind !== "fail");
  const missing = `it has none of its own; allowed: a ${wanted}; declare one`;
  return stray === undefined ? fail(missing) : undecided(`${missing}, unless ${stray.name} is the one`);
}

function named(verdict: Verdict, { name }: LinkedResource): Verdict {
  return verdict.message === undefined ? verdict : { ...verdict, message: `${name}: ${verdict.message}` };
}
