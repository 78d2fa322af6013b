import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Reference, Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ruleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const olderRuleType = "aws:ec2/securityGroupRule:SecurityGroupRule";
const balancerTypes = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const group: Reference = {
  types: [groupType],
  from: ["securityGroupId"],
  to: [["id"]],
  sameProvider: true,
};

/** Two ranges of /1 are the whole internet too. */
const shortestPrefix = 8;

/** The world reaches load balancers on 443, and nothing else. */
export const openIngress = defineStackRule({
  name: "compliance-open-ingress",
  title: "Only load balancers are open to the world, on 443",
  description:
    "A rule that lets in everybody must be for TCP 443 in a security group that only load balancers use.",
  severity: "critical",
  controls: [
    control("CIS AWS", "5.3", "No security group opens administration to all IPv4 addresses."),
    control("CIS AWS", "5.4", "No security group opens administration to all IPv6 addresses."),
    control("AWS FSBP", "EC2.18", "Only authorised ports are open to everybody."),
    control("PCI DSS", "1.3.1", "Inbound traffic is limited to what is necessary."),
    control("SOC 2", "CC6.6", "What is outside the boundaries is kept out."),
  ],
  remediation: [
    "Name the networks, a prefix list or a security group that the traffic comes from.",
    "For users, open TCP 443 alone, in a group that only the load balancer has.",
  ],
  types: [ruleType, olderRuleType, groupType],
  check(resource, stack) {
    if (isEgress(resource)) return notApplicable("it lets traffic out");
    const parts = partsOf(resource);
    if (parts.length === 0) return notApplicable("its rules are resources of their own");
    return allOf(...parts.map((part) => partIsClosed(part, resource, stack)));
  },
});

function isEgress({ type, properties }: LinkedResource): boolean {
  return type === olderRuleType && properties.at("type").content === "egress";
}

interface Part {
  readonly ranges: readonly Value[];
  readonly protocol: Value;
  readonly ports: readonly [Value, Value];
}

/** What a resource lets in, whichever way it is written. */
function partsOf({ type, properties }: LinkedResource): readonly Part[] {
  if (type === groupType) return properties.at("ingress").items().map(olderPart);
  if (type === olderRuleType) return [olderPart(properties)];
  return [
    {
      ranges: [properties.at("cidrIpv4"), properties.at("cidrIpv6")],
      protocol: properties.at("ipProtocol"),
      ports: [properties.at("fromPort"), properties.at("toPort")],
    },
  ];
}

function olderPart(rule: Value): Part {
  return {
    ranges: ["cidrBlocks", "ipv6CidrBlocks"].flatMap((key) => rule.at(key).items()),
    protocol: rule.at("protocol"),
    ports: [rule.at("fromPort"), rule.at("toPort")],
  };
}

function partIsClosed({ ranges, protocol, ports }: Part, resource: LinkedResource, stack: Stack): Verdict {
  const demand = {
    allowed: `networks of /${shortestPrefix} or narrower, or TCP 443 of a load balancer's group`,
    fix: "name the networks that need it",
  };
  return anyOf(
    allOf(pass, ...ranges.map((range) => must(range, isNetwork, demand))),
    allOf(mustBe(protocol, "tcp"), ...ports.map((port) => mustBe(port, 443)), isOfBalancers(resource, stack)),
  );
}

function isNetwork(cidr: unknown): boolean {
  if (cidr === undefined) return true;
  return typeof cidr === "string" && Number(/\/(\d+)$/u.exec(cidr)?.[1] ?? 0) >= shortestPrefix;
}

/** The group must be some load balancer's, and nobody else's. */
function isOfBalancers(resource: LinkedResource, stack: Stack): Verdict {
  const groups = stack
    .ofTypes([groupType])
    .map((one) => ({ one, relation: one === resource ? "yes" : stack.refers(resource, group, one) }));
  const certain = groups.filter(({ relation }) => relation === "yes").map(({ one }) => one);
  const sentence =
    "it lets in everybody; allowed: in a group that only load balancers use; name the networks";
  if (certain.length === 0) return undecided(`${sentence}: its group is not in the stack`);
  const users = stack.resources.filter((one) => one.type !== groupType && certain.some(isUsedBy(one)));
  const attached = users.filter(({ type }) => !isRuleOfGroup(type));
  const only = attached.length > 0 && attached.every(({ type }) => balancerTypes.includes(type));
  return only ? pass : fail(sentence);
}

/** The graph tells who has a group, while its id is unknown; afterwards its id does. */
function isUsedBy(user: LinkedResource): (group: LinkedResource) => boolean {
  return ({ urn }) => Object.values(user.sources).some((urns) => urns.includes(urn));
}

function isRuleOfGroup(type: string): boolean {
  return /:SecurityGroup(Ingress|Egress)?Rule$/u.test(type);
}
