import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../lib/estate";
import type { AccessLogs } from "../storage/access-logs";
import { BackupBucket } from "./backup-bucket";
import { missingDumpAlarm } from "./dump/missing-alarm";
import type { FailureTopic } from "./failure-topic";
import { pairBucketName } from "./names";
import { replicationAlarms } from "./replication-alarms";
import { replicationRule } from "./replication";
import { ReplicationRole } from "./replication-role";
import type { RetentionClassName } from "./retention";

/** One side of a pair: where it is, and what encrypts it there. */
export interface PairSide {
  /** Name of the region. */
  readonly region: string;
  /** Provider of that region. */
  readonly provider: aws.Provider;
  /** Key of that region. */
  readonly keyArn: pulumi.Input<string>;
  /** Where the region's access logs go. */
  readonly logSink: AccessLogs;
  /** Where failures in that region are told. */
  readonly failures: FailureTopic;
}

/** What a {@link BucketPair} must be told. */
export interface BucketPairArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Twelve digits; the end of the buckets' names, which must be unique in all of AWS. */
  readonly accountId: string;
  /** What is backed up: `orders`. */
  readonly purpose: string;
  /** What is kept, and so for how long. */
  readonly retentionClass: RetentionClassName;
  /** Regions that records of the class may be in; every one, where absent. */
  readonly permitted?: readonly string[] | undefined;
  /** Alias of the key of either side, which is the same in every region. */
  readonly keyAlias: string;
  /** Stores that are dumped into it. */
  readonly dumped: readonly string[];
  /** Where backups are written. */
  readonly from: PairSide;
  /** Where they are copied to. */
  readonly to: PairSide;
}

/**
 * A bucket for backups and its copy in another region, encrypted there with that region's key. S3 promises 99.9 % of
 * the copies within 15 minutes, so a pair alone cannot keep a recovery point objective of 5. Replication time control
 * costs 0.015 USD a gigabyte, besides transfer between regions and storing everything twice.
 */
export class BucketPair extends pulumi.ComponentResource {
  constructor(name: string, args: BucketPairArgs, opts?: pulumi.ComponentResourceOptions) {
    const { from, to, ...inputs } = args;
    super(
      "platform:backup:BucketPair",
      name,
      { ...inputs, fromRegion: from.region, toRegion: to.region },
      opts,
    );

    const source = bucketOf(this, name, args, from);
    const copy = bucketOf(this, name, args, to);
    replicate(this, `${name}-replication`, args, { source, copy });
    tellOfMissingDumps(this, name, args, source);

    this.registerOutputs({ summary: summary(args) });
  }
}

function replicate(
  pair: BucketPair,
  name: string,
  args: BucketPairArgs,
  { source, copy }: { readonly source: BackupBucket; readonly copy: BackupBucket },
): void {
  const { estate, accountId, purpose, from, to } = args;
  const { arn: role } = new ReplicationRole(
    `${name}-role`,
    {
      estate,
      purpose,
      from: { region: from.region, bucketArn: source.arn },
      to: { region: to.region, bucketArn: copy.arn },
      key: { accountId, alias: args.keyAlias },
    },
    { parent: pair, providers: [from.provider] },
  );
  const rule = replicationRule(ruleId, { region: to.region, bucketArn: copy.arn }, to.keyArn);
  new aws.s3.BucketReplicationConfig(
    name,
    { bucket: source.bucket.bucket, role, rules: [rule] },
    // S3 refuses replication while either side is not versioned.
    { parent: pair, provider: from.provider, dependsOn: [source.versioning, copy.versioning] },
  );
  const buckets = { source: bucketNameOf(args, from), copy: bucketNameOf(args, to) };
  replicationAlarms(pair, name, { estate, ...buckets, ruleId, from, to, copyBucket: copy });
}

function tellOfMissingDumps(
  parent: BucketPair,
  name: string,
  args: BucketPairArgs,
  { bucket: { bucket } }: BackupBucket,
): void {
  const { estate, dumped, from } = args;
  const { region, provider, failures } = from;
  const bucketName = bucketNameOf(args, from);
  for (const store of dumped)
    missingDumpAlarm(
      `${name}-${store}-dump-missing`,
      { estate, region, bucketName, bucket, store, failures },
      { parent, provider },
    );
}

/** `financial-7y · us-east-1 → us-west-2`, and first of all, that nothing comes there, where nothing does. */
function summary({ retentionClass, from, to, dumped }: BucketPairArgs): string {
  const nothing = dumped.length === 0 ? "FILLED BY NOTHING · " : "";
  return `${nothing}${retentionClass} · ${from.region} → ${to.region}`;
}

/** Id of the one rule, by which the metrics of the replication are told. */
const ruleId = "everything";

function bucketNameOf({ estate, accountId, purpose }: BucketPairArgs, { region }: PairSide): string {
  return pairBucketName(estate, accountId, purpose, region);
}

function bucketOf(parent: BucketPair, name: string, args: BucketPairArgs, side: PairSide): BackupBucket {
  const { estate, retentionClass, permitted } = args;
  const { region, provider, keyArn, logSink } = side;
  const bucketName = bucketNameOf(args, side);
  const isSource = side === args.from;
  return new BackupBucket(
    `${name}-${region}`,
    { estate, region, bucketName, retentionClass, permitted, keyArn, isSource, logSink },
    { parent, providers: [provider] },
  );
}
