import { backupTierNames, backupTiers, type BackupTiers } from "../../components/backup/tiers";
import type { Draft, DraftMap } from "../draft";
import type { Dump, Recovery, StorePromise } from "../model";
import type { BackupEntry } from "../schema/backup";
import type { RecoveryEntry } from "../schema/recovery";
import type { StoreEntry } from "../schema/store";

/** The vaults, with the tiers that the program knows where the stack file is silent. */
export function resolveRecovery({ copyTo, lock, tiers, notify, audit }: RecoveryEntry): Recovery {
  return {
    copyTo,
    audit,
    notify,
    lock: lock.mode === "compliance" && lock.graceDays !== undefined ? { graceDays: lock.graceDays } : {},
    tiers: resolveTiers(tiers),
  };
}

/** Each tier as the program knows it, with what the stack file says instead. */
export function resolveTiers(written: RecoveryEntry["tiers"]): BackupTiers {
  const entries = backupTierNames.map((name) => [name, { ...backupTiers[name], ...written[name] }] as const);
  return Object.fromEntries(entries) as unknown as BackupTiers;
}

/** The dumps of a store: none, or one in the region where its pair is written. */
export function resolveDump(
  store: string,
  entry: StoreEntry,
  backups: DraftMap<BackupEntry>,
  recovery: Draft["recovery"],
): Dump[] {
  const dump = writtenDump(entry);
  const pair = backups.entries[dump?.into ?? ""];
  const digest = recovery?.dumpImage?.digest;
  if (dump === undefined || pair === undefined || digest === undefined) return [];
  return [{ store, digest, region: pair.region, ...dump }];
}

/** What the stack file says of the dumps of a store; nothing of a kind that has none. */
function writtenDump(entry: StoreEntry): Pick<Dump, "database" | "diskGi" | "into"> | undefined {
  if (entry.kind === "external") return entry.dump;
  if (entry.kind !== "relational" || entry.dump === undefined) return undefined;
  return { database: entry.database, ...entry.dump };
}

/** What is promised of a store that was there before; nothing of one that the program makes, which says it by itself. */
export function resolvePromise(store: string, entry: StoreEntry): StorePromise[] {
  if (entry.kind !== "external") return [];
  const { holds, tier, promise, dump } = entry;
  return [{ store, holds, tier, promise, dumped: dump !== undefined }];
}
