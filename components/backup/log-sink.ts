import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { logClasses } from "../region/log-classes";
import { policyDocument } from "../security/policy-document";
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
}

/** The tag by which a bucket says that it takes access logs; the policies know it, too. */
const roleTag = { "bucket-role": "log-sink" };

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
    const { estate, region, accountId } = args;
    this.bucketName = `backup-logs-${estate.environment}-${region}-${accountId}`;
    const child = { parent: this };
    const sink = new aws.s3.Bucket(
      name,
      {
        bucket: this.bucketName,
        tags: { ...tags(estate, region, this.bucketName), ...roleTag, [retentionTag]: logClasses.access },
      },
      { ...child, protect: true },
    );
    const { bucket } = sink;
    const versioning = new aws.s3.BucketVersioning(
      `${name}-versioning`,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
    new aws.s3.BucketServerSideEncryptionConfiguration(`${name}-encryption`, { bucket, rules }, child);
    const closed = { blockPublicAcls: true, blockPublicPolicy: true };
    const ignored = { ignorePublicAcls: true, restrictPublicBuckets: true };
    new aws.s3.BucketPublicAccessBlock(`${name}-private`, { bucket, ...closed, ...ignored }, child);
    const rule = { objectOwnership: "BucketOwnerEnforced" };
    new aws.s3.BucketOwnershipControls(`${name}-owner`, { bucket, rule }, child);
    this.ready = new aws.s3.BucketPolicy(
      `${name}-policy`,
      { bucket, policy: sinkPolicy(this.bucketName, accountId) },
      child,
    );
    new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket, rules: [lifecycleRule(logClasses.access)] },
      { ...child, dependsOn: [versioning] },
    );

    this.registerOutputs({ summary: `${logClasses.access} · access logs` });
  }
}

function sinkPolicy(bucketName: string, accountId: string): string {
  const arn = `arn:aws:s3:::${bucketName}`;
  return policyDocument([
    {
      Sid: "AccessLogs",
      Effect: "Allow",
      Principal: { Service: ["logging.s3.amazonaws.com"] },
      Action: ["s3:PutObject"],
      Resource: [`${arn}/*`],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    ...tlsStatements(arn),
    {
      Sid: "NobodyDeletes",
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: [`${arn}/*`],
    },
  ]);
}
