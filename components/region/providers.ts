import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Region } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import type { Cluster } from "./cluster/cluster";

/** What the providers of a region share. */
export interface ProviderArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The region, as the stack file has it. */
  readonly region: Region;
  /** Region whose token service the providers ask, so that a region that is down does not lock itself out. */
  readonly tokenRegion: string;
  /** The account that the region is made in, and the role that makes it. */
  readonly account: Account;
}

/** The AWS provider of one region. */
export function awsProvider(args: ProviderArgs, opts: pulumi.ResourceOptions): aws.Provider {
  const { region } = args;
  return new aws.Provider(`${region.name}-aws`, settings(region.name, args), opts);
}

/** Every AWS provider refuses every account but the environment's. */
function settings(
  region: string,
  { estate, account, tokenRegion }: Omit<ProviderArgs, "region">,
): aws.ProviderArgs {
  return {
    region,
    stsRegion: tokenRegion,
    allowedAccountIds: [account.id],
    assumeRoles: [{ roleArn: deployRoleArn(account), sessionName: `pulumi-${estateName(estate)}` }],
  };
}

/** Where the services that belong to no region are reached. */
const globalRegion = "us-east-1";

/** The AWS provider of what belongs to no region, such as DNS. It never follows a region's role, or the writer. */
export function globalProvider(
  { estate, account, tokenRegion }: Omit<ProviderArgs, "region">,
  opts: pulumi.ResourceOptions,
): aws.Provider {
  return new aws.Provider("global-aws", settings(globalRegion, { estate, account, tokenRegion }), opts);
}

/** The AWS provider of the network that the machines which run Pulumi are in. */
export function runnerProvider(
  runnerRegion: string,
  args: Omit<ProviderArgs, "region">,
  opts: pulumi.ResourceOptions,
): aws.Provider {
  return new aws.Provider("runner-aws", settings(runnerRegion, args), opts);
}

/** How a program reaches a region's cluster without the engine: the watch of a release does. */
export type ClusterConnection =
  | { readonly kind: "kubeconfig"; readonly kubeconfig: pulumi.Output<string> }
  | { readonly kind: "context"; readonly context: string };

/** The way to an EKS cluster, the same as its provider's. */
export function eksConnection({ region, account }: ProviderArgs, cluster: Cluster): ClusterConnection {
  return { kind: "kubeconfig", kubeconfig: eksKubeconfig(cluster, region.name, deployRoleArn(account)) };
}

/** The Kubernetes provider of an EKS cluster. It waits until the deployer's role may use the cluster, and reaches it. */
export function eksProvider(
  args: ProviderArgs,
  { cluster, waysIn }: { readonly cluster: Cluster; readonly waysIn: readonly pulumi.Resource[] },
  opts: pulumi.ResourceOptions,
): kubernetes.Provider {
  const { estate, region, account } = args;
  const kubeconfig = eksKubeconfig(cluster, region.name, deployRoleArn(account));
  const providerArgs = {
    ...objectSettings(region),
    kubeconfig,
    // The identity of the cluster for the provider: without it, any edit of the kubeconfig replaces every object.
    clusterIdentifier: `${estateName(estate)}-${region.name}`,
  };
  return new kubernetes.Provider(`${region.name}-kubernetes`, providerArgs, {
    ...opts,
    dependsOn: [cluster.deployerAccess, ...waysIn],
  });
}

/** The Kubernetes provider of a cluster that is already there, reached by the kubeconfig of whoever runs Pulumi. */
export function existingClusterProvider(
  region: Region,
  context: string,
  opts: pulumi.ResourceOptions,
): kubernetes.Provider {
  const providerArgs = { ...objectSettings(region), context, clusterIdentifier: context };
  return new kubernetes.Provider(`${region.name}-kubernetes`, providerArgs, opts);
}

/** How objects are written, on whatever cluster. */
function objectSettings(region: Region): kubernetes.ProviderArgs {
  return {
    enableServerSideApply: true,
    // A changed map or secret is updated in place. Replacing it would need a create, which a lost region cannot do.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
    // With this on every region, updates of a region that cannot be reached would be skipped without a word.
    skipUpdateUnreachable: region.state === "lost",
  };
}

function deployRoleArn({ id, deployRole }: Account): string {
  return `arn:aws:iam::${id}:role/${deployRole}`;
}

/** A kubeconfig that asks for a token each time, so that none is ever stored. */
function eksKubeconfig({ resource }: Cluster, region: string, roleArn: string): pulumi.Output<string> {
  const { name, endpoint, certificateAuthority } = resource;
  return pulumi.jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "eks",
        cluster: {
          server: endpoint,
          "certificate-authority-data": certificateAuthority.apply(({ data }) => data),
        },
      },
    ],
    users: [
      {
        name: "deployer",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--role-arn", roleArn],
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name: "eks", context: { cluster: "eks", user: "deployer" } }],
    "current-context": "eks",
  });
}
