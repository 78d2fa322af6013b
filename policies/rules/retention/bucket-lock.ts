import { bucketTypes } from "../../lib/bucket";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Reference, Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

const lockTypes = ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"];
const lifecycleTypes = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];
const reference: Reference = {
  types: bucketTypes,
  from: ["bucket"],
  to: [["bucket"], ["id"]],
  sameProvider: false,
};

/** Nothing is told to go before it may. */
export const bucketLock = defineStackRule({
  name: "retention-bucket-lock",
  title: "Objects live as long as they are locked",
  description:
    "A bucket whose objects can be locked must lock them by default, and expire none before its lock is over.",
  severity: "high",
  controls: [
    control("AWS FSBP", "S3.15", "Buckets with object lock have a default retention."),
    control("PCI DSS", "10.5.1", "Audit log history is kept for the time that is required."),
    control("NIST SP 800-53", "AU-9(2)", "Records cannot be altered where they are kept."),
  ],
  remediation: [
    "Declare a BucketObjectLockConfiguration with `rule.defaultRetention.days`.",
    "Set `expiration.days` of each lifecycle rule to those days or more.",
  ],
  types: bucketTypes,
  check(bucket, stack) {
    const canLock = bucket.properties.at("objectLockEnabled");
    if (canLock.state === "unknown") return undecided("objectLockEnabled is not known before the update");
    if (canLock.content !== true) return notApplicable("its objects cannot be locked");
    const { certain, possible } = stack.referrers(lockTypes, reference, bucket);
    if (certain.length > 0) return allOf(...certain.map((lock) => lockFits(lock, bucket, stack)));
    const missing = "no BucketObjectLockConfiguration refers to the bucket; allowed: one; declare it";
    return possible.length > 0 ? undecided(missing) : fail(missing);
  },
});

function lockFits({ properties }: LinkedResource, bucket: LinkedResource, stack: Stack): Verdict {
  const retention = properties.at("rule", "defaultRetention");
  const locked = daysOf(retention);
  if (retention.state === "unknown" || locked === "unknown")
    return undecided("the time of the lock is not known before the update");
  if (locked === undefined)
    return fail(`${retention.path} names no days or years; allowed: one of them; set it`);
  const expirations = stack
    .referrers(lifecycleTypes, reference, bucket)
    .certain.flatMap((lifecycle) => lifecycle.properties.at("rules").items())
    .map((rule) => rule.at("expiration", "days"));
  return allOf(pass, ...expirations.map((days) => livesAsLong(days, locked)));
}

function daysOf(retention: Value): number | "unknown" | undefined {
  const [days, years] = [retention.at("days"), retention.at("years")];
  if (days.state === "unknown" || years.state === "unknown") return "unknown";
  if (typeof days.content === "number") return days.content;
  return typeof years.content === "number" ? years.content * 365 : undefined;
}

function livesAsLong(days: Value, locked: number): Verdict {
  if (!days.present) return pass;
  if (days.state === "unknown") return undecided(`${days.path} is not known before the update`);
  return Number(days.content) >= locked
    ? pass
    : fail(
        `${days.path} is ${days.show()}, and objects are locked for ${locked}; allowed: ${locked} or more`,
      );
}
