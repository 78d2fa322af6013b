import type { RetentionClassName } from "./retention";

/** Regions that each class of records may be in; a class that is not named may be in any. */
export type Residency = Readonly<Partial<Record<RetentionClassName, readonly string[]>>>;

/** Whether records of a class may be in a region. */
export function mayBeIn(residency: Residency, retentionClass: RetentionClassName, region: string): boolean {
  return residency[retentionClass]?.includes(region) ?? true;
}

/**
 * Where backups of a class are copied to from a region: the first of `copyTo` that is another one and where the records
 * may be. Undefined where there is none: then they must not be copied, and so not be there at all.
 */
export function copyRegion(
  retentionClass: RetentionClassName,
  region: string,
  copyTo: readonly string[],
  residency: Residency,
): string | undefined {
  return copyTo.find((other) => other !== region && mayBeIn(residency, retentionClass, other));
}
