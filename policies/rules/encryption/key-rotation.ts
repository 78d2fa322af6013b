import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import type { Resource } from "../../lib/resource";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, notApplicable, type Verdict } from "../../lib/verdict";

const keyType = "aws:kms/key:Key";
const longestRotationDays = 365;
const deletionWindowDays = 30;

/** Keys change once a year, and a key deleted by mistake can be kept for a month. */
export const keyRotation = defineRule({
  name: "encryption-key-rotation",
  title: "Keys rotate and are slow to delete",
  description:
    "A symmetric KMS key must be enabled, rotate at least once a year and wait 30 days before it is deleted.",
  severity: "high",
  controls: [
    control("CIS AWS", "3.6", "Rotation is enabled for symmetric customer-managed keys."),
    control("AWS FSBP", "KMS.4", "Rotation is enabled."),
    control("AWS FSBP", "KMS.3", "The longest waiting period leaves time to notice an unintended deletion."),
    control("PCI DSS", "3.7.4", "Keys change at the end of their cryptoperiod, here a year."),
    control("HIPAA", "164.312(a)(2)(iv)", "The mechanism that encrypts health data is maintained."),
    control("NIST SP 800-53", "SC-12", "Keys are managed through their life."),
  ],
  remediation: [
    "Set `enableKeyRotation: true` on the key.",
    "Remove `rotationPeriodInDays`, or set it to 365 or fewer days.",
    "Remove `deletionWindowInDays`, or set it to 30; on a replica as well.",
    "Remove `isEnabled: false`.",
  ],
  types: [keyType, "aws:kms/replicaKey:ReplicaKey"],
  check(resource) {
    // A replica rotates with its primary key and has no rotation of its own to set.
    return resource.type === keyType ? checkKey(resource) : checkDeletionWindow(resource.properties);
  },
});

function checkKey({ properties }: Resource): Verdict {
  const spec = properties.at("customerMasterKeySpec");
  if (spec.state === "known" && spec.content !== "SYMMETRIC_DEFAULT") {
    return notApplicable("KMS rotates symmetric keys only");
  }
  if (properties.at("customKeyStoreId").present)
    return notApplicable("KMS rotates no key of a custom key store");
  return allOf(
    mustBe(properties.at("enableKeyRotation"), true),
    must(properties.at("rotationPeriodInDays"), isYearOrLess, {
      allowed: `at most ${longestRotationDays}, which is also what KMS does when it is not set`,
      fix: `remove rotationPeriodInDays or set it to ${longestRotationDays}`,
    }),
    must(properties.at("isEnabled"), (content) => content !== false, {
      allowed: "true, which is also the default",
      fix: "remove isEnabled",
    }),
    checkDeletionWindow(properties),
  );
}

function checkDeletionWindow(properties: Value): Verdict {
  return must(properties.at("deletionWindowInDays"), isUnsetOr(deletionWindowDays), {
    allowed: `${deletionWindowDays}, which is also the default`,
    fix: `remove deletionWindowInDays or set it to ${deletionWindowDays}`,
  });
}

function isYearOrLess(content: unknown): boolean {
  return content === undefined || (typeof content === "number" && content <= longestRotationDays);
}

function isUnsetOr(expected: number): (content: unknown) => boolean {
  return (content) => content === undefined || content === expected;
}
