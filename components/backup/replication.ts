import type * as aws from "@pulumi/aws";

import { allow, type Action, type Condition, type IdentityStatement } from "../security/policy-document";

/** One side of a replication. */
export interface ReplicationSide {
  /** Name of the region. */
  readonly region: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
}

/** The key that encrypts a bucket, by what is known of it before it is made. */
export interface ReplicationKey {
  /** The account of the key. */
  readonly accountId: string;
  /** Its alias, the same in every region. */
  readonly alias: string;
}

/**
 * Just the rights that S3 needs to copy from one bucket to the other, each key only through S3 of its region. The key is
 * named by its alias, because its ARN is known after `up` only, and nobody could judge the document before.
 * Sources: Amazon S3 user guide, "Setting up permissions for live replication"; AWS KMS developer guide, "Use aliases to
 * control access to KMS keys". Unproved: that an alias made in the same update is seen by the first copy; AWS says that
 * it may take five minutes, and S3 repeats what failed.
 */
export function replicationRights(
  key: ReplicationKey,
  from: ReplicationSide,
  to: ReplicationSide,
): IdentityStatement[] {
  return [
    allow("ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], [from.bucketArn]),
    allow("ReadObjects", readForReplication, [`${from.bucketArn}/*`]),
    allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], [`${to.bucketArn}/*`]),
    useKey("DecryptAtSource", "kms:Decrypt", key, from),
    useKey("EncryptAtDestination", "kms:Encrypt", key, to),
  ];
}

/** What S3 may do with the objects of a source. */
export const readForReplication: readonly Action[] = [
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionTagging",
  "s3:GetObjectRetention",
  "s3:GetObjectLegalHold",
];

/** Lets S3 use the key of one side for that side's bucket. */
export function useKey(
  sid: string,
  action: Action,
  { accountId, alias }: ReplicationKey,
  side: ReplicationSide,
): IdentityStatement {
  const keys = `arn:aws:kms:${side.region}:${accountId}:key/*`;
  const named: Condition = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } };
  return allow(sid, [action], [keys], { ...throughS3(side), ...named });
}

function throughS3({ region, bucketArn }: ReplicationSide): Condition {
  return {
    StringLike: {
      "kms:ViaService": `s3.${region}.amazonaws.com`,
      // With a bucket key the context is the bucket, without one the object.
      "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`],
    },
  };
}

type ReplicationRule = aws.types.input.s3.BucketReplicationConfigRule;

/** Minutes within which S3 promises 99.9 % of the copies. Source: Amazon S3 replication time control; there is no shorter one. */
export const replicationMinutes = 15;

/**
 * Copies everything, the encrypted objects included, within the promised time and with metrics of what is late.
 * Deletions are not copied: whoever deletes here by mistake or by malice must not delete there.
 */
export function replicationRule(
  id: string,
  destination: ReplicationSide,
  replicaKmsKeyId: ReplicaKey,
): ReplicationRule {
  return {
    id,
    status: "Enabled",
    priority: 0,
    filter: {},
    deleteMarkerReplication: { status: "Disabled" },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: {
      bucket: destination.bucketArn,
      encryptionConfiguration: { replicaKmsKeyId },
      replicationTime: { status: "Enabled", time: { minutes: replicationMinutes } },
      metrics: { status: "Enabled", eventThreshold: { minutes: replicationMinutes } },
    },
  };
}

type ReplicaKey =
  aws.types.input.s3.BucketReplicationConfigRuleDestinationEncryptionConfiguration["replicaKmsKeyId"];
