import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { logClasses } from "../region/log-classes";
import { policyDocument } from "../security/policy-document";
import { closeBucket } from "../storage/close-bucket";
import { logSinkTag, mayDeliverLogs, nobodyDeletes } from "../storage/log-delivery";
import { bucketArn } from "../storage/private-bucket";
import { BackupAudit, reportsMayBePut, type BackupAuditArgs } from "./audit";
import { tlsStatements } from "./bucket-policy";
import { lifecycleRule } from "./lifecycle";
import { retentionTag } from "./retention";

/** What a {@link LogSink} must be told. */
export interface LogSinkArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** What AWS itself says of the region's backups is put here, too. @default nothing */
  readonly audit?: Pick<BackupAuditArgs, "hasAurora" | "tiers"> | undefined;
}

/**
 * Where S3 writes who asked what of a region's backup buckets. S3 delivers to no bucket with an object lock, and
 * encrypts what it delivers with its own key only: versions and a lifecycle keep the logs instead, and nobody here may
 * delete them. Sources: Amazon S3 user guide, "Object Lock considerations" and "Enabling Amazon S3 server access logging".
 */
export class LogSink extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** Settled once S3 may deliver. */
  public readonly ready: pulumi.Resource;

  constructor(name: string, args: LogSinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:LogSink", name, args, opts);
    const { estate, region, accountId, audit } = args;
    this.bucketName = `backup-logs-${estate.environment}-${region}-${accountId}`;
    const child = { parent: this };
    const sink = new aws.s3.Bucket(
      name,
      {
        bucket: this.bucketName,
        tags: { ...tags(estate, region, this.bucketName), ...logSinkTag, [retentionTag]: logClasses.access },
      },
      { ...child, protect: true },
    );
    const { bucket } = sink;
    const versioning = new aws.s3.BucketVersioning(
      `${name}-versioning`,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    closeBucket(this, name, bucket);
    const audited =
      audit &&
      new BackupAudit(`${region}-backup-audit`, { estate, region, bucketName: bucket, ...audit }, child);
    this.ready = new aws.s3.BucketPolicy(
      `${name}-policy`,
      { bucket, policy: sinkPolicy(this.bucketName, accountId, audited !== undefined) },
      // S3 refuses a document that names a role before there is one.
      { ...child, dependsOn: [...(audited?.plans ?? [])] },
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket, rules: [lifecycleRule(logClasses.access)] },
      { ...child, dependsOn: [versioning] },
    );

    this.registerOutputs({
      summary: `${logClasses.access} · access logs${audit === undefined ? "" : ", reports about backups"}`,
    });
  }
}

function sinkPolicy(bucketName: string, accountId: string, isAudited: boolean): string {
  const arn = bucketArn(bucketName);
  return policyDocument([
    mayDeliverLogs(bucketName, accountId),
    ...(isAudited ? [reportsMayBePut(arn, accountId)] : []),
    ...tlsStatements(arn),
    nobodyDeletes(bucketName),
  ]);
}
