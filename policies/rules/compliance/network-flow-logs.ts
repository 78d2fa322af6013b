import { must, mustBe, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { judgeCompanion } from "../../lib/companion";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { allOf, undecided, type Verdict } from "../../lib/verdict";
import { ofVpc, vpcType } from "../../lib/vpc";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** Who spoke with whom is written down. */
export const networkFlowLogs = defineStackRule({
  name: "compliance-network-flow-logs",
  title: "Networks log their flows",
  description:
    "A VPC must log all its flows, accepted and rejected, to a log group that is encrypted with our key.",
  severity: "high",
  controls: [
    control("CIS AWS", "3.7", "Flow logs are on in every network."),
    control("AWS FSBP", "EC2.6", "Flow logs are on in every network."),
    control("PCI DSS", "10.2.1", "Audit logs capture access over the network."),
    control("SOC 2", "CC7.2", "The network is monitored for anomalies."),
  ],
  remediation: [
    'Declare a `FlowLog` with `vpcId: vpc.id` and `trafficType: "ALL"`.',
    "Send it to a log group of the stack that has `kmsKeyId`.",
  ],
  types: [vpcType],
  check(vpc, stack) {
    const found = stack.referrers(["aws:ec2/flowLog:FlowLog"], ofVpc, vpc);
    return judgeCompanion(found, 'FlowLog with vpcId: vpc.id and trafficType: "ALL"', (log) =>
      logsEverything(log, stack),
    );
  },
});

function logsEverything(log: LinkedResource, stack: Stack): Verdict {
  const { properties } = log;
  const toGroup = (content: unknown): boolean => content === undefined || content === "cloud-watch-logs";
  return allOf(
    mustBe(properties.at("trafficType"), "ALL"),
    must(properties.at("logDestinationType"), toGroup, {
      allowed: "cloud-watch-logs, which is also the default",
      fix: "send the flows to a log group",
    }),
    mustBeSet(properties.at("logDestination"), { allowed: "the ARN of a log group", fix: "set it" }),
    isEncrypted(log, stack),
  );
}

function isEncrypted(log: LinkedResource, stack: Stack): Verdict {
  const group = stack.ofTypes([groupType]).find((one) => receives(one, log));
  if (group === undefined)
    return undecided(
      "logDestination is no log group of this stack; allowed: one that is encrypted; make one",
    );
  const demand = { allowed: "the ARN of a KMS key", fix: `set kmsKeyId on ${group.name}` };
  return mustBeSet(group.properties.at("kmsKeyId"), demand);
}

/** By the graph while the ARN is unknown, and by the name at its end once it is known. */
function receives(group: LinkedResource, log: LinkedResource): boolean {
  if (log.sources.logDestination?.includes(group.urn) === true) return true;
  const destination = log.properties.at("logDestination").content;
  const name = group.properties.at("name").content;
  if (typeof destination !== "string" || typeof name !== "string") return false;
  return log.provider === group.provider && destination.replace(/:\*$/u, "").endsWith(`:log-group:${name}`);
}
