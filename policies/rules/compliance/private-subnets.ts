import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import type { Resource } from "../../lib/resource";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, notApplicable, type Verdict } from "../../lib/verdict";

/** Where each kind says whether what starts in it, or of it, gets a public address. */
const flags: Readonly<Record<string, (properties: Value) => readonly Value[]>> = {
  "aws:ec2/subnet:Subnet": (subnet) => [subnet.at("mapPublicIpOnLaunch")],
  "aws:ec2/defaultSubnet:DefaultSubnet": (subnet) => [subnet.at("mapPublicIpOnLaunch")],
  "aws:ec2/instance:Instance": (instance) => [instance.at("associatePublicIpAddress")],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
    template
      .at("networkInterfaces")
      .items()
      .map((one) => one.at("associatePublicIpAddress")),
};

/** Machines have private addresses; what users reach is a load balancer. */
export const privateSubnets = defineRule({
  name: "compliance-private-subnets",
  title: "Machines have no public addresses",
  description: "A subnet, an instance or a launch template must give no machine a public address.",
  severity: "high",
  controls: [
    control("AWS FSBP", "EC2.15", "Subnets do not assign public addresses by themselves."),
    control("AWS FSBP", "EC2.25", "Launch templates assign no public addresses."),
    control("CIS EKS", "5.4.3", "The nodes of a cluster are private."),
    control("PCI DSS", "1.4.4", "What stores card data cannot be reached from untrusted networks."),
    control("NIST SP 800-53", "SC-7", "Traffic is controlled at the platform's boundaries."),
  ],
  remediation: [
    "Remove `mapPublicIpOnLaunch`, or set it to false; a NAT gateway has an address of its own.",
    "Remove `associatePublicIpAddress`, or set it to false.",
  ],
  types: Object.keys(flags),
  check(resource: Resource) {
    const values = flags[resource.type]?.(resource.properties) ?? [];
    if (values.length === 0) return notApplicable("its interfaces are its subnet's to decide");
    return allOf(...values.map(isOff));
  },
});

/** A launch template writes its flags as texts. */
function isOff(flag: Value): Verdict {
  const demand = { allowed: "false", fix: `remove ${flag.path} or set it to false` };
  return must(flag, (content) => content !== true && content !== "true", demand);
}
