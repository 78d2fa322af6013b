import type { AnyMadeStore, PlatformConfig, Recovery } from "../../config/model";
import { copyRegion } from "../backup/copies";
import { clusterClass, clusterTier } from "../backup/recoverable";
import { replicatedObjects, type Channel } from "./channels";
import { externalChannels } from "./external";
import { clusterChannels, madeChannels } from "./made";
import type { RecoveryTierName } from "./objectives";

/** A store of an environment, what is promised of it, and by what it comes back. */
export interface StoreRow {
  /** Name of the store. */
  readonly name: string;
  /** Class of its records. */
  readonly holds: string;
  /** Where it is, and where its backups are. */
  readonly where: string;
  /** What is promised; absent where nothing is. */
  readonly tier?: RecoveryTierName | undefined;
  /** By what it comes back. */
  readonly channels: readonly Channel[];
  /** How a restore is drilled. */
  readonly drill: string;
}

/** Every store of an environment: those that were there before, those that it makes, the clusters, and the buckets for backups. */
export function storesOf(config: PlatformConfig): StoreRow[] {
  return [...external(config), ...made(config), ...clusters(config), ...pairs(config)];
}

function external(config: PlatformConfig): StoreRow[] {
  return config.promises.map(({ store, holds, tier, promise, dumped }) => {
    const pair = pairOf(config, store);
    return {
      name: store,
      holds: holds ?? "not said",
      where: ["external", ...dumpsIn(pair)].join("; "),
      tier,
      channels: externalChannels(promise, dumped),
      drill: dumped ? "restore the last dump, monthly" : "whoever runs it",
    };
  });
}

function made(config: PlatformConfig): StoreRow[] {
  const { stores, recovery, residency } = config;
  return stores
    .flatMap((store) => (store.kind === "external" ? [] : [store]))
    .map((store) => {
      const pair = pairOf(config, store.name);
      const members = store.members.map(({ region }) => whereOf(store, region, recovery, residency));
      return {
        name: store.name,
        holds: store.holds,
        where: [...members, ...dumpsIn(pair)].join("; "),
        tier: store.tier,
        channels: madeChannels(store, recovery?.tiers),
        drill: [drills[store.kind], ...(pair === undefined ? [] : ["the last dump monthly"])].join("; "),
      };
    });
}

type Pair = PlatformConfig["backups"][number];

/** The pair of buckets that a store is dumped into, if it is. */
function pairOf({ dumps, backups }: PlatformConfig, store: string): Pair | undefined {
  const into = dumps.find((one) => one.store === store)?.into;
  return backups.find(({ name }) => name === into);
}

function dumpsIn(pair: Pair | undefined): string[] {
  return pair === undefined ? [] : [`dumps in ${pair.region} → ${pair.copyTo}`];
}

const drills: Readonly<Record<AnyMadeStore["kind"], string>> = {
  relational: "by AWS Backup's restore tests, weekly",
  document: "by AWS Backup's restore tests, weekly",
  cache: "fail over to its copy, quarterly",
  objects: "have a former version back, quarterly",
};

function whereOf(
  { kind, holds }: AnyMadeStore,
  region: string,
  recovery: Recovery | undefined,
  residency: PlatformConfig["residency"],
): string {
  const copy =
    kind === "cache" || kind === "objects" || recovery === undefined
      ? undefined
      : copyRegion(holds, region, recovery.copyTo, residency);
  return copy === undefined ? region : `${region} → ${copy}`;
}

function clusters({ regions, recovery, residency }: PlatformConfig): StoreRow[] {
  if (recovery === undefined) return [];
  return regions
    .filter(({ ground }) => ground.kind === "aws")
    .map(({ name }) => ({
      name: `cluster of ${name}`,
      holds: clusterClass,
      where: `${name} → ${copyRegion(clusterClass, name, recovery.copyTo, residency) ?? "nowhere"}`,
      tier: clusterTier,
      channels: clusterChannels(recovery.tiers),
      drill: "restore one namespace by hand, quarterly",
    }));
}

function pairs({ backups, dumps }: PlatformConfig): StoreRow[] {
  return backups.map(({ name, retentionClass, region, copyTo }) => {
    const dumped = dumps.filter(({ into }) => into === name).map(({ store }) => store);
    return {
      name: `buckets ${name}`,
      holds: retentionClass,
      where: `${region} → ${copyTo}`,
      tier: "standard",
      channels: [replicatedObjects()],
      drill:
        dumped.length === 0
          ? "none: the program puts nothing there"
          : `with the restore of a dump of ${dumped.join(", ")}, out of the copy`,
    };
  });
}
