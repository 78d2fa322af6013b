import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { NodeBudget } from "../../calendar/node-budgets";
import { Addons } from "./addons";
import type { Cluster, ClusterArgs } from "./cluster";
import { NodeGroups } from "./node-groups";
import { NodePools } from "./node-pools";
import { storageClass } from "./storage-class";

/** What {@link equip} must be told. */
export interface EquipArgs extends Omit<ClusterArgs, "publicCidrs"> {
  /** The cluster; what is made here is beneath it, by the provider of AWS that it has. */
  readonly cluster: Cluster;
  /** How many nodes of Auto Mode may be replaced at once, and when. */
  readonly budgets?: readonly NodeBudget[] | undefined;
  /** Provider of the cluster. */
  readonly kubernetes: kubernetes.Provider;
}

/** What a cluster needs inside before any workload: nodes, add-ons, and a class of storage. What it returns, workloads wait for. */
export function equip(args: EquipArgs): pulumi.Resource[] {
  const { estate, account, region, ground, cluster, kubernetes: provider } = args;
  const opts = { parent: cluster, providers: [provider] };
  const { resource, volumeKeyArn: keyArn } = cluster;
  const addons = { estate, account, region, ground };

  const nodes = ground.compute === "auto" ? nodePools(args, opts) : nodeGroups(args, opts);
  const after = new Addons(
    `${region}-cluster-addons`,
    { ...addons, nodes: "after", after: [resource, nodes] },
    opts,
  );
  const storage = storageClass(
    { estate, region, compute: ground.compute, keyArn },
    { parent: cluster, provider, deletedWith: resource },
  );
  return [nodes, after, storage];
}

function nodePools(args: EquipArgs, opts: pulumi.ComponentResourceOptions): pulumi.Resource {
  const { estate, account, region, ground, budgets, privateSubnetIds, cluster } = args;
  const { resource, roles, securityGroupId, volumeKeyArn: keyArn } = cluster;
  const { nodeRoleName } = roles;
  return new NodePools(
    `${region}-cluster-nodes`,
    {
      ...{
        estate,
        account,
        region,
        ground,
        budgets,
        privateSubnetIds,
        securityGroupId,
        keyArn,
        nodeRoleName,
      },
      roles,
      cluster: resource,
    },
    opts,
  );
}

function nodeGroups(args: EquipArgs, opts: pulumi.ComponentResourceOptions): pulumi.Resource {
  const { estate, account, region, ground, privateSubnetIds, cluster } = args;
  const { resource, roles, volumeKeyArn: keyArn } = cluster;
  const { nodeRoleArn } = roles;
  const before = new Addons(
    `${region}-cluster-node-addons`,
    { estate, account, region, ground, nodes: "before", after: [resource] },
    opts,
  );
  return new NodeGroups(
    `${region}-cluster-nodes`,
    { estate, region, ground, nodeRoleArn, privateSubnetIds, keyArn, after: [before] },
    opts,
  );
}
