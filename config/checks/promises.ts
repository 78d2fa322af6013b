import { clusterClass, clusterTier } from "../../components/backup/recoverable";
import { retentionClasses } from "../../components/backup/retention";
import { backupTiers, type BackupTiers } from "../../components/backup/tiers";
import type { Channel } from "../../components/recovery/channels";
import { externalChannels } from "../../components/recovery/external";
import { clusterChannels, madeChannels } from "../../components/recovery/made";
import { recoveryTierNames, type Objective } from "../../components/recovery/objectives";
import { brokenPromises, duration, type BrokenPromise } from "../../components/recovery/worst-case";
import { profiles } from "../profiles";
import type { Draft } from "../draft";
import { resolveTiers } from "../resolve/recovery";
import { resolveStore } from "../resolve/stores";
import type { StoreEntry } from "../schema/store";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const path = (name: string, key: string): string => `social-commerce:stores.${name}.${key}`;

/** Where the profile asks for backups, every store says what is promised of it, and what it holds. */
export const storesSayWhatIsPromised: Check = ({ stores, environment }) => {
  if (environment === undefined || profiles[environment].backups !== "required") return [];
  return Object.entries(stores.entries).flatMap(([name, store]) =>
    (["tier", "holds"] as const)
      .filter((key) => store[key] === undefined)
      .map((key) => ({
        path: path(name, key),
        found: "nothing",
        allowed: key === "tier" ? recoveryTierNames.join(", ") : "the class of the records in it",
        remedy: `add it, for example ${key === "tier" ? "standard" : "operational-30d"}`,
      })),
  );
};

/** Nothing is promised that what is configured cannot keep at its worst. */
export const promisesCanBeKept: Check = (draft) =>
  Object.entries(draft.stores.entries).flatMap(([name, store]) => {
    const { kind, tier } = store;
    if (tier === undefined) return [];
    const channels = channelsOf(draft, name, store);
    return (channels === undefined ? [] : brokenPromises(tier, channels)).map((broken) => ({
      path: path(name, "tier"),
      found: `${tier}, while ${whatHappens(broken)}`,
      allowed: `${shown(broken.promised)} in case of ${broken.scenario}`,
      remedy: remedies[kind](tier),
    }));
  });

/** By what a store comes back. Where the profile asks for no backups, what the program makes is promised nothing. */
function channelsOf(draft: Draft, name: string, entry: StoreEntry): readonly Channel[] | undefined {
  const { environment } = draft;
  if (entry.kind === "external") return externalChannels(entry.promise, entry.dump !== undefined);
  if (environment === undefined || profiles[environment].backups !== "required") return undefined;
  const store = resolveStore(name, entry, profiles[environment].stores);
  return store.kind === "external" ? undefined : madeChannels(store, tiersOf(draft));
}

/** How often AWS Backup takes what there is: as the program knows it, where what is written cannot be read. */
function tiersOf({ recovery, unreadable }: Draft): BackupTiers | undefined {
  if (recovery === undefined) return unreadable.includes("recovery") ? backupTiers : undefined;
  return resolveTiers(recovery.tiers);
}

/** What is promised of clusters is kept, too: they have no other way back than AWS Backup. */
export const clusterPromiseCanBeKept: Check = (draft) => {
  const { environment, regions, recovery } = draft;
  const required = environment !== undefined && profiles[environment].backups === "required";
  if (!required || recovery === undefined || regionsOnAws(regions).length === 0) return [];
  return brokenPromises(clusterTier, clusterChannels(tiersOf(draft))).map((broken) => ({
    path: "social-commerce:recovery.tiers",
    found: `clusters that are ${clusterTier}, while ${whatHappens(broken)}`,
    allowed: `${shown(broken.promised)} in case of ${broken.scenario}`,
    remedy: `keep backups of a more frequent tier for ${retentionClasses[clusterClass].maximumDays} days at most`,
  }));
};

function whatHappens({ scenario, worst, by }: BrokenPromise): string {
  return worst === undefined || by === undefined
    ? `nothing brings it back in case of ${scenario}`
    : `${shown(worst)} is the worst in case of ${scenario} (${by.title})`;
}

function shown({ lossMinutes, restoreMinutes }: Objective): string {
  return `${duration(lossMinutes)} lost and ${duration(restoreMinutes)} to restore`;
}

function remedy(tier: NonNullable<StoreEntry["tier"]>): string {
  const last = recoveryTierNames.at(-1);
  return tier === last
    ? "add dump, or the promise of whoever runs the store"
    : "write the promise of whoever runs the store, if it is that good, or promise less";
}

function remedyOfMade(tier: NonNullable<StoreEntry["tier"]>): string {
  return tier === recoveryTierNames.at(-1)
    ? "add a region with instances, or social-commerce:recovery"
    : "add instances in another region, or promise less";
}

const isStrictest = (tier: NonNullable<StoreEntry["tier"]>): boolean => tier === recoveryTierNames[0];

/** What Aurora can be asked for, and nothing else here. */
function remedyOfRelational(tier: NonNullable<StoreEntry["tier"]>): string {
  return isStrictest(tier)
    ? "add boundLag: true, whose price docs/stores.md tells, and instances in another region, or promise less"
    : remedyOfMade(tier);
}

/** However many copies there are: nothing bounds how far they are behind. */
function remedyOfDocuments(tier: NonNullable<StoreEntry["tier"]>): string {
  return isStrictest(tier)
    ? "promise less: nothing bounds the lag of its copies, as it does in a relational store"
    : remedyOfMade(tier);
}

const remedies: Readonly<Record<StoreEntry["kind"], (tier: NonNullable<StoreEntry["tier"]>) => string>> = {
  external: remedy,
  ...{ relational: remedyOfRelational, document: remedyOfDocuments },
  cache: (tier) => (isStrictest(tier) ? "promise less" : "lower ttlMinutes, or promise less"),
  objects: () =>
    "give it a bucket in another region, promise less, or keep in a database what must not be lost",
};
