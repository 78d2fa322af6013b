import type { RecoveryTier } from "../../config/schema/recovery-tier";

/** What a recovery tier promises (R3). */
export interface RecoveryObjective {
  /** Most that may be lost, in minutes of writes. */
  readonly rpoMinutes: number;
  /** Longest time until writes are taken again, in minutes. */
  readonly rtoMinutes: number;
}

/** What each recovery tier promises. */
export const recoveryObjectives: Readonly<Record<RecoveryTier, RecoveryObjective>> = {
  critical: { rpoMinutes: 5, rtoMinutes: 15 },
  standard: { rpoMinutes: 15, rtoMinutes: 240 },
};

/** Seconds that a copy may lag before somebody should look: half of what may be lost, while half is left to act. */
export function lagLimitSeconds(tier: RecoveryTier): number {
  return (recoveryObjectives[tier].rpoMinutes * 60) / 2;
}

/** The tag by which a store names its recovery tier. */
export const recoveryTag = "recovery-tier";
