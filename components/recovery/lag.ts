import type { AnyInstanceStore } from "../../config/model";
import { recoveryTiers, type RecoveryTierName } from "./objectives";

/** Minutes for which a copy must lag before the alarm goes off: one slow minute is no trend. */
export const lagAlarmMinutes = 3;

/** Minutes until somebody whom the alarm told has slowed down the writes, or moved them. Assumed until a drill measures it. */
const reactionMinutes = 15;

/** Least seconds that `rds.global_db_rpo` takes; the most are 68 years. */
const leastBoundSeconds = 20;

/** Seconds that a copy may lag before somebody should look: half of what may be lost in an outage, while half is left to act. */
export function lagLimitSeconds(tier: RecoveryTierName): number {
  return (recoveryTiers[tier].outage.lossMinutes * 60) / 2;
}

/**
 * Seconds by which the copies of a store may be behind at most, of which Aurora makes sure by `rds.global_db_rpo`: all that
 * may be lost in an outage. Absent where nothing bounds the lag: AWS has such a bound for PostgreSQL alone, and who asks
 * for no `critical` is not to pay its price, which is that commits wait while every copy is further behind.
 */
export function lagBoundSeconds({ kind, tier, global, members }: AnyInstanceStore): number | undefined {
  if (kind !== "relational" || tier !== "critical" || !global || members.length < 2) return undefined;
  return Math.max(leastBoundSeconds, recoveryTiers[tier].outage.lossMinutes * 60);
}

/**
 * Minutes by which a copy may be behind where nothing bounds its lag. AWS's copies are typically a second behind, and
 * promise no more: it lags unseen until the alarm goes off, and on until somebody has acted.
 */
export function unboundLagMinutes(tier: RecoveryTierName): number {
  return Math.ceil(lagLimitSeconds(tier) / 60) + lagAlarmMinutes + reactionMinutes;
}
