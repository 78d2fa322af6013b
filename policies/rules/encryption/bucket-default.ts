import { bucketRoleTag, bucketTypes, judgeSetting, logSinkRole } from "../../lib/bucket";
import { must, mustBe, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, undecided, type Verdict } from "../../lib/verdict";

const keyedAlgorithms = ["aws:kms", "aws:kms:dsse"];

const encryption = {
  types: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  resource: "BucketServerSideEncryptionConfiguration",
};

/** Objects are encrypted with a key of the platform unless they say otherwise. */
export const bucketDefault = defineStackRule({
  name: "encryption-bucket-default",
  title: "Buckets encrypt with our key by default",
  description:
    "An S3 bucket must encrypt by default with a customer-managed KMS key, and a target of access logs with SSE-S3.",
  severity: "high",
  controls: [
    control("AWS FSBP", "S3.17", "Objects are encrypted at rest with KMS keys."),
    control("PCI DSS", "3.5.1", "Stored card data is unreadable without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Stored health data is encrypted."),
    control("GDPR", "32(1)(a)", "Stored personal data is encrypted."),
    control("SOC 2", "PI1.4", "Stored output is protected."),
    control("NIST SP 800-53", "SC-28(1)", "Information at rest is protected by cryptography."),
    control("ISO 27001", "A.8.24", "Cryptography is used as the platform's rules define."),
  ],
  remediation: [
    "Declare a BucketServerSideEncryptionConfiguration with `bucket: bucket.id`.",
    'Give it one rule with `sseAlgorithm: "aws:kms"` and `kmsMasterKeyId: key.arn`.',
    `For a bucket that receives S3 server access logs use \`sseAlgorithm: "AES256"\` and tag it ${bucketRoleTag}: ${logSinkRole}.`,
  ],
  types: bucketTypes,
  check(bucket, stack) {
    const role = bucket.properties.at("tags", bucketRoleTag);
    if (role.state === "unknown")
      return undecided(`${role.path} is not known, and decides which encryption is right`);
    const judgeRule = role.content === logSinkRole ? checkSinkRule : checkKeyedRule;
    return judgeSetting(bucket, stack, encryption, (setting) => checkSetting(setting, judgeRule));
  },
});

function checkSetting({ properties }: LinkedResource, judgeRule: (defaults: Value) => Verdict): Verdict {
  const rules = properties.at("rules");
  if (rules.items().length === 0) return mustBeSet(rules.at(0), { allowed: "one rule", fix: "add a rule" });
  return anyOf(...rules.items().map((rule) => judgeRule(rule.at("applyServerSideEncryptionByDefault"))));
}

function checkKeyedRule(defaults: Value): Verdict {
  return allOf(
    must(defaults.at("sseAlgorithm"), (content) => keyedAlgorithms.includes(String(content)), {
      allowed: keyedAlgorithms.join(" or "),
      fix: "set sseAlgorithm to aws:kms",
    }),
    mustBeSet(defaults.at("kmsMasterKeyId"), {
      allowed: "the ARN of a KMS key, because without one S3 uses a key that AWS shares between all buckets",
      fix: "set kmsMasterKeyId to the ARN of a key of the platform",
    }),
  );
}

function checkSinkRule(defaults: Value): Verdict {
  return mustBe(defaults.at("sseAlgorithm"), "AES256");
}
