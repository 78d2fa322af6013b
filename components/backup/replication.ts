import type * as aws from "@pulumi/aws";

import type { Statement } from "../security/policy-document";

/** One side of a replication: a bucket, and the key that encrypts it there. */
export interface ReplicationSide {
  /** Name of the region. */
  readonly region: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of the key of that region. */
  readonly keyArn: string;
}

/**
 * Just the rights that S3 needs to copy from one bucket to the other, each key only through S3 of its region.
 * Source: Amazon S3 user guide, "Setting up permissions for live replication".
 */
export function replicationRights(from: ReplicationSide, to: ReplicationSide): Statement[] {
  return [
    allow("ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], from.bucketArn),
    allow(
      "ReadObjects",
      [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ],
      `${from.bucketArn}/*`,
    ),
    allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], `${to.bucketArn}/*`),
    { ...allow("DecryptAtSource", ["kms:Decrypt"], from.keyArn), Condition: throughS3(from) },
    { ...allow("EncryptAtDestination", ["kms:Encrypt"], to.keyArn), Condition: throughS3(to) },
  ];
}

function allow(Sid: string, Action: readonly string[], resource: string): Statement {
  return { Sid, Effect: "Allow", Action, Resource: [resource] };
}

function throughS3({ region, bucketArn }: ReplicationSide): NonNullable<Statement["Condition"]> {
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
  destination: Omit<ReplicationSide, "keyArn">,
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
