import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { BackupAudit, reportsMayBePut, type BackupAuditArgs } from "../backup/audit";
import { tlsStatements } from "../backup/bucket-policy";
import type { RetentionClassName } from "../backup/retention";
import { tags, type Estate } from "../lib/estate";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { logSinkTag, mayDeliverLogs, nobodyDeletes } from "./log-delivery";
import { bucketArn, bucketWithoutPolicy } from "./private-bucket";

/** What {@link AccessLogs} must be told. */
export interface AccessLogsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits; the account whose buckets log here. */
  readonly accountId: string;
  /** Name of the bucket, unique in all of AWS. */
  readonly bucketName: string;
  /** What its logs are records of, and so for how long they are kept. */
  readonly holds: RetentionClassName;
  /** What the preview's tree says of it. */
  readonly says: string;
  /** How its policy is deployed: see {@link policyOrders}. */
  readonly policy: keyof typeof policyOrders;
  /** What AWS itself says of the region's backups is put here, too. @default nothing */
  readonly audit?: Pick<BackupAuditArgs, "hasAurora" | "tiers"> | undefined;
}

/**
 * Where S3 writes who asked what of a region's buckets; nobody here may delete it before its class ends. S3 delivers to no
 * bucket with an object lock, encrypts what it delivers with its own key alone, and promises neither that all of it comes
 * nor when. Storage costs 0.023 USD a gigabyte, and delivery nothing. Sources: Amazon S3 user guide, "Object Lock
 * considerations" and "Enabling Amazon S3 server access logging".
 */
export class AccessLogs extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** Settled once S3 may deliver. */
  public readonly ready: pulumi.Resource;

  constructor(name: string, args: AccessLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:AccessLogs", name, args, opts);
    const { estate, region, bucketName, holds, says } = args;
    this.bucketName = bucketName;

    const sinkTags = { ...tags(estate, region, bucketName), ...logSinkTag };
    const { bucket } = bucketWithoutPolicy(this, name, { bucketName, holds, tags: sinkTags }).bucket;
    const reports = reportsInto(this, bucket, args);
    this.ready = new aws.s3.BucketPolicy(
      `${name}-${args.policy}`,
      { bucket, policy: sinkPolicy(args) },
      // S3 refuses a document that names a role before there is one.
      { parent: this, dependsOn: [...reports] },
    );

    this.registerOutputs({ summary: `${holds} · ${says}` });
  }
}

/** Logs who asked what of a bucket into a place of its region, below the bucket's logical name. */
export function logAccess(
  parent: pulumi.Resource,
  name: string,
  bucket: pulumi.Input<string>,
  { bucketName, ready }: Pick<AccessLogs, "bucketName" | "ready">,
): void {
  new aws.s3.BucketLogging(
    `${name}-logging`,
    { bucket, targetBucket: bucketName, targetPrefix: `${name}/` },
    { parent, dependsOn: [ready] },
  );
}

/** The reports of AWS Backup that are put into the bucket. */
function reportsInto(
  parent: AccessLogs,
  bucketName: pulumi.Output<string>,
  { estate, region, audit }: AccessLogsArgs,
): readonly pulumi.Resource[] {
  if (audit === undefined) return [];
  return new BackupAudit(`${region}-backup-audit`, { estate, region, bucketName, ...audit }, { parent })
    .plans;
}

/**
 * Order of a policy's statements, by the end of its logical name. S3 reads every order alike: there are two so that
 * no policy that is deployed changes.
 */
const policyOrders = {
  policy: (deliveries, tls) => [...deliveries, ...tls],
  tls: (deliveries, tls) => [...tls, ...deliveries],
} as const satisfies Record<
  string,
  (deliveries: readonly ResourceStatement[], tls: readonly ResourceStatement[]) => ResourceStatement[]
>;

function sinkPolicy({ bucketName, accountId, policy, audit }: AccessLogsArgs): string {
  const arn = bucketArn(bucketName);
  const deliveries = [
    mayDeliverLogs(bucketName, accountId),
    ...(audit === undefined ? [] : [reportsMayBePut(arn, accountId)]),
  ];
  return policyDocument([...policyOrders[policy](deliveries, tlsStatements(arn)), nobodyDeletes(bucketName)]);
}
