import { bucketTypes, judgeSetting } from "../../lib/bucket";
import { mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import { allOf } from "../../lib/verdict";

const block = {
  types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  resource: "BucketPublicAccessBlock",
};

const switches = [
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
] as const;

/** A bucket is closed to the public by itself, whatever the account says. */
export const bucketPrivate = defineStackRule({
  name: "compliance-bucket-private",
  title: "Buckets are closed to the public",
  description: "An S3 bucket must block all public access by a setting of its own.",
  severity: "critical",
  controls: [
    control("CIS AWS", "2.1.4", "Buckets block public access."),
    control("AWS FSBP", "S3.8", "Buckets block public access."),
    control("PCI DSS", "1.4.4", "What stores card data cannot be reached from untrusted networks."),
    control("SOC 2", "CC6.1", "Access to information is restricted."),
  ],
  remediation: [
    "Declare a BucketPublicAccessBlock with `bucket: bucket.id`.",
    `Set ${switches.map((key) => `\`${key}\``).join(", ")} to true.`,
  ],
  types: bucketTypes,
  check(bucket, stack) {
    return judgeSetting(bucket, stack, block, ({ properties }) =>
      allOf(...switches.map((key) => mustBe(properties.at(key), true))),
    );
  },
});
