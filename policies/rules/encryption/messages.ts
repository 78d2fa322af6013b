import { must, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { allOf } from "../../lib/verdict";

/** The property that names the key, by kind. */
const keyOf: Readonly<Record<string, string>> = {
  "aws:sqs/queue:Queue": "kmsMasterKeyId",
  "aws:sns/topic:Topic": "kmsMasterKeyId",
  "aws:cloudwatch/eventBus:EventBus": "kmsKeyIdentifier",
  "aws:cloudwatch/eventArchive:EventArchive": "kmsKeyIdentifier",
};

/** What waits in a queue, passes a topic or a bus, or is kept in an archive, is encrypted with a key of the platform. */
export const encryptedMessages = defineRule({
  name: "encryption-messages",
  title: "Queues, topics and buses are encrypted with our key",
  description:
    "An SQS queue, an SNS topic, an event bus and its archive must be encrypted with a customer-managed KMS key.",
  severity: "high",
  controls: [
    control("AWS FSBP", "SQS.1", "Queues are encrypted at rest."),
    control("AWS FSBP", "SNS.1", "Topics are encrypted at rest with KMS."),
    control("PCI DSS", "3.5.1", "Stored card data is unreadable without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Stored health data is encrypted."),
    control("GDPR", "32(1)(a)", "Personal data is encrypted."),
    control("NIST SP 800-53", "SC-28(1)", "Information at rest is protected by cryptography."),
  ],
  remediation: [
    "Make a KMS key whose policy lets the services that send messages use it.",
    "Set `kmsMasterKeyId: key.arn` on the queue or topic, `kmsKeyIdentifier: key.arn` on the bus or archive.",
  ],
  types: Object.keys(keyOf),
  check({ type, properties }) {
    const name = keyOf[type] ?? "";
    const key = properties.at(name);
    const fix = `set ${name} to the ARN of a key of the platform`;
    const set = mustBeSet(key, { allowed: "the ARN of a KMS key", fix });
    if (key.state === "unknown") return set;
    // The policy of a key that AWS manages cannot be changed, so neither a topic nor an alarm may use it.
    const own = must(key, (content) => !String(content).includes("alias/aws/"), {
      allowed: "a key that is not managed by AWS",
      fix,
    });
    return allOf(set, own);
  },
});
