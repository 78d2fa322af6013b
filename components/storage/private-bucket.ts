import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { lifecycleRule } from "../backup/lifecycle";
import { retentionTag, type RetentionClassName } from "../backup/retention";
import { tlsOnly } from "../backup/bucket-policy";
import { closeBucket } from "./close-bucket";

/** What {@link privateBucket} must be told. */
export interface PrivateBucketArgs {
  /** Name of the bucket, unique in all of AWS. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** What is kept in it, and so for how long. */
  readonly holds: RetentionClassName;
  /** Key of the bucket's own region; without one S3 encrypts with its own, as it must where S3 itself writes. */
  readonly keyArn?: pulumi.Input<string>;
  /** Tags besides that of its class. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A bucket, and what others wait for. */
export interface MadeBucket {
  /** The bucket itself. */
  readonly bucket: aws.s3.Bucket;
  /** Versioning, which replication needs on both sides before it can be set up. */
  readonly versioning: aws.s3.BucketVersioning;
}

/** ARN of a bucket, built from its name, so that a preview and a policy can read it. */
export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}

/** A bucket that is protected, versioned, encrypted, closed to the public and to plain HTTP, and emptied by its class. */
export function privateBucket(parent: pulumi.Resource, name: string, args: PrivateBucketArgs): MadeBucket {
  const made = bucketWithoutPolicy(parent, name, args);
  const { bucket } = made.bucket;
  const policy = tlsOnly(bucketArn(args.bucketName));
  new aws.s3.BucketPolicy(`${name}-tls`, { bucket, policy }, { parent });
  return made;
}

/** The same but for its policy, for a bucket whose policy says more: until it has one, plain HTTP is let in. */
export function bucketWithoutPolicy(
  parent: pulumi.Resource,
  name: string,
  args: PrivateBucketArgs,
): MadeBucket {
  const { bucketName, holds } = args;
  const bucket = new aws.s3.Bucket(
    name,
    { bucket: bucketName, tags: { ...args.tags, [retentionTag]: holds } },
    { parent, protect: true },
  );
  const set = { bucket: bucket.bucket };
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { ...set, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  closeBucket(parent, name, bucket.bucket, args.keyArn);
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...set, rules: [lifecycleRule(holds)] },
    { parent, dependsOn: [versioning] },
  );
  return { bucket, versioning };
}
