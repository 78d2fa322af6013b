import type { Residency } from "../../components/backup/copies";
import type { AnyInstanceStore, AnyMadeStore, InstanceMember, RelationalStore, Store } from "../model";
import type { StoreProfile } from "../profiles";
import type { InstanceStoreEntry, MadeStoreEntry, RelationalStoreEntry, StoreEntry } from "../schema/store";

/** Fills in the defaults of one store. */
export function resolveStore(
  name: string,
  entry: StoreEntry,
  profile: StoreProfile,
  residency: Residency = {},
): Store {
  if (entry.kind !== "external") return resolveMade(name, entry, profile, residency[entry.holds]);
  const { holds: _holds, tier: _tier, promise: _promise, dump: _dump, ...external } = entry;
  return { name, ...external };
}

function resolveMade(
  name: string,
  entry: MadeStoreEntry,
  profile: StoreProfile,
  permitted: readonly string[] | undefined,
): AnyMadeStore {
  if (entry.kind !== "objects") return resolveInstances(name, entry, profile, permitted);
  const { regions, ...rest } = entry;
  const members = Object.keys(regions)
    .sort()
    .map((region) => ({ region }));
  return { ...rest, name, members, global: profile.global, ...(permitted && { permitted }) };
}

function resolveInstances(
  name: string,
  entry: InstanceStoreEntry,
  profile: StoreProfile,
  permitted: readonly string[] | undefined,
): AnyInstanceStore {
  const { createdIn, holds, tier, engineVersion, passwordVersion } = entry;
  const common = {
    ...{ name, createdIn, holds, tier, engineVersion, passwordVersion, members: membersOf(entry, profile) },
    ...{ global: profile.global, ...(permitted && { permitted }) },
  };
  const { backupDays } = profile;
  switch (entry.kind) {
    case "relational":
      return {
        ...common,
        kind: entry.kind,
        backupDays: entry.backupDays ?? backupDays,
        size: entry.size ?? profile.relational.size,
        database: entry.database,
        ...resolveSignIn(entry),
      };
    case "document":
      return {
        ...common,
        kind: entry.kind,
        backupDays: entry.backupDays ?? backupDays,
        size: entry.size ?? profile.document.size,
      };
    case "cache":
      return {
        ...common,
        kind: entry.kind,
        ttlMinutes: entry.ttlMinutes,
        size: entry.size ?? profile.cache.size,
      };
  }
}

/** A pool of connections takes roles alone; without one, pods are given the password unless the stack file says otherwise. */
function resolveSignIn({
  proxy,
  signIn = proxy ? "role" : "password",
}: RelationalStoreEntry): Pick<RelationalStore, "proxy" | "signIn"> {
  return { proxy, signIn };
}

function membersOf({ kind, regions }: InstanceStoreEntry, profile: StoreProfile): InstanceMember[] {
  return Object.entries(regions)
    .map(([region, { instances }]) => ({ region, instances: instances ?? profile[kind].instances }))
    .sort((left, right) => (left.region < right.region ? -1 : 1));
}
