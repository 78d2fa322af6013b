import { mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";

/** Logs are encrypted with a key of the platform. */
export const encryptedLogGroups = defineRule({
  name: "encryption-log-groups",
  title: "Log groups are encrypted with our key",
  description: "A CloudWatch log group must be encrypted with a customer-managed KMS key.",
  severity: "high",
  controls: [
    control("NIST SP 800-53", "AU-9(3)", "Audit records are protected by encryption."),
    control("PCI DSS", "10.3.2", "Audit logs cannot be read or changed by those without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Health data that reaches a log is encrypted at rest."),
  ],
  remediation: [
    "Make a KMS key whose policy lets CloudWatch Logs of the region use it.",
    "Set `kmsKeyId: key.arn` on the log group.",
  ],
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check({ properties }) {
    return mustBeSet(properties.at("kmsKeyId"), {
      allowed: "the ARN of a KMS key",
      fix: "set kmsKeyId to the ARN of a key of the platform",
    });
  },
});
