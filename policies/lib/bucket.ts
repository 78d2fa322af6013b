import type { LinkedResource } from "./resource";
import type { Reference, Stack } from "./stack";
import { allOf, fail, undecided, type Verdict } from "./verdict";

/** The tokens of an S3 bucket; the second is what the provider called it before version 7. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** The tag by which a bucket says what it is for, where the rules must know. */
export const bucketRoleTag = "bucket-role";

/** The role of a bucket that receives server access logs: S3 can write those with SSE-S3 only. */
export const logSinkRole = "log-sink";

/** A setting of a bucket that the provider models as a resource of its own. */
export interface BucketSetting {
  /** Its type tokens. */
  readonly types: readonly string[];
  /** Its kind, for messages. */
  readonly resource: string;
}

/** How a setting names its bucket. */
const bucketReference: Reference = {
  types: bucketTypes,
  from: ["bucket"],
  to: [["bucket"], ["id"]],
  sameProvider: false,
};

/**
 * Judges a bucket by the resources that set it. A resource whose bucket is unknown may belong to any bucket, so it
 * makes a missing setting undecided, unless it is broken wherever it belongs; it never makes a pass. Two of one kind
 * overwrite each other, so both must be right.
 */
export function judgeSetting(
  bucket: LinkedResource,
  stack: Stack,
  setting: BucketSetting,
  check: (resource: LinkedResource) => Verdict,
): Verdict {
  const { certain, possible } = stack.referrers(setting.types, bucketReference, bucket);
  if (certain.length > 0) return allOf(...certain.map((resource) => inContext(check(resource), resource)));
  const stray = possible.find((resource) => check(resource).kind !== "fail");
  const missing = `no ${setting.resource} refers to the bucket; allowed: one; declare a ${setting.resource} with bucket: bucket.id`;
  return stray === undefined ? fail(missing) : undecided(`${missing}, unless ${stray.name} is the one`);
}

function inContext(verdict: Verdict, resource: LinkedResource): Verdict {
  return verdict.message === undefined
    ? verdict
    : { ...verdict, message: `${resource.name}: ${verdict.message}` };
}
