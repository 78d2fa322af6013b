import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { RunnerNetwork } from "../../../config/schema/api-access";
import { tags, type Estate } from "../../lib/estate";

/** What {@link ApiAccess} must be told. */
export interface ApiAccessArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Range of the region's network. */
  readonly cidr: string;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Zones of the region. */
  readonly zones: readonly string[];
  /** Route tables of the subnets that the cluster's endpoint is in, in the order of the zones. */
  readonly routeTableIds: readonly pulumi.Input<string>[];
  /** Security group that EKS made for the cluster; its endpoint is in it. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Network of the machines that run Pulumi. */
  readonly runner: RunnerNetwork;
  /** Provider of the region that the runner's network is in. */
  readonly runnerAws: aws.Provider;
}

/**
 * The way from the runner's network to the private endpoint of one region's cluster: a peering of both networks, routes
 * there and back, and port 443. An endpoint that is private alone is resolved from everywhere to its private addresses,
 * so the runner needs no resolver of its own (Amazon EKS user guide, "Cluster API server endpoint"). Peering itself is
 * free; between regions a GB costs about 0.02 USD.
 */
export class ApiAccess extends pulumi.ComponentResource {
  constructor(name: string, args: ApiAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const { runnerAws, ...inputs } = args;
    super("platform:region:ApiAccess", name, inputs, opts);
    const { runner } = args;

    const peeringId = peering(this, args);
    resolveNames(this, args, peeringId);
    routes(this, args, peeringId);
    openPort(this, args);

    this.registerOutputs({ summary: `from ${runner.cidr} in ${runner.region}, by peering` });
  }
}

/** Id of the peering, known once both sides agree. */
function peering(parent: ApiAccess, args: ApiAccessArgs): pulumi.Output<string> {
  const { estate, region, vpcId, runner, runnerAws } = args;
  const name = `${region}-runner-peering`;
  const asked = new aws.ec2.VpcPeeringConnection(
    name,
    { vpcId, peerVpcId: runner.vpcId, peerRegion: runner.region, tags: tags(estate, region, name) },
    { parent },
  );
  const accepted = new aws.ec2.VpcPeeringConnectionAccepter(
    `${name}-accepter`,
    {
      region: runner.region,
      vpcPeeringConnectionId: asked.id,
      autoAccept: true,
      tags: tags(estate, runner.region, `${runner.region}-runner-to-${region}`),
    },
    { parent, provider: runnerAws },
  );
  return accepted.id;
}

/** Names of the region's machines mean private addresses to the runner; the runner's names are nobody's business here. */
function resolveNames(
  parent: ApiAccess,
  { region }: ApiAccessArgs,
  vpcPeeringConnectionId: pulumi.Output<string>,
): void {
  new aws.ec2.PeeringConnectionOptions(
    `${region}-runner-peering-options`,
    { vpcPeeringConnectionId, requester: { allowRemoteVpcDnsResolution: true } },
    { parent },
  );
}

function routes(
  parent: ApiAccess,
  { region, cidr, zones, routeTableIds, runner, runnerAws }: ApiAccessArgs,
  vpcPeeringConnectionId: pulumi.Output<string>,
): void {
  routeTableIds.forEach((routeTableId, index) => {
    const back = { routeTableId, destinationCidrBlock: runner.cidr, vpcPeeringConnectionId };
    new aws.ec2.Route(`${zones[index] ?? region}-to-runner`, back, { parent });
  });
  for (const routeTableId of runner.routeTableIds) {
    const there = { region: runner.region, routeTableId, destinationCidrBlock: cidr, vpcPeeringConnectionId };
    new aws.ec2.Route(`${region}-from-${routeTableId}`, there, { parent, provider: runnerAws });
  }
}

/** A range, not a security group: a rule cannot name a group of another region. */
function openPort(parent: ApiAccess, { estate, region, securityGroupId, runner }: ApiAccessArgs): void {
  const name = `${region}-runner-to-api`;
  new aws.vpc.SecurityGroupIngressRule(
    name,
    {
      securityGroupId,
      description: "API of the cluster, from the machines that run Pulumi",
      cidrIpv4: runner.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: tags(estate, region, name),
    },
    { parent },
  );
}
