import { judgeCompanion } from "../../lib/companion";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import { lockReference, lockTypes, vaultTypes } from "../../lib/vault-lock";
import { allOf, type Verdict } from "../../lib/verdict";

/** Backups cannot be deleted early, nor kept for ever. */
export const vaultLock = defineStackRule({
  name: "retention-vault-lock",
  title: "Vaults are locked",
  description: "An AWS Backup vault must have a lock that gives its backups a shortest and a longest life.",
  severity: "critical",
  controls: [
    control("PCI DSS", "10.3.3", "Backups cannot be altered or deleted."),
    control("NIST SP 800-53", "CP-9", "Backups are protected where they are kept."),
    control("SOC 2", "A1.2", "Backups are there when they are needed."),
    control(
      "GDPR",
      "5(1)(e)",
      "Personal data is kept no longer than needed, in its backups as well, whose days count from the backup.",
    ),
  ],
  remediation: [
    "Declare a VaultLockConfiguration with `backupVaultName: vault.name`.",
    "Set `minRetentionDays` and `maxRetentionDays` to the times of the vault's tier.",
  ],
  types: vaultTypes,
  check(vault, stack) {
    const locks = stack.referrers(lockTypes, lockReference, vault);
    return judgeCompanion(locks, "VaultLockConfiguration", bothDays);
  },
});

function bothDays({ properties }: LinkedResource): Verdict {
  const minimum = properties.at("minRetentionDays");
  const maximum = properties.at("maxRetentionDays");
  const isDays = (content: unknown): boolean => typeof content === "number" && content >= 1;
  return allOf(
    must(minimum, isDays, { allowed: "1 or more", fix: "set it to the shortest time of the tier" }),
    must(maximum, (content) => isDays(content) && Number(content) >= Number(minimum.content ?? 1), {
      allowed: "at least minRetentionDays",
      fix: "set it to the longest time of the tier",
    }),
  );
}
