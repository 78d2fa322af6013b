import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Ground } from "../../../config/model";
import type { Estate } from "../../lib/estate";
import { EncryptionKey } from "../../security/encryption-key";
import { ClusterRoles } from "./cluster-roles";
import { clusterSettings } from "./cluster-settings";
import { controlPlaneLogs } from "./control-plane-logs";
import { letDeployerIn } from "./deployer-access";
import { VolumeEncryption } from "./volume-encryption";

/** What a {@link Cluster} must be told. */
export interface ClusterArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in, and the role that makes it. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Addresses, zones, version and compute of the region. */
  readonly ground: Extract<Ground, { kind: "aws" }>;
  /** Subnets of nodes and pods, one in each zone. */
  readonly privateSubnetIds: pulumi.Input<string>[];
  /** Public ranges that the endpoint is open to; with none of them it is private alone. */
  readonly publicCidrs: readonly string[];
}

/**
 * An EKS cluster: its API reached privately, secrets and volumes encrypted with keys of ours, every log kept, and access
 * by access entries only. The control plane costs about 73 USD a month. What it needs inside before any workload is
 * made by {@link equip}, once there is a way in.
 */
export class Cluster extends pulumi.ComponentResource {
  /** The cluster itself, to tell objects inside it that they go when it goes. */
  public readonly resource: aws.eks.Cluster;
  /** Settled once the deployer may use the API. */
  public readonly deployerAccess: pulumi.Resource;
  /** Security group that EKS made: of the endpoint, the nodes and the pods. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** The control plane's and the nodes' identities. */
  public readonly roles: ClusterRoles;
  /** ARN of the key of the region's volumes. */
  public readonly volumeKeyArn: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Cluster", name, args, opts);
    const { estate, account, region, ground, privateSubnetIds, publicCidrs } = args;
    const { compute } = ground;
    const inside = { parent: this };

    const secretsKey = new EncryptionKey(
      `${region}-cluster-key`,
      { estate, region, accountId: account.id, purpose: "cluster" },
      inside,
    );
    this.roles = new ClusterRoles(`${region}-cluster-roles`, { estate, account, region, compute }, inside);
    const volumes = { estate, account, region, compute };
    this.volumeKeyArn = new VolumeEncryption(`${region}-volumes`, volumes, inside).keyArn;
    const logs = controlPlaneLogs({ estate, account, region }, inside);
    const { clusterRoleArn } = this.roles;
    this.resource = new aws.eks.Cluster(
      `${region}-eks`,
      clusterSettings({
        ...{ estate, region, ground, privateSubnetIds, publicCidrs },
        ...{ clusterRoleArn, keyArn: secretsKey.arn },
      }),
      // EKS would make the log group itself, without a key and kept for ever, if it were not there first.
      { parent: this, protect: true, dependsOn: [logs] },
    );
    // EKS makes the group with the cluster, so it is known with its id; before that a preview has the inputs alone.
    this.securityGroupId = pulumi
      .all([this.resource.id, this.resource.vpcConfig])
      .apply(([, { clusterSecurityGroupId }]) => clusterSecurityGroupId);
    const { name: clusterName } = this.resource;
    this.deployerAccess = letDeployerIn({ estate, account, region, clusterName }, inside);

    this.registerOutputs({ summary: summary(args), clusterName });
  }
}

function summary({ account, ground, publicCidrs }: ClusterArgs): string {
  const { compute, kubernetesVersion } = ground;
  const reach = publicCidrs.length === 0 ? "private" : `OPEN TO ${publicCidrs.join(", ")}`;
  const nodes = compute === "auto" ? "Auto Mode" : "node groups";
  return `EKS ${kubernetesVersion}, ${nodes}, ${reach}, account ${account.id}`;
}
