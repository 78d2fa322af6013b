import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Backup } from "../../config/model";
import type { Estate } from "../lib/estate";
import { EncryptionKey, keyAlias } from "../security/encryption-key";
import { BucketPair, type PairSide } from "./bucket-pair";

/** What {@link Backups} must be told. */
export interface BackupsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the buckets are in. */
  readonly account: Account;
  /** The pairs, as the stack file has them. */
  readonly backups: readonly Backup[];
  /** Provider of each region on AWS, by the region's name. */
  readonly providers: ReadonlyMap<string, aws.Provider>;
}

/** What the keys encrypt. */
const keyPurpose = "backups";

/** Every pair of backup buckets, and one key for backups in each region that has one of them. */
export class Backups extends pulumi.ComponentResource {
  constructor(name: string, args: BackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { providers, ...inputs } = args;
    super("platform:backup:Backups", name, inputs, opts);
    const { estate, account, backups } = args;

    const sides = buildSides(this, args);
    const alias = keyAlias(estate, keyPurpose);
    for (const { name: purpose, retentionClass, region, copyTo } of backups) {
      const [from, to] = [sides.get(region), sides.get(copyTo)];
      if (from === undefined || to === undefined) continue;
      new BucketPair(
        `${name}-${purpose}`,
        { estate, accountId: account.id, purpose, retentionClass, keyAlias: alias, from, to },
        { parent: this },
      );
    }

    this.registerOutputs({ summary: backups.map((backup) => backup.name).join(", ") });
  }
}

/** A region is encrypted with its own key, for what is written there and for what is copied there. */
function buildSides(
  parent: Backups,
  { estate, account, backups, providers }: BackupsArgs,
): Map<string, PairSide> {
  const used = new Set(backups.flatMap(({ region, copyTo }) => [region, copyTo]));
  const inUse = [...providers].filter(([region]) => used.has(region));
  return new Map(
    inUse.map(([region, provider]) => {
      const key = new EncryptionKey(
        `${region}-backups-key`,
        { estate, region, accountId: account.id, purpose: keyPurpose },
        { parent, providers: [provider] },
      );
      return [region, { region, provider, keyArn: key.arn }];
    }),
  );
}
