import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../../lib/estate";
import type { Recoverable } from "../recoverable";
import type { RetentionClassName } from "../retention";
import { residencyTags, retentionTag } from "../retention";
import {
  completionWindowMinutes,
  startWindowMinutes,
  tiersOf,
  type BackupTier,
  type BackupTierName,
  type BackupTiers,
} from "../tiers";
import { schedulesOf, type Maintenance } from "../begins";
import { vaultArn, vaultName } from "./names";

/** What a {@link StorePlan} must be told. */
export interface StorePlanArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Region of the stores. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Class of the records. */
  readonly holds: RetentionClassName;
  /** Region that the backups are copied to. */
  readonly copyTo: string;
  /** Regions that records of the class may be in; every one, where absent. */
  readonly permitted?: readonly string[] | undefined;
  /** How often, and how long. */
  readonly tiers: BackupTiers;
  /** When the stores are maintained. @default never: AWS chooses */
  readonly maintenance?: Maintenance | undefined;
  /** The stores: at least one. */
  readonly stores: readonly Recoverable[];
  /** Role that AWS Backup takes. */
  readonly roleArn: pulumi.Input<string>;
  /** Vaults, here and there, which must be there first. */
  readonly vaults: readonly pulumi.Resource[];
}

/** Backups of the stores of one class in one region, in each tier that the class may be in, and their copies. */
export class StorePlan extends pulumi.ComponentResource {
  constructor(name: string, args: StorePlanArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vaults, stores, ...inputs } = args;
    super("platform:backup:StorePlan", name, { ...inputs, stores: stores.map((store) => store.name) }, opts);
    const { estate, region, holds, copyTo, permitted, tiers, roleArn } = args;
    const called = `${estateName(estate)}-${holds}`;
    const taken = tiersOf(holds, tiers);

    const plan = new aws.backup.Plan(
      name,
      {
        name: called,
        rules: taken.flatMap((tier) => rulesOf(args, tier)),
        tags: {
          ...tags(estate, region, name),
          [retentionTag]: holds,
          ...residencyTags(permitted),
        },
      },
      { parent: this, dependsOn: [...vaults] },
    );
    new aws.backup.Selection(
      `${name}-stores`,
      // By ARN: a tag that somebody forgets would be a store without backups, and nobody would know.
      { planId: plan.id, name: "stores", iamRoleArn: roleArn, resources: stores.map(({ arn }) => arn) },
      // Any change of a selection is another one, of the same name in the same plan.
      { parent: this, deleteBeforeReplace: true },
    );

    this.registerOutputs({
      summary: `${stores.map((store) => store.name).join(", ")} · ${taken.join(", ")} → ${copyTo}`,
    });
  }
}

function rulesOf(
  { estate, accountId, holds, copyTo, tiers, maintenance }: StorePlanArgs,
  name: BackupTierName,
): aws.types.input.backup.PlanRule[] {
  const tier = tiers[name];
  return schedulesOf(tier, maintenance).map(({ suffix, expression }) => ({
    ruleName: `${name}${suffix}`,
    targetVaultName: vaultName(estate, name),
    schedule: expression,
    scheduleExpressionTimezone: "Etc/UTC",
    startWindow: startWindowMinutes,
    completionWindow: completionWindowMinutes,
    lifecycle: lifecycle(tier),
    recoveryPointTags: { [retentionTag]: holds },
    copyActions: [
      { destinationVaultArn: vaultArn(estate, accountId, copyTo, name), lifecycle: lifecycle(tier) },
    ],
  }));
}

/** A copy lives as long as what it is of: it counts from the day of the original. */
function lifecycle({ keepDays, coldAfterDays }: BackupTier): aws.types.input.backup.PlanRuleLifecycle {
  return {
    deleteAfter: keepDays,
    ...(coldAfterDays !== undefined && {
      coldStorageAfter: coldAfterDays,
      // Of kinds whose snapshots can be archived; the others stay warm.
      optInToArchiveForSupportedResources: true,
    }),
  };
}
