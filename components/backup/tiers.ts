import type { RecurringWindow } from "../../config/model/calendar";
import { retentionClasses, type RetentionClassName } from "./retention";

/** How often something is backed up, and how long that is kept. Days count from the day of the backup. */
export interface BackupTier {
  /** When, as AWS Backup and EventBridge write it, in UTC. */
  readonly schedule: string;
  /** The full hours of its schedule, in UTC. */
  readonly hours: readonly number[];
  /** The one day of the week of its schedule; any day, where absent. */
  readonly weekday?: RecurringWindow["day"];
  /** Whether it begins after the weekly maintenance on the day of that; otherwise the two must not meet. */
  readonly yields: boolean;
  /** Longest time between two of them, in minutes. */
  readonly everyMinutes: number;
  /** How long one is kept. */
  readonly keepDays: number;
  /** Shortest and longest time that the tier's vaults take: a job outside of it fails when it runs. */
  readonly lock: { readonly minimumDays: number; readonly maximumDays: number };
  /** From when on it is kept in cold storage, where its kind can be; never, where absent. */
  readonly coldAfterDays?: number | undefined;
}

/**
 * The tiers of backups by name (R16, R17): 30 days of daily ones, 12 weeks, 12 months, 7 years. Each has vaults of its
 * own, because the lock of a vault must bracket everything that is put there. 2557 days are seven years with both leap
 * days that they may have. The weekly, monthly and yearly ones keep clear of Sunday from 02:00 to 06:00, when there is
 * maintenance (R13), and of the daily one, which is at 02:00 and yields to it.
 */
export const backupTiers = {
  "six-hourly": {
    schedule: "cron(0 0/6 * * ? *)",
    hours: [0, 6, 12, 18],
    yields: false,
    everyMinutes: 360,
    keepDays: 7,
    lock: { minimumDays: 7, maximumDays: 14 },
  },
  daily: {
    schedule: "cron(0 2 * * ? *)",
    hours: [2],
    yields: true,
    everyMinutes: 1440,
    keepDays: 30,
    lock: { minimumDays: 30, maximumDays: 35 },
  },
  weekly: {
    schedule: "cron(0 8 ? * SAT *)",
    hours: [8],
    weekday: "saturday",
    yields: false,
    everyMinutes: 10_080,
    keepDays: 84,
    lock: { minimumDays: 84, maximumDays: 90 },
  },
  monthly: {
    schedule: "cron(0 9 1 * ? *)",
    hours: [9],
    yields: false,
    everyMinutes: 44_640,
    keepDays: 366,
    lock: { minimumDays: 365, maximumDays: 400 },
  },
  yearly: {
    schedule: "cron(0 10 1 1 ? *)",
    hours: [10],
    yields: false,
    everyMinutes: 527_040,
    keepDays: 2557,
    lock: { minimumDays: 2555, maximumDays: 2922 },
    coldAfterDays: 90,
  },
} as const satisfies Record<string, BackupTier>;

/** Name of a tier. */
export type BackupTierName = keyof typeof backupTiers;

/** Names of the tiers, most frequent first. */
export const backupTierNames = Object.keys(backupTiers) as [BackupTierName, ...BackupTierName[]];

/** Tiers as an environment has them, by name. */
export type BackupTiers = Readonly<Record<BackupTierName, BackupTier>>;

/** Fewest days in cold storage: AWS Backup charges for them, and refuses a shorter lifecycle. Source: AWS Backup developer guide, "Lifecycle and storage tiers". */
export const coldStorageMinimumDays = 90;

/**
 * The tiers that a class of records may be backed up in: those that end before the class must be gone, counted from the
 * backup and not from the record, which was in its store before. Personal data is in no monthly backup, because it would
 * live there for a year.
 */
export function tiersOf(retentionClass: RetentionClassName, tiers: BackupTiers): BackupTierName[] {
  const { maximumDays } = retentionClasses[retentionClass];
  return backupTierNames.filter((name) => tiers[name].keepDays <= maximumDays);
}

/** The most frequent of the tiers that a class is backed up in; undefined where it is in none, and so not backed up at all. */
export function mostFrequentTier(
  retentionClass: RetentionClassName,
  tiers: BackupTiers,
): BackupTier | undefined {
  const taken = tiersOf(retentionClass, tiers).map((name) => tiers[name]);
  return taken.sort((left, right) => left.everyMinutes - right.everyMinutes)[0];
}

/** Minutes until AWS Backup gives a job up that has not begun; 60 is its own default, and its shortest. */
export const startWindowMinutes = 60;

/** Minutes within which a job must be done. Two six-hourly ones never overlap. */
export const completionWindowMinutes = 240;
