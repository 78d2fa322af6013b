import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../../lib/estate";
import { policyDocument } from "../../security/policy-document";

/** What {@link ClusterRoles} must be told. */
export interface ClusterRolesArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
}

/** AWS's own policies for a cluster in Auto Mode. Source: Amazon EKS user guide, "Auto Mode cluster IAM role". */
const clusterPolicies = [
  "AmazonEKSClusterPolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/** AWS's own policies for nodes in Auto Mode. Source: Amazon EKS user guide, "Auto Mode node IAM role". */
const nodePolicies = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** The two identities of a cluster in Auto Mode: its control plane's, and its nodes'. */
export class ClusterRoles extends pulumi.ComponentResource {
  /** ARN of the control plane's role, known once all its policies are attached. */
  public readonly clusterRoleArn: pulumi.Output<string>;
  /** ARN of the nodes' role, known once all its policies are attached. */
  public readonly nodeRoleArn: pulumi.Output<string>;

  constructor(name: string, args: ClusterRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:ClusterRoles", name, args, opts);

    this.clusterRoleArn = role(this, args, "cluster", clusterTrust, clusterPolicies);
    this.nodeRoleArn = role(this, args, "node", nodeTrust, nodePolicies);

    this.registerOutputs({ clusterRoleArn: this.clusterRoleArn, nodeRoleArn: this.nodeRoleArn });
  }
}

const trust = (service: string, actions: readonly string[]): string =>
  policyDocument([{ Sid: "Service", Effect: "Allow", Principal: { Service: [service] }, Action: actions }]);

// Auto Mode tags the instances that it starts, for which it needs the session's tags.
const clusterTrust = trust("eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]);
const nodeTrust = trust("ec2.amazonaws.com", ["sts:AssumeRole"]);

function role(
  parent: ClusterRoles,
  { estate, region }: ClusterRolesArgs,
  purpose: string,
  assumeRolePolicy: string,
  policies: readonly string[],
): pulumi.Output<string> {
  const name = `${region}-${purpose}-role`;
  // Roles are global, so the region is part of the name that AWS sees, too.
  const awsName = `${estateName(estate)}-${region}-${purpose}`;
  const { arn, name: attachTo } = new aws.iam.Role(
    name,
    { name: awsName, assumeRolePolicy, tags: tags(estate, region, awsName) },
    { parent },
  );
  const attachments = policies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: attachTo, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { parent },
      ),
  );
  // A cluster made before its policies are attached fails; deleted after them, it leaves network interfaces behind.
  return pulumi.all([arn, pulumi.all(attachments.map(({ id }) => id))]).apply(([ready]) => ready);
}
