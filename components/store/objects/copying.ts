import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { readForReplication, replicationRule, useKey } from "../../backup/replication";
import { keyAlias } from "../../security/encryption-key";
import { allow, type IdentityStatement } from "../../security/policy-document";
import { bucketArn } from "../../storage/private-bucket";
import type { StoreGround } from "../ground";
import { storesPurpose } from "../names";
import type { ObjectsStoreArgs } from "./objects-store";
import type { ObjectsMember } from "./objects-member";

type ReplicationRule = aws.types.input.s3.BucketReplicationConfigRule;

/** A bucket and what its region offers. */
export interface ObjectsSide {
  /** The bucket. */
  readonly member: ObjectsMember;
  /** What its region offers. */
  readonly ground: StoreGround;
}

/** Id of the rule that copies to a region, by which the metrics of that way are told. */
export function copyRuleId(toRegion: string): string {
  return `to-${toRegion}`;
}

/**
 * Copies between all buckets of a store, each way. Deletions are copied, unlike those of backups: a picture that is taken
 * down is down everywhere, and thirty days of former versions are what undoes a mistake. So are changes of what was copied
 * (`replicaModifications`), such as new tags, without which both sides would differ for good.
 *
 * Sources: Amazon S3 user guide, "Replicating metadata changes with replica modification sync" and "Replicating delete
 * markers between buckets", which says that these are not under the promise of 15 minutes.
 */
export function copyRule(to: ObjectsSide, priority: number): ReplicationRule {
  const { region, shared } = to.ground;
  const destination = { region, bucketArn: bucketArn(to.member.bucketName) };
  const rule = replicationRule(copyRuleId(region), destination, shared.keyArn);
  return {
    ...rule,
    priority,
    deleteMarkerReplication: { status: "Enabled" },
    sourceSelectionCriteria: {
      sseKmsEncryptedObjects: { status: "Enabled" },
      replicaModifications: { status: "Enabled" },
    },
  };
}

/** What S3 needs to copy between all buckets of a store: each is read, and each is written. */
export function copyRights(
  { estate, account }: Pick<ObjectsStoreArgs, "account" | "estate">,
  members: readonly Pick<ObjectsMember, "bucketName" | "region">[],
): IdentityStatement[] {
  const arns = members.map(({ bucketName }) => bucketArn(bucketName));
  const objects = arns.map((arn) => `${arn}/*`);
  const key = { accountId: account.id, alias: keyAlias(estate, storesPurpose) };
  return [
    allow("ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], arns),
    allow("ReadObjects", readForReplication, objects),
    allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"], objects),
    ...members.flatMap(({ region, bucketName }, index) => {
      const side = { region, bucketArn: bucketArn(bucketName) };
      return [
        useKey(`Decrypt${index + 1}`, "kms:Decrypt", key, side),
        useKey(`Encrypt${index + 1}`, "kms:Encrypt", key, side),
      ];
    }),
  ];
}

/** Copies from one bucket to every other of its store. */
export function copyToOthers(
  name: string,
  from: ObjectsSide,
  all: readonly ObjectsSide[],
  role: pulumi.Input<string>,
): aws.s3.BucketReplicationConfig {
  const { member } = from;
  const { bucket } = member.made.bucket;
  const rules = all.filter((side) => side !== from).map((to, index) => copyRule(to, index));
  return new aws.s3.BucketReplicationConfig(
    name,
    { bucket, role, rules },
    // S3 refuses replication while either side is not versioned.
    { parent: member, dependsOn: all.map((side) => side.member.made.versioning) },
  );
}
