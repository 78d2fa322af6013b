import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../../config/model";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { estateName, tags, type Estate } from "../../lib/estate";
import {
  allow,
  policyDocument,
  type Action,
  type Condition,
  type IdentityStatement,
  type ServiceName,
  type TrustStatement,
} from "../../security/policy-document";

/** What {@link ClusterRoles} must be told. */
export interface ClusterRolesArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** What makes the region's nodes. */
  readonly compute: ComputeChoice;
}

/** A role's trust and AWS's own policies of it. */
interface RoleFacts {
  readonly service: ServiceName;
  readonly actions: TrustStatement["Action"];
  readonly policies: readonly string[];
}

const eks = "eks.amazonaws.com";
const inAutoMode = { service: eks, actions: ["sts:AssumeRole", "sts:TagSession"] } as const;
const onNodes = { service: "ec2.amazonaws.com", actions: ["sts:AssumeRole"] } as const;

/**
 * The identities of a cluster by what makes its nodes. Sources: Amazon EKS user guide, "Learn about identity and access
 * in EKS Auto Mode", "Amazon EKS cluster IAM role" and "Amazon EKS node IAM role".
 */
const roles: Readonly<Record<ComputeChoice, Readonly<Record<"cluster" | "node", RoleFacts>>>> = {
  auto: {
    // Auto Mode tags the instances that it starts, for which it needs the session's tags.
    cluster: {
      ...inAutoMode,
      policies: [
        "AmazonEKSClusterPolicy",
        "AmazonEKSComputePolicy",
        "AmazonEKSBlockStoragePolicy",
        "AmazonEKSLoadBalancingPolicy",
        "AmazonEKSNetworkingPolicy",
      ],
    },
    node: {
      ...onNodes,
      policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
    },
  },
  "node-groups": {
    cluster: {
      service: eks,
      actions: ["sts:AssumeRole"],
      policies: ["AmazonEKSClusterPolicy"],
    },
    // The network plugin has its rights from the node: it must work before anything that could hand it a role of its
    // own, and no other pod reaches the node's credentials.
    node: {
      ...onNodes,
      policies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"],
    },
  },
};

/** Name of a control plane's role, which the policies of keys say before it is there. */
export function clusterRoleName(estate: Estate, region: string): string {
  return roleName({ estate, region }, "cluster");
}

/** Name of the nodes' role, which lets them in before anybody knows its ARN. */
export function nodeRoleName(estate: Estate, region: string): string {
  return roleName({ estate, region }, "node");
}

/** The two identities of a cluster: its control plane's, and its nodes'. */
export class ClusterRoles extends pulumi.ComponentResource {
  /** ARN of the control plane's role, known once all its policies are attached. */
  public readonly clusterRoleArn: pulumi.Output<string>;
  /** ARN of the nodes' role, known once all its policies are attached. */
  public readonly nodeRoleArn: pulumi.Output<string>;
  /** Name of the nodes' role, known once all its policies are attached. */
  public readonly nodeRoleName: pulumi.Output<string>;

  constructor(name: string, args: ClusterRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:ClusterRoles", name, args, opts);

    const cluster = role(this, args, "cluster", args.compute === "auto" ? mayTagWhatItMakes(args) : []);
    const node = role(this, args, "node", []);

    this.clusterRoleArn = cluster.arn;
    this.nodeRoleArn = node.arn;
    this.nodeRoleName = node.name;
    this.registerOutputs({ clusterRoleArn: this.clusterRoleArn, nodeRoleArn: this.nodeRoleArn });
  }
}

/**
 * AWS's policies let Auto Mode make instances and volumes with tags of its own alone; ours say who pays. Source: Amazon
 * EKS user guide, "Custom AWS tags for EKS Auto resources".
 */
