import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Ground } from "../../../config/model";
import { tags, type Estate } from "../../lib/estate";
import { addressPlan, type ZonePlan } from "./address-plan";
import { Endpoints } from "./endpoints";
import { FlowLogs } from "./flow-logs";
import { PublicAccess } from "./public-access";
import { Zone } from "./zone";

/** What a {@link Network} must be told. */
export interface NetworkArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Addresses, zones and version of the region. */
  readonly ground: Extract<Ground, { kind: "aws" }>;
}

/**
 * The private network of a region: subnets for load balancers, nodes and stores in each of its zones, the ways from it to
 * services of AWS, a record of every connection, and what keeps the rest of the account from the internet. What it costs
 * stands where it is made: NAT in {@link Zone}, {@link Endpoints}, {@link FlowLogs}.
 */
export class Network extends pulumi.ComponentResource {
  /** The network itself. */
  public readonly vpcId: pulumi.Output<string>;
  /** Subnets of nodes and pods, in the order of the zones. */
  public readonly privateSubnetIds: pulumi.Output<string>[];
  /** Route tables of the private subnets, in the order of the zones. */
  public readonly privateRouteTableIds: pulumi.Output<string>[];
  /** Subnets of load balancers, in the order of the zones. */
  public readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnets of stores, in the order of the zones. */
  public readonly dataSubnetIds: pulumi.Output<string>[];
  /** Route table of the subnets of stores. */
  public readonly dataRouteTableId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Network", name, args, opts);
    const { estate, region, ground } = args;
    const named = (what: string): Record<string, string> => tags(estate, region, `${region}-${what}`);

    const vpc = new aws.ec2.Vpc(
      `${region}-vpc`,
      { cidrBlock: ground.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: named("vpc") },
      { parent: this, protect: true },
    );
    lockDefaultGroup(this, region, vpc.id, named);
    const publicRouteTableId = publicRoutes(this, region, vpc.id, named);
    const dataRouteTableId = dataRoutes(this, region, vpc.id, named);
    const zones = buildZones(this, args, { vpcId: vpc.id, publicRouteTableId, dataRouteTableId });

    this.vpcId = vpc.id;
    this.privateSubnetIds = zones.map(({ privateSubnetId }) => privateSubnetId);
    this.privateRouteTableIds = zones.map(({ privateRouteTableId }) => privateRouteTableId);
    this.publicSubnetIds = zones.map(({ publicSubnetId }) => publicSubnetId);
    this.dataRouteTableId = dataRouteTableId;
    this.dataSubnetIds = zones.map(({ dataSubnetId }) => dataSubnetId);
    const privateRouteTableIds = zones.map(({ privateRouteTableId }) => privateRouteTableId);
    surround(this, name, args, [...privateRouteTableIds, dataRouteTableId]);

    this.registerOutputs({
      summary: `${ground.cidr} over ${ground.zones.length} zones`,
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      publicSubnetIds: this.publicSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
    });
  }
}

/** Whatever is started without a group of its own gets the default one, and reaches nothing. A rule by hand is drift. */
function lockDefaultGroup(
  parent: Network,
  region: string,
  vpcId: pulumi.Output<string>,
  named: (what: string) => Record<string, string>,
): void {
  new aws.ec2.DefaultSecurityGroup(
    `${region}-default-group`,
    { vpcId, ingress: [], egress: [], tags: named("default-group") },
    { parent },
  );
}

function publicRoutes(
  parent: Network,
  region: string,
  vpcId: pulumi.Output<string>,
  named: (what: string) => Record<string, string>,
): pulumi.Output<string> {
  const gateway = new aws.ec2.InternetGateway(
    `${region}-internet`,
    { vpcId, tags: named("internet") },
    { parent },
  );
  const table = new aws.ec2.RouteTable(
    `${region}-public-routes`,
    { vpcId, tags: named("public-routes") },
    { parent },
  );
  const out = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
  new aws.ec2.Route(`${region}-public-routes-out`, out, { parent });
  return table.id;
}

/**
 * Stores reach the network, and S3 by the endpoint that adds its own route; no route leads out. The table is their own, so
 * that a route that somebody adds to the main one, which no subnet uses, never reaches them.
 */
function dataRoutes(
  parent: Network,
  region: string,
  vpcId: pulumi.Output<string>,
  named: (what: string) => Record<string, string>,
): pulumi.Output<string> {
  const name = `${region}-data-routes`;
  return new aws.ec2.RouteTable(name, { vpcId, tags: named("data-routes") }, { parent }).id;
}

interface Shared {
  readonly vpcId: pulumi.Output<string>;
  readonly publicRouteTableId: pulumi.Output<string>;
  readonly dataRouteTableId: pulumi.Output<string>;
}

/** The first zone always has a NAT gateway; with one for the region, the others go out by that. */
function buildZones(parent: Network, args: NetworkArgs, shared: Shared): Zone[] {
  const { estate, region, ground } = args;
  const build = (plan: ZonePlan, nat: { natGatewayId?: pulumi.Output<string> }): Zone =>
    new Zone(plan.zone, { estate, region, plan, ...shared, ...nat }, { parent });

  const [firstPlan, ...otherPlans] = addressPlan(ground.cidr, ground.zones);
  if (firstPlan === undefined) return [];
  const first = build(firstPlan, {});
  const nat = ground.natGateways === "one" ? { natGatewayId: first.natGatewayId } : {};
  return [first, ...otherPlans.map((plan) => build(plan, nat))];
}

/** What the zones share once they are there. */
function surround(
  parent: Network,
  name: string,
  args: NetworkArgs,
  routeTableIds: pulumi.Output<string>[],
): void {
  const { estate, account, region, ground } = args;
  const { vpcId, privateSubnetIds: subnetIds, publicSubnetIds } = parent;
  const inNetwork = { estate, region, accountId: account.id, vpcId };
  const { cidr, interfaceEndpoints: interfaces, messageServices } = ground;
  new Endpoints(
    `${name}-endpoints`,
    { ...inNetwork, cidr, interfaces, messageServices, subnetIds, routeTableIds },
    { parent },
  );
  new FlowLogs(`${name}-flow-logs`, inNetwork, { parent });
  const subnets = publicSubnetIds.flatMap((id, slot) => {
    const zone = ground.zones[slot];
    return zone === undefined ? [] : [{ zone, id }];
  });
  new PublicAccess(`${name}-public-access`, { estate, region, subnets }, { parent });
}
