import { noncurrentDays } from "./lifecycle";
import { retentionClasses, type RetentionClassName } from "./retention";
import { tiersOf, type BackupTiers } from "./tiers";

/** S3 rounds each of the two times of a lifecycle up to the next midnight UTC. */
const roundedUpDays = 2;

/** How long what was deleted from its store can still be had back, at worst, in days. */
export interface Afterlife {
  /** Out of AWS Backup, where a backup was made just before. Restores to a point in time end sooner, after 35 days at most. */
  readonly vaultDays: number;
  /** Out of a pair of buckets, where a dump was made just before. */
  readonly dumpDays: number;
  /** The age of the record then, if it was deleted on the last day on which its class lets it be in its store. */
  readonly oldestDays: number;
}

/**
 * What a class's times leave of a record that is gone from its store. Days of a backup count from the backup, because no
 * single record can be taken out of one; a restore must delete again what was deleted since. An archive of events is no
 * backup: it puts them back into use, and so both times count from the event (`archivesEndInTime`).
 * Sources: AWS Backup developer guide, "Lifecycle": days after the creation of the backup; Amazon S3 user guide, "Lifecycle
 * and other bucket configurations".
 */
export function afterlife(holds: RetentionClassName, tiers: BackupTiers): Afterlife {
  const { keepDays, maximumDays } = retentionClasses[holds];
  const vaultDays = Math.max(0, ...tiersOf(holds, tiers).map((name) => tiers[name].keepDays));
  const dumpDays = keepDays + noncurrentDays + roundedUpDays;
  return { vaultDays, dumpDays, oldestDays: maximumDays + Math.max(vaultDays, dumpDays) };
}
