import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { estateName, tags } from "../../lib/estate";
import { clusterServiceRange } from "../network/address-plan";
import type { ClusterArgs } from "./cluster";
import { logTypes } from "./control-plane-logs";

/** What {@link clusterSettings} must be told. */
export interface ClusterSettingsArgs extends Omit<ClusterArgs, "account"> {
  /** ARN of the control plane's role, known once all its policies are attached. */
  readonly clusterRoleArn: pulumi.Input<string>;
  /** ARN of the key that encrypts the cluster's secrets. */
  readonly keyArn: pulumi.Input<string>;
}

/** What EKS is told of a cluster. */
export function clusterSettings(args: ClusterSettingsArgs): aws.eks.ClusterArgs {
  const { estate, region, ground, clusterRoleArn, keyArn } = args;
  const { kubernetesNetworkConfig, ...modes } = computeSettings(args);
  return {
    name: estateName(estate),
    version: ground.kubernetesVersion,
    roleArn: clusterRoleArn,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    vpcConfig: endpoint(args),
    encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
    enabledClusterLogTypes: logTypes,
    deletionProtection: true,
    // Extended support costs six times as much; an old version is upgraded instead.
    upgradePolicy: { supportType: "STANDARD" },
    zonalShiftConfig: { enabled: true },
    // Add-ons are resources of their own, at versions of their own.
    bootstrapSelfManagedAddons: false,
    kubernetesNetworkConfig: { serviceIpv4Cidr: clusterServiceRange, ...kubernetesNetworkConfig },
    ...modes,
    tags: tags(estate, region, `${region}-eks`),
  };
}

function endpoint({ privateSubnetIds, publicCidrs }: ClusterSettingsArgs): aws.eks.ClusterArgs["vpcConfig"] {
  const isPublic = publicCidrs.length > 0;
  return {
    subnetIds: privateSubnetIds,
    endpointPrivateAccess: true,
    endpointPublicAccess: isPublic,
    ...(isPublic && { publicAccessCidrs: [...publicCidrs] }),
  };
}

type ModeSettings = Pick<aws.eks.ClusterArgs, "computeConfig" | "storageConfig"> & {
  readonly kubernetesNetworkConfig?: { readonly elasticLoadBalancing: { readonly enabled: boolean } };
};

/**
 * Auto Mode wants all three of compute, load balancing and storage. With its built-in pools off it takes no role for
 * nodes (EKS refuses one without a pool): the class of our own pool names it. Source: Amazon EKS user guide, "Cluster
 * without built-in node pools".
 */
function computeSettings({ ground }: ClusterSettingsArgs): ModeSettings {
  if (ground.compute === "node-groups") return {};
  return {
    computeConfig: { enabled: true },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
    storageConfig: { blockStorage: { enabled: true } },
  };
}
