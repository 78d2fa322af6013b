import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Backup, Dump, Recovery } from "../../config/model";
import type { Estate } from "../lib/estate";
import { EncryptionKey, keyAlias } from "../security/encryption-key";
import type { Maintenance } from "./begins";
import { BucketPair, type PairSide } from "./bucket-pair";
import { copyRegion, type Residency } from "./copies";
import { alertsMayUseKey, FailureTopic } from "./failure-topic";
import { logSink, type LogSinkArgs } from "./log-sink";
import { backupKeyPurpose } from "./names";
import type { Recoverable } from "./recoverable";
import type { RestoreNetwork } from "./vaults/restore-tests";
import { Vaults } from "./vaults/vaults";

/** What {@link Backups} must be told. */
export interface BackupsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the buckets and vaults are in. */
  readonly account: Account;
  /** The pairs, as the stack file has them. */
  readonly backups: readonly Backup[];
  /** What is put into them. */
  readonly dumps: readonly Pick<Dump, "into" | "store">[];
  /** The vaults, as the stack file has them. @default none: no store is backed up */
  readonly recovery?: Recovery | undefined;
  /** When stores are maintained. @default never: AWS chooses */
  readonly maintenance?: Maintenance | undefined;
  /** Where each class of records may be. */
  readonly residency: Residency;
  /** Every store on AWS. */
  readonly stores: readonly Recoverable[];
  /** Provider of each region on AWS, by the region's name. */
  readonly providers: ReadonlyMap<string, aws.Provider>;
  /** Network of each region on AWS, by the region's name: restores are tried there. */
  readonly networks: ReadonlyMap<string, RestoreNetwork>;
  /** Address below which the runbooks are read. */
  readonly runbooks: string;
}

/** One region that backups are in. */
interface Side extends Omit<PairSide, "logSink"> {
  readonly failures: FailureTopic;
}

/** Every pair of backup buckets and every vault; a key, and a topic for failures, in each region that has one of them. */
export class Backups extends pulumi.ComponentResource {
  constructor(name: string, args: BackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { providers, networks, stores, ...inputs } = args;
    super("platform:backup:Backups", name, { ...inputs, stores: stores.map((store) => store.name) }, opts);
    const { estate, account, backups, recovery, residency, maintenance } = args;

    const sides = buildSides(this, args);
    buildPairs(this, name, args, sides);
    if (recovery !== undefined && stores.length > 0) {
      const how = { recovery, residency, maintenance };
      const vaults = { estate, account, ...how, stores, networks, regions: sides };
      new Vaults(`${name}-vaults`, vaults, { parent: this });
    }

    this.registerOutputs({ summary: backups.map((backup) => backup.name).join(", ") });
  }
}

function buildPairs(
  parent: Backups,
  name: string,
  args: BackupsArgs,
  sides: ReadonlyMap<string, Side>,
): void {
  const { estate, account, backups, dumps, residency } = args;
  const alias = keyAlias(estate, backupKeyPurpose);
  const logged = logSinks(parent, args, sides);
  for (const { name: purpose, retentionClass, region, copyTo } of backups) {
    const [from, to] = [logged.get(region), logged.get(copyTo)];
    if (from === undefined || to === undefined) continue;
    const permitted = residency[retentionClass];
    const dumped = dumps.filter(({ into }) => into === purpose).map(({ store }) => store);
    const what = {
      estate,
      accountId: account.id,
      purpose,
      retentionClass,
      permitted,
      dumped,
      keyAlias: alias,
    };
    new BucketPair(`${name}-${purpose}`, { ...what, from, to }, { parent });
  }
}

/** Where access logs are put in each region of a pair, and what AWS says of backups in each region of a store, if it is to. */
function logSinks(
  parent: Backups,
  { estate, account, backups, recovery, stores }: BackupsArgs,
  sides: ReadonlyMap<string, Side>,
): Map<string, PairSide> {
  const used = new Set(backups.flatMap(({ region, copyTo }) => [region, copyTo]));
  const auditOf = (region: string): LogSinkArgs["audit"] => {
    const here = stores.filter((store) => store.region === region);
    if (recovery?.audit !== true || here.length === 0) return undefined;
    return { tiers: recovery.tiers, hasAurora: here.some(({ kind }) => kind === "aurora") };
  };
  return new Map(
    [...sides]
      .filter(([region]) => used.has(region) || auditOf(region) !== undefined)
      .map(([region, side]) => {
        const args = { estate, region, accountId: account.id, audit: auditOf(region) };
        const sink = logSink(`${region}-backup-logs`, args, { parent, providers: [side.provider] });
        return [region, { ...side, logSink: sink }];
      }),
  );
}

/** Regions that a pair or a vault is in. */
function regionsInUse({ backups, recovery, residency, stores }: BackupsArgs): Set<string> {
  const vaults =
    recovery === undefined
      ? []
      : stores.flatMap(({ holds, region }) => [
          region,
          ...[copyRegion(holds, region, recovery.copyTo, residency) ?? []].flat(),
        ]);
  return new Set([...backups.flatMap(({ region, copyTo }) => [region, copyTo]), ...vaults]);
}

/** A region is encrypted with its own key, for what is written there and for what is copied there. */
function buildSides(parent: Backups, args: BackupsArgs): Map<string, Side> {
  const { estate, account, recovery, providers, runbooks } = args;
  const used = regionsInUse(args);
  const inUse = [...providers].filter(([region]) => used.has(region));
  return new Map(
    inUse.map(([region, provider]) => {
      const child = { parent, providers: [provider] };
      const accountId = account.id;
      const services = alertsMayUseKey({ estate, region, accountId });
      const key = new EncryptionKey(
        `${region}-backups-key`,
        { estate, region, accountId, purpose: backupKeyPurpose, services },
        child,
      );
      const failures = new FailureTopic(
        `${region}-backup-failures`,
        { estate, region, accountId, keyArn: key.arn, notify: recovery?.notify ?? [], runbooks },
        child,
      );
      return [region, { region, provider, keyArn: key.arn, failures }];
    }),
  );
}
