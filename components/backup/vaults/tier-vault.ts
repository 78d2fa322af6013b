import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../../lib/estate";
import { policyDocument } from "../../security/policy-document";
import type { BackupTier, BackupTierName } from "../tiers";
import { vaultName } from "./names";

/** What a {@link TierVault} must be told. */
export interface TierVaultArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Name of the tier. */
  readonly tier: BackupTierName;
  /** What the vault takes. */
  readonly lock: BackupTier["lock"];
  /** Days after which nobody can lift the lock any more. @default never: a governance lock */
  readonly graceDays?: number | undefined;
  /** Key of the region. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * The vault of one tier in one region: encrypted with the region's key, locked to the times of its tier, and closed to
 * everybody who would delete from it by hand. A vault costs nothing; what is in it costs about 0.05 USD a month for a
 * GB, of which the second and later backups hold what changed.
 */
export class TierVault extends pulumi.ComponentResource {
  /** Settled once backups can be put there. */
  public readonly ready: pulumi.Resource;

  constructor(name: string, args: TierVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:TierVault", name, args, opts);
    const { estate, region, tier, lock, graceDays, keyArn } = args;
    const called = vaultName(estate, tier);

    const vault = new aws.backup.Vault(
      name,
      { name: called, kmsKeyArn: keyArn, tags: tags(estate, region, name) },
      { parent: this, protect: true },
    );
    this.ready = new aws.backup.VaultLockConfiguration(
      `${name}-lock`,
      {
        backupVaultName: vault.name,
        minRetentionDays: lock.minimumDays,
        maxRetentionDays: lock.maximumDays,
        // Days of grace are what makes the lock one that nobody can lift.
        ...(graceDays !== undefined && { changeableForDays: graceDays }),
      },
      // Any change of a lock is another lock, and a vault has one: the former, deleted afterwards, would take the new one along.
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.backup.VaultPolicy(
      `${name}-policy`,
      { backupVaultName: vault.name, policy: nobodyDeletes },
      { parent: this },
    );

    const mode = graceDays === undefined ? "governance" : `COMPLIANCE after ${graceDays} days`;
    this.registerOutputs({ summary: `${lock.minimumDays} to ${lock.maximumDays} days, ${mode}` });
  }
}

/** Backups end by their lifecycle, which is AWS Backup's own doing. */
const nobodyDeletes = policyDocument([
  {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: [
      "backup:DeleteRecoveryPoint",
      "backup:DisassociateRecoveryPoint",
      "backup:DisassociateRecoveryPointFromParent",
      "backup:UpdateRecoveryPointLifecycle",
    ],
    Resource: ["*"],
  },
]);
