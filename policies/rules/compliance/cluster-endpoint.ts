import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, type Verdict } from "../../lib/verdict";

/** Two ranges of /1 are the whole internet too: what is "limited" has to be a network that somebody may own. */
const shortestPrefix = 8;

/** The control plane is reached from inside, by people whom IAM knows, and not deleted by accident. */
export const clusterEndpoint = defineRule({
  name: "compliance-cluster-endpoint",
  title: "Clusters are private and protected",
  description:
    "An EKS cluster must have a private endpoint, no public one open to the world, access by API only, and deletion protection.",
  severity: "critical",
  controls: [
    control("CIS EKS", "5.4.1", "Access to the control plane's endpoint is restricted."),
    control("CIS EKS", "5.4.2", "The private endpoint is on, and public access is off or limited."),
    control("CIS EKS", "4.1.7", "Access is managed by the cluster access manager's API."),
    control("AWS FSBP", "EKS.1", "The endpoint is not open to the public."),
    control("PCI DSS", "1.3.1", "Inbound traffic is limited to what is necessary."),
  ],
  remediation: [
    "Set `vpcConfig.endpointPrivateAccess: true`.",
    "Set `vpcConfig.endpointPublicAccess: false`, or list in `vpcConfig.publicAccessCidrs` the networks that need it.",
    'Set `accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }`.',
    "Set `deletionProtection: true`.",
  ],
  types: ["aws:eks/cluster:Cluster"],
  check({ properties }) {
    const network = properties.at("vpcConfig");
    const access = properties.at("accessConfig");
    return allOf(
      mustBe(network.at("endpointPrivateAccess"), true),
      anyOf(mustBe(network.at("endpointPublicAccess"), false), isLimited(network.at("publicAccessCidrs"))),
      mustBe(access.at("authenticationMode"), "API"),
      mustBe(access.at("bootstrapClusterCreatorAdminPermissions"), false),
      mustBe(properties.at("deletionProtection"), true),
    );
  },
});

function isLimited(cidrs: Value): Verdict {
  const fix = "list the networks that need the endpoint in publicAccessCidrs";
  const ranges = cidrs.items();
  if (ranges.length === 0)
    return fail(`${cidrs.path} is ${cidrs.show()}, which is the world; allowed: networks; ${fix}`);
  const demand = { allowed: `networks of /${shortestPrefix} or narrower`, fix };
  return allOf(...ranges.map((range) => must(range, isNetwork, demand)));
}

function isNetwork(cidr: unknown): boolean {
  return typeof cidr === "string" && Number(/\/(\d+)$/.exec(cidr)?.[1] ?? 0) >= shortestPrefix;
}
