import type { ComputeChoice } from "../../../config/schema/nodes";

/** The EKS add-ons that the program knows. What is not AWS's own is installed as an operator instead. */
export const addonNames = [
  "aws-ebs-csi-driver",
  "coredns",
  "eks-pod-identity-agent",
  "kube-proxy",
  "metrics-server",
  "vpc-cni",
] as const;

/** Name of an EKS add-on. */
export type AddonName = (typeof addonNames)[number];

/** What the program knows of an EKS add-on. */
export interface AddonFacts {
  /** Where it is installed. Auto Mode brings its own network, DNS, identities and storage. */
  readonly compute: readonly ComputeChoice[];
  /** `before` what a node needs to become ready, `after` what needs a node to run on. */
  readonly nodes: "before" | "after";
  /** Versions by minor version of Kubernetes. */
  readonly versions: Readonly<Record<string, string>>;
  /** Settings besides the add-on's own defaults. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

const groups = ["node-groups"] as const;
const everywhere = ["auto", "node-groups"] as const;

const alike = (version: string): Readonly<Record<string, string>> => ({ "1.34": version, "1.35": version });

/**
 * The add-ons, and their versions.
 *
 * Unproved: no account is part of the tests, so the versions are not verified against AWS. Those of coredns, kube-proxy
 * and vpc-cni are what `aws eks describe-addon-versions` answered in September 2026, as public repositories noted it; the
 * others are what public programs for Kubernetes 1.35 installed. Ask again before a first `up`, and pin under `addons`
 * what differs.
 */
export const addonTable: Readonly<Record<AddonName, AddonFacts>> = {
  "aws-ebs-csi-driver": { compute: groups, nodes: "after", versions: alike("v1.58.0-eksbuild.1") },
  coredns: {
    compute: groups,
    nodes: "after",
    versions: { "1.34": "v1.12.4-eksbuild.29", "1.35": "v1.13.2-eksbuild.21" },
  },
  "eks-pod-identity-agent": { compute: groups, nodes: "before", versions: alike("v1.3.10-eksbuild.3") },
  "kube-proxy": {
    compute: groups,
    nodes: "before",
    versions: { "1.34": "v1.34.6-eksbuild.21", "1.35": "v1.35.3-eksbuild.21" },
  },
  // Autoscalers read the use of processors and memory from it.
  "metrics-server": { compute: everywhere, nodes: "after", versions: alike("v0.8.1-eksbuild.5") },
  "vpc-cni": {
    compute: groups,
    nodes: "before",
    versions: alike("v1.22.4-eksbuild.3"),
    // Without it, every network policy is an object that nobody enforces. Source: Amazon EKS user guide, "Restrict Pod
    // network traffic with Kubernetes network policies".
    configuration: { enableNetworkPolicy: "true" },
  },
};

/** The add-ons that go with what makes a region's nodes, in the order of their names. */
export function addonsFor(compute: ComputeChoice): AddonName[] {
  return addonNames.filter((name) => addonTable[name].compute.includes(compute));
}

/** Version of an add-on: the pinned one, or the one that is known to go with a version of Kubernetes; undefined where none is. */
export function addonVersion(
  name: AddonName,
  kubernetesVersion: string,
  pins: Readonly<Partial<Record<AddonName, string>>>,
): string | undefined {
  return pins[name] ?? addonTable[name].versions[kubernetesVersion];
}
