import type * as aws from "@pulumi/aws";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Access, Account, Ground, Region as RegionConfig } from "../../config/model";
import type { ApiAccess as ApiAccessConfig } from "../../config/schema/api-access";
import type { ComputeChoice } from "../../config/schema/nodes";
import type { NodeBudget } from "../calendar/node-budgets";
import type { Estate } from "../lib/estate";
import { ClusterAccess } from "./cluster/access";
import { ApiAccess } from "./cluster/api-access";
import { Cluster } from "./cluster/cluster";
import { equip } from "./cluster/equip";
import { Network } from "./network/network";
import {
  awsProvider,
  eksConnection,
  eksProvider,
  existingClusterProvider,
  type ClusterConnection,
  type ProviderArgs,
} from "./providers";

/** What a {@link Region} must be told. */
export interface RegionArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region, as {@link RegionConfig.name}. */
  readonly region: string;
  /** The region, as the stack file has it. */
  readonly config: RegionConfig;
  /** Needed by a region on AWS. */
  readonly account?: Account;
  /** Who gets into the region's cluster besides the deployer. @default nobody */
  readonly access?: readonly Access[];
  /** How many nodes may be replaced at once, and when. @default a tenth at any time */
  readonly budgets?: readonly NodeBudget[];
  /** Region whose token service the providers ask: another one, where there is another. */
  readonly tokenRegion: string;
  /** Ways to the endpoint of a cluster on AWS. @default the region's own network alone */
  readonly apiAccess?: ApiAccessConfig;
  /** Provider of the region that the runner's network is in; needed where `apiAccess` names one. */
  readonly runnerAws?: aws.Provider;
}

/** The ground that one region stands on: a network and a cluster of its own, or a cluster that is already there. */
export class Region extends pulumi.ComponentResource {
  /** Provider of the region's cluster. */
  public readonly kubernetes: kubernetes.Provider;
  /** How the watch of a release reaches the region's cluster. */
  public readonly connection: ClusterConnection;
  /** What the program made on AWS; absent where the cluster was already there. */
  public readonly made?: AwsGround;

  constructor(name: string, args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { runnerAws: _, ...inputs } = args;
    super("platform:region:Region", name, inputs, opts);
    const { config, account } = args;

    if (config.ground.kind === "existing") {
      const { context } = config.ground;
      this.kubernetes = existingClusterProvider(config, context, { parent: this });
      this.connection = { kind: "context", context };
    } else {
      this.made = onAws(this, args, config.ground, requireAccount(this, account));
      this.kubernetes = this.made.kubernetes;
      this.connection = this.made.connection;
    }

    this.registerOutputs({ summary: summary(config) });
  }
}

/** What a region on AWS stands on. */
export interface AwsGround {
  /** Provider of the region's AWS resources. */
  readonly aws: aws.Provider;
  /** The region's network. */
  readonly network: Network;
  /** The region's cluster: objects inside it go when it goes. */
  readonly cluster: pulumi.Resource;
  /** Security group of the cluster's nodes and pods. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** What makes the region's nodes. */
  readonly compute: ComputeChoice;
  /** Nodes, add-ons and storage of the cluster: what every workload waits for. */
  readonly equipment: readonly pulumi.Resource[];
  /** Provider of the region's cluster. */
  readonly kubernetes: kubernetes.Provider;
  /** The way to the region's cluster. */
  readonly connection: ClusterConnection;
}

function onAws(
  parent: Region,
  args: RegionArgs,
  ground: Extract<Ground, { kind: "aws" }>,
  account: Account,
): AwsGround {
  const { estate, region, config, budgets, tokenRegion, apiAccess } = args;
  const providerArgs: ProviderArgs = { estate, region: config, tokenRegion, account };
  const aws = awsProvider(providerArgs, { parent });
  const child = { parent, providers: [aws] };
  const network = new Network(`${region}-network`, { estate, account, region, ground }, child);
  const { privateSubnetIds } = network;
  const cluster = new Cluster(
    `${region}-cluster`,
    { estate, account, region, ground, privateSubnetIds, publicCidrs: apiAccess?.publicCidrs ?? [] },
    child,
  );
  const waysIn = wayFromRunner(args, ground, { network, cluster });
  const kubernetes = eksProvider(providerArgs, { cluster, waysIn }, { parent });
  const place = { estate, account, region, ground };
  const equipment = equip({ ...place, budgets, privateSubnetIds, cluster, kubernetes });
  letIn(cluster, args, account, child);
  return {
    aws,
    network,
    cluster: cluster.resource,
    clusterSecurityGroupId: cluster.securityGroupId,
    kubernetes,
    connection: eksConnection(providerArgs, cluster),
    compute: ground.compute,
    equipment,
  };
}

/** The way from the runner's network, where there is one. */
function wayFromRunner(
  { estate, region, apiAccess, runnerAws }: RegionArgs,
  { cidr, zones }: Extract<Ground, { kind: "aws" }>,
  { network, cluster }: { readonly network: Network; readonly cluster: Cluster },
): pulumi.Resource[] {
  const runner = apiAccess?.runnerNetwork;
  if (runner === undefined || runnerAws === undefined) return [];
  const { vpcId, privateRouteTableIds: routeTableIds } = network;
  const { securityGroupId } = cluster;
  const args = { estate, region, cidr, vpcId, zones, routeTableIds, securityGroupId, runner, runnerAws };
  return [new ApiAccess(`${region}-cluster-api-access`, args, { parent: cluster })];
}

function letIn(
  { resource }: Cluster,
  { estate, region, access = [] }: RegionArgs,
  account: Account,
  child: pulumi.ComponentResourceOptions,
): void {
  if (access.length === 0) return;
  const args = { estate, account, region, clusterName: resource.name, access };
  new ClusterAccess(`${region}-access`, args, child);
}

/** The stack-file check asks for the account first; this keeps the component honest when it is used without it. */
function requireAccount(owner: Region, account: Account | undefined): Account {
  if (account !== undefined) return account;
  throw new pulumi.ResourceError(
    "invalid arguments: a region on AWS needs an account",
    owner,
    /* hideStack */ true,
  );
}

function summary({ role, state, capacityPercent, trafficPercent, ground }: RegionConfig): string {
  const cluster = ground.kind === "existing" ? `existing cluster ${ground.context}` : "AWS";
  const lost = state === "lost" ? ["LOST: updates of its cluster are skipped"] : [];
  return [role, cluster, `${capacityPercent} % capacity`, `${trafficPercent} % of users`, ...lost].join(
    " · ",
  );
}
