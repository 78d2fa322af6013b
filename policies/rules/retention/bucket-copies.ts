import { bucketRoleTag, bucketTypes, logSinkRole } from "../../lib/bucket";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { mustNameRetentionClass, retentionClassOf } from "../../lib/retention-class";
import { defineStackRule } from "../../lib/rule";
import { fail, notApplicable, pass, undecided } from "../../lib/verdict";

const replicationTypes = ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"];

/** Records that must outlive a region are in two. */
export const bucketCopies = defineStackRule({
  name: "retention-bucket-copies",
  title: "Buckets are in two regions where their class asks for it",
  description:
    "A bucket whose retention class is copied must be replicated to another bucket, or be such a replica.",
  severity: "high",
  controls: [
    control("AWS FSBP", "S3.7", "Buckets are replicated to another region."),
    control("NIST SP 800-53", "CP-6", "Records are kept at another site as well."),
    control("SOC 2", "A1.2", "Records are there when their region is not."),
  ],
  remediation: [
    "Declare a BucketReplicationConfig with `bucket: bucket.id` and a bucket of another region as its destination.",
    `Access logs are exempt: tag their bucket ${bucketRoleTag}: ${logSinkRole}.`,
  ],
  types: bucketTypes,
  check(bucket, stack) {
    if (bucket.properties.at("tags", bucketRoleTag).content === logSinkRole)
      return notApplicable("access logs stay in their region");
    const named = retentionClassOf(bucket);
    if (named === undefined) return mustNameRetentionClass(bucket);
    if (!named.copied) return notApplicable("its class is not copied");
    const replications = stack.ofTypes(replicationTypes);
    if (replications.some((one) => isSource(one, bucket) || isDestination(one, bucket))) return pass;
    const missing = "it is neither replicated nor a replica; allowed: one of them; declare a replication";
    return replications.some(namesNothingYet) ? undecided(missing) : fail(missing);
  },
});

function isSource({ properties, sources }: LinkedResource, bucket: LinkedResource): boolean {
  const name = properties.at("bucket");
  return (
    (sources.bucket ?? []).includes(bucket.urn) ||
    (name.state === "known" && name.content === bucket.properties.at("bucket").content)
  );
}

function isDestination({ properties }: LinkedResource, bucket: LinkedResource): boolean {
  const name = bucket.properties.at("bucket");
  return properties
    .at("rules")
    .items()
    .some((rule) => rule.at("destination", "bucket").content === `arn:aws:s3:::${String(name.content)}`);
}

function namesNothingYet({ properties, sources }: LinkedResource): boolean {
  return properties.at("bucket").state === "unknown" && (sources.bucket ?? []).length === 0;
}
