import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { policyDocument } from "../security/policy-document";
import { logAccess, type AccessLogs } from "../storage/access-logs";
import { closeBucket } from "../storage/close-bucket";
import { bucketArn } from "../storage/private-bucket";
import { addOnly, backupStatements } from "./bucket-policy";
import { lifecycleRule } from "./lifecycle";
import { residencyTags, retentionClasses, retentionTag, type RetentionClassName } from "./retention";

/** What a {@link BackupBucket} must be told. */
export interface BackupBucketArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Region of the bucket, which its provider must be of. */
  readonly region: string;
  /** Name of the bucket, unique in all of AWS. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** What is kept in it, and so for how long. */
  readonly retentionClass: RetentionClassName;
  /** Regions that records of the class may be in; every one, where absent. */
  readonly permitted?: readonly string[] | undefined;
  /** Key of the bucket's own region. */
  readonly keyArn: pulumi.Input<string>;
  /** Whether somebody writes here; a copy is written by replication alone. */
  readonly isSource: boolean;
  /** Where the region's access logs go. */
  readonly logSink: Pick<AccessLogs, "bucketName" | "ready">;
}

/**
 * One bucket of a backup pair: versioned, encrypted with a key of its region, closed to the public and to plain HTTP,
 * locked for as long as its class must be kept, and emptied by the time its class may be kept.
 */
export class BackupBucket extends pulumi.ComponentResource {
  /** ARN of the bucket, built from its name, so that a preview and a policy can read it. */
  public readonly arn: string;
  /** The bucket itself. */
  public readonly bucket: aws.s3.Bucket;
  /** Versioning, which replication needs on both sides before it can be set up. */
  public readonly versioning: aws.s3.BucketVersioning;

  constructor(name: string, args: BackupBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { logSink, ...inputs } = args;
    super("platform:backup:BackupBucket", name, inputs, opts);
    const { bucketName, retentionClass, keyArn, isSource } = args;
    const child = { parent: this };

    this.arn = bucketArn(bucketName);
    this.bucket = new aws.s3.Bucket(name, bucketArgs(args), { ...child, protect: true });
    const bucket = this.bucket.bucket;

    this.versioning = new aws.s3.BucketVersioning(
      `${name}-versioning`,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    closeBucket(this, name, bucket, keyArn);
    const policy = isSource ? addOnly(bucketName) : policyDocument(backupStatements(bucketName));
    new aws.s3.BucketPolicy(`${name}-tls`, { bucket, policy }, child);
    logAccess(this, name, bucket, logSink);
    retain(this, name, retentionClass);

    this.registerOutputs({ arn: this.arn });
  }
}

function bucketArgs({
  estate,
  region,
  bucketName,
  retentionClass,
  permitted,
}: BackupBucketArgs): aws.s3.BucketArgs {
  return {
    bucket: bucketName,
    // Can be switched on only when the bucket is made.
    objectLockEnabled: true,
    tags: {
      ...tags(estate, region, bucketName),
      [retentionTag]: retentionClass,
      ...residencyTags(permitted),
    },
  };
}

/**
 * Locked for the minimum of the class, emptied within its maximum. Governance mode: nobody deletes early without a
 * permission that the bucket's policy refuses to everybody, and who may change that policy is not held. Compliance mode,
 * which not even the account's root can undo, is a decision to be made by name.
 */
function retain(parent: BackupBucket, name: string, retentionClass: RetentionClassName): void {
  const { bucket } = parent.bucket;
  const options = { parent, dependsOn: [parent.versioning] };
  const days = retentionClasses[retentionClass].minimumDays;
  const rule = { defaultRetention: { mode: "GOVERNANCE", days } };
  new aws.s3.BucketObjectLockConfiguration(`${name}-lock`, { bucket, rule }, options);
  const rules = [lifecycleRule(retentionClass)];
  new aws.s3.BucketLifecycleConfiguration(`${name}-lifecycle`, { bucket, rules }, options);
}
