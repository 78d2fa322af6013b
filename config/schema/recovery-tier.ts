/** How much of a store's records may be lost, and for how long it may be away (R3); the strictest first. */
export const recoveryTiers = ["critical", "standard"] as const;

/** Name of a recovery tier. */
export type RecoveryTier = (typeof recoveryTiers)[number];
