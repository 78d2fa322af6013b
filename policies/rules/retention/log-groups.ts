import { cloudWatchRetentionDays, type RetentionClass } from "../../../components/backup/retention";
import { must, mustBeWithin } from "../../lib/condition";
import { control } from "../../lib/control";
import { mustNameRetentionClass, retentionClassOf } from "../../lib/retention-class";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, pass, type Verdict } from "../../lib/verdict";

/** Logs are kept as long as they must be, and no longer. */
export const logGroupRetention = defineRule({
  name: "retention-log-groups",
  title: "Logs are kept for their class's time",
  description:
    "A CloudWatch log group must name a retention class and expire its events within the window of that class.",
  severity: "high",
  controls: [
    control("PCI DSS", "10.5.1", "Audit log history is kept for the time that is required."),
    control("SOC 2", "CC7.2", "Records that show anomalies are there when they are looked for."),
    control("SOC 2", "C1.2", "Confidential information is disposed of in time."),
    control("NIST SP 800-53", "AU-11", "Audit records are kept as the retention rules define."),
  ],
  remediation: [
    "Tag the log group with `retention-class`, naming the class of its records.",
    "Set `retentionInDays: logRetentionDays(<class>)`, the shortest legal time that satisfies the class.",
    "Do not use the log group class DELIVERY, which keeps events for 2 days whatever is set.",
  ],
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check(resource) {
    const days = resource.properties.at("retentionInDays");
    const named = retentionClassOf(resource);
    return allOf(
      mustNameRetentionClass(resource),
      isLegal(days),
      named === undefined ? pass : isInsideClass(days, named),
      must(resource.properties.at("logGroupClass"), (content) => content !== "DELIVERY", {
        allowed: "STANDARD or INFREQUENT_ACCESS",
        fix: "remove logGroupClass",
      }),
    );
  },
});

function isLegal(days: Value): Verdict {
  const legal: readonly number[] = cloudWatchRetentionDays;
  return must(days, (content) => typeof content === "number" && legal.includes(content), {
    allowed: `what CloudWatch accepts, and not 0, which is for ever: ${legal.join(", ")}`,
    fix: "set retentionInDays to logRetentionDays(<class>)",
  });
}

function isInsideClass(days: Value, { minimumDays, maximumDays }: RetentionClass): Verdict {
  return mustBeWithin(days, minimumDays, maximumDays);
}
