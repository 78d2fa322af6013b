import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { pass } from "../../lib/verdict";

/** What a topic holds until it is delivered is encrypted with a key of the platform. */
export const encryptedTopics = defineRule({
  name: "encryption-topics",
  title: "Topics encrypt with our key",
  description: "An SNS topic must encrypt its messages with a customer-managed KMS key.",
  severity: "medium",
  controls: [
    control("AWS FSBP", "SNS.1", "Topics are encrypted at rest with KMS."),
    control("NIST SP 800-53", "SC-28(1)", "Information at rest is protected by cryptography."),
  ],
  remediation: [
    "Set `kmsMasterKeyId: key.arn`; services that publish cannot use AWS's own key `alias/aws/sns`.",
    "Let those services use the key in its policy.",
  ],
  types: ["aws:sns/topic:Topic"],
  check({ properties }) {
    const key = properties.at("kmsMasterKeyId");
    // A key that is made in the same update is set, and unknown.
    if (key.state === "unknown") return pass;
    return must(key, (content) => typeof content === "string" && content !== "alias/aws/sns", {
      allowed: "the ARN of a KMS key of the platform",
      fix: "set kmsMasterKeyId",
    });
  },
});
