/** What may be lost, and how long a restore may take. */
export interface Objective {
  /** Most minutes of writes that may be lost: the recovery point objective. */
  readonly lossMinutes: number;
  /** Most minutes until the store serves again: the recovery time objective. */
  readonly restoreMinutes: number;
}

/** What a store is promised against. */
export const scenarios = ["outage", "corruption"] as const;

/** `outage`: its region is gone. `corruption`: it is there, and what is in it is wrong or deleted, in every replica. */
export type Scenario = (typeof scenarios)[number];

/** What is promised in each scenario. */
export type Objectives = Readonly<Record<Scenario, Objective>>;

/**
 * The tiers of stores and what each is promised (R3): 5 and 15 minutes for a datacentre that is lost, 15 and 30 for a
 * database that is corrupted; an hour and four hours at the loosest.
 */
export const recoveryTiers = {
  critical: {
    outage: { lossMinutes: 5, restoreMinutes: 15 },
    corruption: { lossMinutes: 15, restoreMinutes: 30 },
  },
  standard: {
    outage: { lossMinutes: 60, restoreMinutes: 240 },
    corruption: { lossMinutes: 60, restoreMinutes: 240 },
  },
  // Outside of R3: what it holds is made again from elsewhere, such as a cluster by this program.
  rebuildable: {
    outage: { lossMinutes: 2880, restoreMinutes: 480 },
    corruption: { lossMinutes: 2880, restoreMinutes: 480 },
  },
} as const satisfies Record<string, Objectives>;

/** The tag by which a store names its tier. */
export const recoveryTag = "recovery-tier";

/** Name of a tier of stores. */
export type RecoveryTierName = keyof typeof recoveryTiers;

/** Names of the tiers, strictest first. */
export const recoveryTierNames = Object.keys(recoveryTiers) as [RecoveryTierName, ...RecoveryTierName[]];
