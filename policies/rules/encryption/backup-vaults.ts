import { mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";

/** What is in a vault is encrypted with a key of the platform. */
export const backupVaults = defineRule({
  name: "encryption-backup-vaults",
  title: "Vaults encrypt with our key",
  description: "An AWS Backup vault must encrypt what is put there with a customer-managed KMS key.",
  severity: "high",
  controls: [
    control("AWS FSBP", "Backup.1", "Recovery points are encrypted at rest."),
    control("GDPR", "32(1)(a)", "Stored personal data is encrypted, in its backups as well."),
    control("NIST SP 800-53", "CP-9(8)", "Backups are protected by cryptography."),
  ],
  remediation: ["Set `kmsKeyArn: key.arn`, with the key of the vault's region."],
  types: ["aws:backup/vault:Vault"],
  check({ properties }) {
    return mustBeSet(properties.at("kmsKeyArn"), {
      allowed: "the ARN of a KMS key, because without one a key that AWS owns is used",
      fix: "set kmsKeyArn to the ARN of a key of the platform",
    });
  },
});
