import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Ground } from "../../../config/model";
import { logRetentionDays, retentionTag } from "../../backup/retention";
import { estateName, tags, type Estate } from "../../lib/estate";
import { EncryptionKey, logsMayUseKey } from "../../security/encryption-key";
import { logClasses } from "../log-classes";
import { clusterServiceRange } from "../network/address-plan";
import { ClusterRoles } from "./cluster-roles";
import { adminGrant, grantTag } from "./grant";

/** What a {@link Cluster} must be told. */
export interface ClusterArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in, and the role that makes it. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Addresses, zones and version of the region. */
  readonly ground: Extract<Ground, { kind: "aws" }>;
  /** Subnets of nodes and pods, one in each zone. */
  readonly privateSubnetIds: pulumi.Input<string>[];
}

/** Every type of log that a control plane writes; the audit log is evidence, the others explain it. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * An EKS cluster in Auto Mode: its API reached privately, secrets encrypted with a key of ours, every log kept, and
 * access by access entries only. The control plane costs about 73 USD a month, Auto Mode about 12 % on top of its
 * instances.
 */
export class Cluster extends pulumi.ComponentResource {
  /** The cluster itself, to tell objects inside it that they go when it goes. */
  public readonly resource: aws.eks.Cluster;
  /** Settled once the deployer may use the API. */
  public readonly deployerAccess: pulumi.Resource;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Cluster", name, args, opts);
    const { estate, account, region, ground } = args;

    const key = keyFor(this, args, "cluster");
    const roles = new ClusterRoles(`${region}-cluster-roles`, { estate, region }, { parent: this });
    const logs = logGroup(this, args);
    this.resource = new aws.eks.Cluster(
      `${region}-eks`,
      clusterSettings(args, key, roles),
      // EKS would make the log group itself, without a key and kept for ever, if it were not there first.
      { parent: this, protect: true, dependsOn: [logs] },
    );
    this.deployerAccess = grantDeployer(this, args, this.resource.name);

    this.registerOutputs({
      summary: `EKS ${ground.kubernetesVersion}, private, account ${account.id}`,
      clusterName: this.resource.name,
    });
  }
}

function clusterSettings(args: ClusterArgs, key: EncryptionKey, roles: ClusterRoles): aws.eks.ClusterArgs {
  const { estate, region, ground, privateSubnetIds } = args;
  return {
    name: estateName(estate),
    version: ground.kubernetesVersion,
    roleArn: roles.clusterRoleArn,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    vpcConfig: { subnetIds: privateSubnetIds, endpointPrivateAccess: true, endpointPublicAccess: false },
    encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
    enabledClusterLogTypes: logTypes,
    deletionProtection: true,
    // Extended support costs six times as much; an old version is upgraded instead.
    upgradePolicy: { supportType: "STANDARD" },
    zonalShiftConfig: { enabled: true },
    // Auto Mode wants all three of compute, load balancing and storage, and brings its own add-ons.
    bootstrapSelfManagedAddons: false,
    computeConfig: {
      enabled: true,
      nodePools: ["general-purpose", "system"],
      nodeRoleArn: roles.nodeRoleArn,
    },
    kubernetesNetworkConfig: {
      elasticLoadBalancing: { enabled: true },
      serviceIpv4Cidr: clusterServiceRange,
    },
    storageConfig: { blockStorage: { enabled: true } },
    tags: tags(estate, region, `${region}-eks`),
  };
}

function keyFor(parent: Cluster, args: ClusterArgs, purpose: "cluster" | "logs"): EncryptionKey {
  const { estate, account, region } = args;
  const services = purpose === "logs" ? [logsMayUseKey(region, account.id, logGroupName(estate))] : [];
  return new EncryptionKey(
    `${region}-${purpose}-key`,
    { estate, region, accountId: account.id, purpose, services },
    { parent },
  );
}

function logGroupName(estate: Estate): string {
  return `/aws/eks/${estateName(estate)}/cluster`;
}

function logGroup(parent: Cluster, args: ClusterArgs): aws.cloudwatch.LogGroup {
  const { estate, region } = args;
  const name = `${region}-cluster-logs`;
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: logGroupName(estate),
      kmsKeyId: keyFor(parent, args, "logs").arn,
      retentionInDays: logRetentionDays(logClasses.cluster),
      tags: { ...tags(estate, region, name), [retentionTag]: logClasses.cluster },
    },
    { parent, protect: true },
  );
}

/** Nobody gets in by having made the cluster: the deployer's role is let in by name, like everybody's. */
function grantDeployer(
  parent: Cluster,
  args: ClusterArgs,
  clusterName: pulumi.Output<string>,
): pulumi.Resource {
  const { estate, account, region } = args;
  const principalArn = `arn:aws:iam::${account.id}:role/${account.deployRole}`;
  const name = `${region}-deployer`;
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName, principalArn, tags: { ...tags(estate, region, name), [grantTag]: adminGrant } },
    { parent },
  );
  return new aws.eks.AccessPolicyAssociation(
    `${name}-admin`,
    {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    },
    { parent },
  );
}
