import type * as aws from "@pulumi/aws";

import { endsByAge, retentionClasses, type RetentionClassName } from "./retention";

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** Days for which a version that was replaced or deleted can be had back. */
export const noncurrentDays = 30;

/** From so many days on, records are moved to the archive: restoring them takes up to 12 hours, storing them 1/20. */
const archiveAfterDays = 90;

/** Records that are kept for less than this are cheaper where they are: the archive charges for 180 days at least. */
const archiveMinimumDays = archiveAfterDays + 180;

/**
 * The lifecycle of a bucket of one class: kept as long as the class says, then had back for thirty days more, then gone.
 * The two together stay two days within the class's maximum, because S3 rounds each up to the next midnight UTC; the
 * first is never below the minimum, which is the lock. What ends by being deleted is had back for as long as its class says,
 * and nothing else of it goes.
 */
export function lifecycleRule(retentionClass: RetentionClassName): LifecycleRule {
  const { keepDays } = retentionClasses[retentionClass];
  return {
    id: retentionClass,
    status: "Enabled",
    filter: {},
    ...(endsByAge(retentionClass)
      ? {
          expiration: { days: keepDays },
          noncurrentVersionExpiration: { noncurrentDays },
        }
      : {
          expiration: { expiredObjectDeleteMarker: true },
          noncurrentVersionExpiration: { noncurrentDays: keepDays },
        }),
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    ...(keepDays >= archiveMinimumDays && {
      transitions: [{ days: archiveAfterDays, storageClass: "DEEP_ARCHIVE" }],
    }),
  };
}
