import type { Account } from "../../config/model";
import type { Estate } from "../lib/estate";
import { keyAlias } from "../security/encryption-key";
import { allow, type IdentityStatement } from "../security/policy-document";
import { bucketArn } from "../storage/private-bucket";
import type { BucketAccess } from "../store/access";
import { storesPurpose } from "../store/names";
import { variable } from "./variables";

/** A bucket that a service uses. */
export interface UsedBucket {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Region that it is in. */
  readonly region: string;
}

/** The bucket that a service in a region uses of a store: the region's own, or the writer's where it has none. */
export function bucketFor({ buckets }: BucketAccess, region: string, writer: string): UsedBucket[] {
  const at = buckets[region] === undefined ? writer : region;
  const bucket = buckets[at];
  return bucket === undefined ? [] : [{ bucket, region: at }];
}

/** What a service is told of a bucket. */
export function bucketVariables(
  { name }: BucketAccess,
  { bucket, region }: UsedBucket,
): (readonly [name: string, value: string])[] {
  return [
    [variable(name, "BUCKET"), bucket],
    [variable(name, "BUCKET_REGION"), region],
  ];
}

/**
 * What a service may do with the buckets that it uses: list, read, write and delete, none of which ends a former version.
 * Their key it may use through S3 alone, for objects of these buckets; it is named by its alias, because its ARN is known
 * after `up` only. Source: Amazon S3 user guide, "Required permissions for Amazon S3 API operations".
 */
export function bucketRights(
  estate: Estate,
  { id }: Account,
  buckets: readonly UsedBucket[],
): IdentityStatement[] {
  if (buckets.length === 0) return [];
  const arns = buckets.map(({ bucket }) => bucketArn(bucket));
  const objects = arns.map((arn) => `${arn}/*`);
  const regions = [...new Set(buckets.map(({ region }) => region))].sort();
  return [
    allow("ListObjects", ["s3:ListBucket"], arns),
    allow(
      "UseObjects",
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
      objects,
    ),
    allow(
      "UseKeyOfObjects",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      regions.map((region) => `arn:aws:kms:${region}:${id}:key/*`),
      {
        StringEquals: { "kms:ViaService": regions.map((region) => `s3.${region}.amazonaws.com`) },
        // With a bucket key the context is the bucket.
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [...arns, ...objects] },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(estate, storesPurpose) },
      },
    ),
  ];
}
