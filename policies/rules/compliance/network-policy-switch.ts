import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Reference, Stack } from "../../lib/stack";
import { Value } from "../../lib/value";
import { anyOf, fail, type Verdict } from "../../lib/verdict";

const clusterType = "aws:eks/cluster:Cluster";
const addOn: Reference = {
  types: [clusterType],
  from: ["clusterName"],
  to: [["name"], ["id"]],
  sameProvider: true,
};

/** A network policy that nobody enforces is a comment. */
export const networkPolicySwitch = defineStackRule({
  name: "compliance-network-policy-switch",
  title: "Clusters enforce network policies",
  description:
    "An EKS cluster must have the enforcement of network policies switched on, which it is not by itself.",
  severity: "critical",
  controls: [
    control("CIS EKS", "5.4.4", "Network policies are enabled, and set as is fit."),
    control("CIS EKS", "4.3.1", "The cluster's network plugin supports network policies."),
    control("PCI DSS", "1.3.1", "Inbound traffic is limited to what is necessary."),
    control("NIST SP 800-53", "SC-7", "Traffic is controlled at the boundaries inside the system."),
  ],
  remediation: [
    'In Auto Mode, declare the ConfigMap `amazon-vpc-cni` in `kube-system` with `enable-network-policy-controller: "true"`.',
    'Otherwise declare the add-on `vpc-cni` with `configurationValues: {"enableNetworkPolicy": "true"}`.',
  ],
  types: [clusterType],
  check(cluster, stack) {
    const maps = stack.ofTypes(["kubernetes:core/v1:ConfigMap"]).filter((map) => isOf(cluster, map, stack));
    const addOns = stack.ofTypes(["aws:eks/addon:Addon"]).filter(({ properties }) => isNamed(properties));
    const own = addOns.filter((one) => stack.refers(one, addOn, cluster) === "yes");
    return anyOf(
      fail(
        "nothing switches network policies on; allowed: the ConfigMap amazon-vpc-cni, or vpc-cni's setting; declare it",
      ),
      ...maps.map(({ properties }) =>
        mustBe(properties.at("data", "enable-network-policy-controller"), "true"),
      ),
      ...own.map(({ properties }) => addOnEnforces(properties)),
    );
  },
});

/** Auto Mode reads this one map. Source: Amazon EKS user guide, "Use Network Policies with EKS Auto Mode". */
function isOf(cluster: LinkedResource, { properties, provider }: LinkedResource, stack: Stack): boolean {
  const metadata = properties.at("metadata");
  const isMap =
    metadata.at("name").content === "amazon-vpc-cni" && metadata.at("namespace").content === "kube-system";
  // A cluster's provider is made of its endpoint and its certificate.
  const owner = stack.resources.find(({ urn }) => urn === provider);
  return isMap && owner?.sources.kubeconfig?.includes(cluster.urn) === true;
}

function isNamed(properties: Value): boolean {
  return properties.at("addonName").content === "vpc-cni";
}

function addOnEnforces(properties: Value): Verdict {
  const values = properties.at("configurationValues");
  const demand = { allowed: '{"enableNetworkPolicy": "true"}', fix: "set it" };
  return must(values, (content) => typeof content === "string" && enables(content), demand);
}

function enables(text: string): boolean {
  try {
    const flag = Value.of(JSON.parse(text)).at("enableNetworkPolicy").content;
    return flag === "true" || flag === true;
  } catch {
    return false;
  }
}
