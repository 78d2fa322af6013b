import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Ground } from "../../../config/model";
import { everydayBudget, type NodeBudget } from "../../calendar/node-budgets";
import { commonLabels, estateName, tags, type Estate } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { nodeRoleName } from "./cluster-roles";
import { nodeClassSpec, type NodeClassFacts } from "./node-class";
import { nodePoolSpec } from "./node-pool";

/** What {@link NodePools} must be told. */
export interface NodePoolsArgs extends Omit<NodeClassFacts, "tags"> {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Zones and nodes of the region. */
  readonly ground: Pick<Extract<Ground, { kind: "aws" }>, "zones" | "nodes">;
  /** How many nodes may be replaced at once, and when. @default a tenth at any time */
  readonly budgets?: readonly NodeBudget[] | undefined;
  /** The account that the region is made in. */
  readonly account: Account;
  /** The nodes' role; its entry is made once the role may do all that a node must. */
  readonly roles: pulumi.Resource;
  /** The cluster: everything here goes when it goes. */
  readonly cluster: pulumi.Resource;
}

const poolName = "general";
const className = "platform";

/**
 * The nodes of a region in EKS Auto Mode: one pool and its class, which replace both built-in ones. Those have no limit,
 * a key of AWS's, and may not be changed. Their nodes would be let in by EKS; a class of our own has a role that is let
 * in here. Auto Mode costs about 12 % on top of the instances.
 */
export class NodePools extends pulumi.ComponentResource {
  constructor(name: string, args: NodePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, roles, ...inputs } = args;
    super("platform:region:NodePools", name, inputs, opts);
    const { region, ground, budgets = [everydayBudget] } = args;
    const inCluster = { parent: this, deletedWith: cluster };

    const access = letNodesIn(this, args);
    enforceNetworkPolicies(region, inCluster);
    const nodeClass = nodeClassObject(args, { ...inCluster, dependsOn: [access] });
    new kubernetes.apiextensions.CustomResource(
      `${region}-node-pool`,
      {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: objectMeta({ name: poolName, labels: commonLabels }),
        spec: nodePoolSpec(className, ground.zones, ground.nodes, budgets),
      },
      { ...inCluster, dependsOn: [nodeClass] },
    );

    const { limits, architecture } = ground.nodes;
    this.registerOutputs({
      summary: `up to ${limits.cpu} cores and ${limits.memory}, ${architecture}, on demand`,
    });
  }
}

function nodeClassObject(
  args: NodePoolsArgs,
  opts: pulumi.CustomResourceOptions,
): kubernetes.apiextensions.CustomResource {
  const { estate, region, nodeRoleName, privateSubnetIds, securityGroupId, keyArn } = args;
  const name = `${region}-node-class`;
  const facts = { nodeRoleName, privateSubnetIds, securityGroupId, keyArn };
  return new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: "eks.amazonaws.com/v1",
      kind: "NodeClass",
      metadata: objectMeta({ name: className, labels: commonLabels }),
      spec: nodeClassSpec({ ...facts, tags: tags(estate, region, `${region}-node`) }),
    },
    opts,
  );
}

/**
 * Auto Mode enforces no network policy until this map says so; what is in it is all that Auto Mode reads. Source: Amazon
 * EKS user guide, "Use Network Policies with EKS Auto Mode".
 */
function enforceNetworkPolicies(region: string, opts: pulumi.CustomResourceOptions): void {
  new kubernetes.core.v1.ConfigMap(
    `${region}-network-policies-enforced`,
    {
      metadata: objectMeta({ name: "amazon-vpc-cni", namespace: "kube-system", labels: commonLabels }),
      data: { "enable-network-policy-controller": "true" },
    },
    opts,
  );
}

/** EKS lets in the nodes of its built-in pools by itself, and those of other classes not. */
function letNodesIn(parent: NodePools, { estate, account, region, roles }: NodePoolsArgs): pulumi.Resource {
  const name = `${region}-node-access`;
  const clusterName = estateName(estate);
  const principalArn = `arn:aws:iam::${account.id}:role/${nodeRoleName(estate, region)}`;
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName, principalArn, type: "EC2", tags: tags(estate, region, name) },
    { parent, dependsOn: [roles] },
  );
  return new aws.eks.AccessPolicyAssociation(
    `${name}-policy`,
    {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
      accessScope: { type: "cluster" },
    },
    { parent },
  );
}
