import { estateName, type Estate } from "../../lib/estate";
import type { BackupTierName } from "../tiers";

/** Name of the vaults of a tier, the same in every region. */
export function vaultName(estate: Estate, tier: BackupTierName): string {
  return `${estateName(estate)}-${tier}`;
}

/** ARN of the vault of a tier in a region, known before it is made. */
export function vaultArn(estate: Estate, accountId: string, region: string, tier: BackupTierName): string {
  return `arn:aws:backup:${region}:${accountId}:backup-vault:${vaultName(estate, tier)}`;
}