function mayTagWhatItMakes({ account, region }: ClusterRolesArgs): IdentityStatement[] {
  const nodes = { "aws:RequestTag/eks:kubernetes-node-class-name": "*" };
  const pools = { "aws:RequestTag/eks:kubernetes-node-pool-name": "*" };
  const interfaces = { "aws:RequestTag/eks:kubernetes-cni-node-name": "*" };
  const makesNodes: Action[] = ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"];
  return [
    tagged("Nodes", makesNodes, ["*"], { StringLike: { ...nodes, ...pools } }),
    tagged(
      "Volumes",
      ["ec2:CreateVolume", "ec2:CreateSnapshot"],
      [`arn:aws:ec2:${region}:${account.id}:volume/*`, `arn:aws:ec2:${region}::snapshot/*`],
    ),
    tagged("Interfaces", ["ec2:CreateNetworkInterface"], ["*"], { StringLike: interfaces }),
  ];
}

/** What the cluster makes has the tag of the cluster. */
function tagged(
  Sid: string,
  Action: readonly Action[],
  Resource: readonly string[],
  besides: Condition = {},
): IdentityStatement {
  const cluster = "${aws:PrincipalTag/eks:eks-cluster-name}";
  return allow(Sid, Action, Resource, {
    StringEquals: { "aws:RequestTag/eks:eks-cluster-name": cluster },
    ...besides,
  });
}

/** Roles are global, so the region is part of the name that AWS sees, too. */
function roleName({ estate, region }: Pick<ClusterRolesArgs, "estate" | "region">, purpose: string): string {
  return `${estateName(estate)}-${region}-${purpose}`;
}

/**
 * EKS takes the role for this cluster and for no other, in whatever account it is. Source: Amazon EKS user guide,
 * "Cross-service confused deputy prevention in Amazon EKS".
 */
function thisClusterAlone({ estate, account, region }: ClusterRolesArgs): Condition {
  return {
    StringEquals: { "aws:SourceAccount": account.id },
    ArnLike: { "aws:SourceArn": `arn:aws:eks:${region}:${account.id}:cluster/${estateName(estate)}` },
  };
}

/** AWS documents no source condition for instances; who may start one with a role is who may pass it. */
function trust(args: ClusterRolesArgs, { service, actions }: RoleFacts): TrustStatement {
  return {
    Sid: "Service",
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: actions,
    ...(service === eks && { Condition: thisClusterAlone(args) }),
  };
}

function role(
  parent: ClusterRoles,
  args: ClusterRolesArgs,
  purpose: "cluster" | "node",
  statements: readonly IdentityStatement[],
): { readonly arn: pulumi.Output<string>; readonly name: pulumi.Output<string> } {
  const facts = roles[args.compute][purpose];
  const name = `${args.region}-${purpose}-role`;
  const awsName = roleName(args, purpose);
  const made = new aws.iam.Role(
    name,
    {
      name: awsName,
      assumeRolePolicy: policyDocument([trust(args, facts)]),
      tags: tags(args.estate, args.region, awsName),
    },
    { parent },
  );
  const attached = [
    ...facts.policies.map((policy) => attach(parent, `${name}-${policy}`, made, policy)),
    ...(statements.length > 0 ? [inline(parent, `${name}-tags`, made, statements)] : []),
  ];
  // A cluster made before its policies are attached fails; deleted after them, it leaves network interfaces behind.
  const ready = (known: pulumi.Output<string>): pulumi.Output<string> =>
    pulumi.all([known, pulumi.all(attached.map(({ id }) => id))]).apply(([value]) => value);
  return { arn: ready(made.arn), name: ready(made.name) };
}

function attach(
  parent: ClusterRoles,
  name: string,
  { name: roleToGet }: aws.iam.Role,
  policy: string,
): pulumi.CustomResource {
  const args = { role: roleToGet, policyArn: `arn:aws:iam::aws:policy/${policy}` };
  return new aws.iam.RolePolicyAttachment(name, args, { parent });
}

function inline(
  parent: ClusterRoles,
  name: string,
  { name: roleToGet }: aws.iam.Role,
  statements: readonly IdentityStatement[],
): pulumi.CustomResource {
  const args = { role: roleToGet, name: "tags", policy: policyDocument(statements) };
  return new aws.iam.RolePolicy(name, args, { parent });
}
