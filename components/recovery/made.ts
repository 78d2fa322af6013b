import type { AnyInstanceStore, AnyMadeStore, CacheStore } from "../../config/model";
import { clusterClass } from "../backup/recoverable";
import type { RetentionClassName } from "../backup/retention";
import { mostFrequentTier, type BackupTiers } from "../backup/tiers";
import { formerVersions, replicatedObjects, restoreIsAssumed, vaultBackup, type Channel } from "./channels";
import { lagBoundSeconds, unboundLagMinutes } from "./lag";

/** Minutes until somebody has promoted a copy that has instances; without any, these are added first. Assumed until a drill. */
const promotionMinutes = { ready: 15, empty: 60 };

/** Minutes until a cluster stands that shows the past: its volume is not copied. Assumed until a drill measures it. */
const pointInTimeMinutes = 30;

/** Minutes until a cache that is gone or emptied is there again, empty. */
const cacheMinutes = 60;

/**
 * What a store that the program makes has to come back by: its copies in other regions, its own log of a month, and AWS
 * Backup, which takes no cache. Its dumps are not among them: where there are any, the others lose less.
 *
 * @param tiers How often AWS Backup takes what may be in each of them; absent where nothing is backed up.
 */
export function madeChannels(store: AnyMadeStore, tiers: BackupTiers | undefined): Channel[] {
  if (store.kind === "objects") return store.members.length > 1 ? [replicatedObjects()] : [formerVersions()];
  if (store.kind === "cache") return [...copies(store), refilled(store)];
  return [...copies(store), pointInTime(), ...vaultChannels(store.holds, tiers)];
}

/** What a cluster has to come back by: AWS Backup alone. */
export function clusterChannels(tiers: BackupTiers | undefined): Channel[] {
  return vaultChannels(clusterClass, tiers);
}

/** AWS Backup, in the most frequent tier that a class may be in: one that would keep it for too long takes none of it. */
function vaultChannels(holds: RetentionClassName, tiers: BackupTiers | undefined): Channel[] {
  const tier = tiers && mostFrequentTier(holds, tiers);
  return tier === undefined ? [] : [vaultBackup(tier)];
}

/** Replicas help against no corruption: they have the same. */
function copies(store: AnyInstanceStore): Channel[] {
  const { global, members } = store;
  if (!global || members.length < 2) return [];
  const able = members.filter(({ instances }) => instances > 0);
  const restoreMinutes = able.length > 1 ? promotionMinutes.ready : promotionMinutes.empty;
  const lag = lagOf(store);
  return [
    {
      title: `copy in another region${able.length > 1 ? "" : ", without instances"}, ${lag.title}, promoted by hand`,
      worst: { outage: { lossMinutes: lag.minutes, restoreMinutes } },
      assumed: { outage: lag.isBound ? ["restoreMinutes"] : ["lossMinutes", "restoreMinutes"] },
      source: `${lag.source}; the time of a promotion is assumed`,
    },
  ];
}

interface Lag {
  readonly minutes: number;
  readonly isBound: boolean;
  readonly title: string;
  readonly source: string;
}

/**
 * How far a copy may be behind. The bound holds while the region that the store was made in takes the writes. Source: Amazon
 * Aurora user guide, "Managing RPOs for Aurora PostgreSQL-based global databases".
 */
function lagOf(store: AnyInstanceStore): Lag {
  const bound = lagBoundSeconds(store);
  return bound === undefined
    ? {
        ...{ minutes: unboundLagMinutes(store.tier), isBound: false, title: "whose lag nothing bounds" },
        source: "alarm on lag, and the time until somebody acts on it",
      }
    : {
        ...{ minutes: Math.ceil(bound / 60), isBound: true },
        title: `whose lag is bounded while ${store.createdIn} takes the writes`,
        source: "AWS: commits wait while every copy is further behind (`rds.global_db_rpo`)",
      };
}

/** Source: Amazon Aurora user guide, "Backing up and restoring an Aurora DB cluster": up to the last five minutes. */
function pointInTime(): Channel {
  return {
    title: "restored to a point in time",
    worst: { corruption: { lossMinutes: 5, restoreMinutes: pointInTimeMinutes } },
    assumed: { corruption: ["restoreMinutes"] },
    source: "AWS: to within 5 minutes; the time to restore is assumed",
  };
}

/** Nothing in a cache is older than its time to live, so no more than that is ever lost with it. */
function refilled({ ttlMinutes }: CacheStore): Channel {
  const worst = { lossMinutes: ttlMinutes, restoreMinutes: cacheMinutes };
  return {
    title: `refilled: nothing in it is older than ${ttlMinutes} min`,
    worst: { outage: worst, corruption: worst },
    assumed: restoreIsAssumed,
    source: "stack file, `ttlMinutes`; the time to refill is assumed",
  };
}
