import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import { judgeCompanion } from "../../lib/companion";
import { ofVpc, vpcType } from "../../lib/vpc";
import { allOf, type Verdict } from "../../lib/verdict";

/** The group that everything gets to which nobody gave another lets nothing in and nothing out. */
export const defaultSecurityGroup = defineStackRule({
  name: "compliance-default-security-group",
  title: "Default security groups are locked",
  description: "The default security group of a VPC must be adopted, without any rule.",
  severity: "high",
  controls: [
    control("CIS AWS", "5.5", "The default security group restricts all traffic."),
    control("AWS FSBP", "EC2.2", "The default security group allows no traffic."),
    control("PCI DSS", "1.3.1", "Inbound traffic is limited to what is necessary."),
    control("NIST SP 800-53", "SC-7(5)", "Traffic is denied unless it is allowed."),
  ],
  remediation: [
    "Declare a `DefaultSecurityGroup` with `vpcId: vpc.id`, and neither `ingress` nor `egress`.",
    "Give whatever used the default group a group of its own.",
  ],
  types: [vpcType],
  check(vpc, stack) {
    const types = ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
    const found = stack.referrers(types, ofVpc, vpc);
    return judgeCompanion(found, "DefaultSecurityGroup with vpcId: vpc.id", hasNoRules);
  },
});

function hasNoRules({ properties }: LinkedResource): Verdict {
  const demand = { allowed: "no rule", fix: "remove it" };
  const rules = ["ingress", "egress"].map((key) => properties.at(key));
  // A list without elements is no rule; anything in it, known or not, is one.
  return allOf(
    ...rules.map((list) =>
      must(list, (content) => content === undefined || (list.isList && list.items().length === 0), demand),
    ),
  );
}
