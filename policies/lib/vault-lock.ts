import { mustBeWithin } from "./condition";
import type { LinkedResource } from "./resource";
import type { Reference, Stack } from "./stack";
import { allOf, type Verdict } from "./verdict";
import type { Value } from "./value";

/** The tokens of a vault. */
export const vaultTypes = ["aws:backup/vault:Vault"] as const;

/** The tokens of the lock of a vault. */
export const lockTypes = ["aws:backup/vaultLockConfiguration:VaultLockConfiguration"] as const;

/** How a lock names its vault. */
export const lockReference: Reference = {
  types: vaultTypes,
  from: ["backupVaultName"],
  to: [["name"], ["id"]],
  sameProvider: true,
};

/** The locks of the vaults of a name, in whatever region; of a vault that the graph alone names, by the vault's own name. */
export function locksOf(name: Value, stack: Stack): readonly LinkedResource[] {
  return stack.ofTypes(lockTypes).filter((lock) => namesOf(lock, stack).includes(name.content));
}

function namesOf(lock: LinkedResource, stack: Stack): readonly unknown[] {
  const vaults = stack
    .ofTypes(vaultTypes)
    .filter((vault) => stack.refers(lock, lockReference, vault) === "yes");
  return [lock.properties.at("backupVaultName"), ...vaults.map((vault) => vault.properties.at("name"))]
    .filter((name) => name.state === "known")
    .map((name) => name.content);
}

/** Days that a backup is kept must be within every lock that it meets. */
export function withinLocks(days: Value, locks: readonly LinkedResource[]): readonly Verdict[] {
  return locks.map(({ properties }) => {
    const [minimum, maximum] = [properties.at("minRetentionDays"), properties.at("maxRetentionDays")];
    const [low, high] = [minimum.content, maximum.content];
    return allOf(
      mustBeWithin(days, typeof low === "number" ? low : 1, typeof high === "number" ? high : Infinity),
    );
  });
}
