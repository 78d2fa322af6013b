import type { AnyMadeStore, PlatformConfig, Recovery } from "../../config/model";
import { copyRegion } from "../backup/copies";
import { clusterClass } from "../backup/recoverable";
import { replicatedObjects, vaultBackup, type Channel } from "./channels";
import { externalChannels } from "./external";
import { madeChannels } from "./made";
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

function external({ promises, dumps, backups }: PlatformConfig): StoreRow[] {
  return promises.map(({ store, holds, tier, promise, dumped }) => {
    const dump = dumps.find((one) => one.store === store);
    const pair = backups.find(({ name }) => name === dump?.into);
    return {
      name: store,
      holds: holds ?? "not said",
      where: pair === undefined ? "external" : `external; dumps in ${pair.region} → ${pair.copyTo}`,
      tier,
      channels: externalChannels(promise, dumped),
      drill: dumped ? "restore the last dump, monthly" : "whoever runs it",
    };
  });
}

function made({ stores, recovery, residency }: PlatformConfig): StoreRow[] {
  return stores
    .flatMap((store) => (store.kind === "external" ? [] : [store]))
    .map((store) => ({
      name: store.name,
      holds: store.holds,
      where: store.members.map(({ region }) => whereOf(store, region, recovery, residency)).join("; "),
      tier: store.tier,
      channels: madeChannels(store, recovery?.tiers["six-hourly"]),
      drill: drills[store.kind],
    }));
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
      tier: "rebuildable",
      channels: [vaultBackup(recovery.tiers["six-hourly"])],
      drill: "restore one namespace by hand, quarterly",
    }));
}

function pairs({ backups }: PlatformConfig): StoreRow[] {
  return backups.map(({ name, retentionClass, region, copyTo }) => ({
    name: `buckets ${name}`,
    holds: retentionClass,
    where: `${region} → ${copyTo}`,
    tier: "standard",
    channels: [replicatedObjects()],
    drill: "with the restore of a dump, out of the copy",
  }));
}
