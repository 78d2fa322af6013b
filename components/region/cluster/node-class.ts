import type * as pulumi from "@pulumi/pulumi";

/** The disk of a node, in GiB. */
export const nodeDiskGi = 80;

/** How Auto Mode picks subnets and security groups: by id, or by tags that all must match. */
export type SelectorTerm =
  { readonly id: pulumi.Input<string> } | { readonly tags: Readonly<Record<string, string>> };

/**
 * What the nodes of a pool are made of, as far as the program says it. Written by hand out of the Amazon EKS user guide,
 * "Create a Node Class for Amazon EKS": AWS publishes no schema of its API `eks.amazonaws.com/v1`. Unproved: no server
 * that knows the kind is part of the tests.
 */
export interface NodeClassSpec {
  /** Name of the nodes' role, without its path or account. */
  readonly role: pulumi.Input<string>;
  /** Subnets of nodes, and of pods. */
  readonly subnetSelectorTerms: readonly SelectorTerm[];
  /** Security groups of nodes, and of pods. */
  readonly securityGroupSelectorTerms: readonly SelectorTerm[];
  /** What happens to the traffic of a pod that no policy speaks of. */
  readonly networkPolicy: "DefaultAllow" | "DefaultDeny";
  /** Whether the verdict on each connection is written to a file on the node. */
  readonly networkPolicyEventLogs: "Enabled" | "Disabled";
  /** The disk of a node that images, logs and empty directories are on. */
  readonly ephemeralStorage: {
    /** Size, such as `80Gi`. */
    readonly size: string;
    /** Operations a second, 3000 to 16000. */
    readonly iops: number;
    /** MiB a second, 125 to 1000. */
    readonly throughput: number;
    /** Key that encrypts the disk: its id, alias or ARN. */
    readonly kmsKeyID: pulumi.Input<string>;
  };
  /** Tags of instances and disks. They need a policy of the cluster's role. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What {@link nodeClassSpec} must be told. */
export interface NodeClassFacts {
  /** Name of the nodes' role. */
  readonly nodeRoleName: pulumi.Input<string>;
  /** Subnets of nodes and pods, one in each zone. */
  readonly privateSubnetIds: readonly pulumi.Input<string>[];
  /** Security group that EKS made for the cluster. */
  readonly securityGroupId: pulumi.Input<string>;
  /** ARN of the key that disks are encrypted with. */
  readonly keyArn: pulumi.Input<string>;
  /** Tags of instances and disks. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What every node of a region in Auto Mode is made of. */
export function nodeClassSpec(facts: NodeClassFacts): NodeClassSpec {
  const { nodeRoleName, privateSubnetIds, securityGroupId, keyArn, tags } = facts;
  return {
    role: nodeRoleName,
    subnetSelectorTerms: privateSubnetIds.map((id) => ({ id })),
    securityGroupSelectorTerms: [{ id: securityGroupId }],
    // Each namespace of ours denies by a policy of its own. Denying on the node as well would silence every pod of
    // others' namespaces, kube-system among them, for which nobody wrote a policy.
    networkPolicy: "DefaultAllow",
    // A file on the node that nobody collects yet would fill its disk and tell nobody anything.
    networkPolicyEventLogs: "Disabled",
    ephemeralStorage: { size: `${nodeDiskGi}Gi`, iops: 3000, throughput: 125, kmsKeyID: keyArn },
    tags,
  };
}
