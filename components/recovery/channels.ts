import { completionWindowMinutes, startWindowMinutes, type BackupTier } from "../backup/tiers";
import { dumpDeadlineMinutes } from "../backup/dump/schedule";
import { replicationMinutes } from "../backup/replication";
import type { Objective, Objectives, Scenario } from "./objectives";

/** One way in which a store comes back, and its worst case in each scenario that it helps in. */
export interface Channel {
  /** What it is, for a table: `dump every day, copied within 15 min`. */
  readonly title: string;
  /** Its worst case. A replica helps against no corruption: it has the same. */
  readonly worst: Readonly<Partial<Record<Scenario, Objective>>>;
  /** Which of these figures are assumptions that no drill has replaced. @default none: documented, or promised by somebody */
  readonly assumed?: Readonly<Partial<Record<Scenario, readonly (keyof Objective)[]>>>;
  /** Who says so. */
  readonly source: string;
}

/** Minutes within which a restore out of a backup is done; a drill replaces the figure by what it took. */
const restoreMinutes = 240;

const both = (worst: Objective): Channel["worst"] => ({ outage: worst, corruption: worst });

/** The time until the store is there again, whatever has happened. */
export const restoreIsAssumed: NonNullable<Channel["assumed"]> = {
  outage: ["restoreMinutes"],
  corruption: ["restoreMinutes"],
};

/** What whoever runs a store has promised for it. */
export function promisedByOwner(promise: Objectives): Channel {
  return { title: "promised by whoever runs it", worst: promise, source: "stack file, `promise`" };
}

/**
 * A dump each `everyMinutes`, copied to another region. The worst is to lose everything just before the next one is
 * there: one that begins on time shows the store as it was then, and is done by the job's deadline.
 */
export function replicatedDump(everyMinutes: number): Channel {
  const local = everyMinutes + dumpDeadlineMinutes;
  return {
    title: `dump every ${inHours(everyMinutes)}, copied within ${replicationMinutes} min`,
    worst: {
      outage: { lossMinutes: local + replicationMinutes, restoreMinutes },
      corruption: { lossMinutes: local, restoreMinutes },
    },
    assumed: restoreIsAssumed,
    source: "schedule and deadline of the job; S3 replication time control, 99.9 % within 15 min",
  };
}

/** A version that was overwritten or deleted is had back by hand, object by object. */
const formerVersion: Objective = { lossMinutes: 0, restoreMinutes: 60 };

/** Objects in one region, of which former versions are kept: against the loss of the region that is no help. */
export function formerVersions(): Channel {
  return {
    title: "former versions",
    worst: { corruption: formerVersion },
    assumed: { corruption: ["restoreMinutes"] },
    source: "stack file: every version is kept as long as its class says; the time to restore is assumed",
  };
}

/** Objects that S3 copies to another region. A version that was overwritten or deleted is kept on both sides. */
export function replicatedObjects(): Channel {
  return {
    title: `copied within ${replicationMinutes} min, every version kept`,
    worst: {
      outage: { lossMinutes: replicationMinutes, restoreMinutes: 0 },
      corruption: formerVersion,
    },
    assumed: { corruption: ["restoreMinutes"] },
    source: "S3 replication time control, 99.9 % within 15 min",
  };
}

/** AWS Backup, and its copy in another region, which begins when the backup is there and has no promised time. */
export function vaultBackup({ everyMinutes }: BackupTier): Channel {
  const lossMinutes = everyMinutes + startWindowMinutes + completionWindowMinutes;
  return {
    title: `AWS Backup every ${inHours(everyMinutes)}, copied afterwards`,
    worst: both({ lossMinutes, restoreMinutes }),
    assumed: restoreIsAssumed,
    source: "schedule and windows of the plan; AWS promises no time for a copy",
  };
}

function inHours(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
