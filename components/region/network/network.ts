import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../../../config/model";
import { tags, type Estate } from "../../lib/estate";
import { addressPlan, type ZonePlan } from "./address-plan";
import { Zone } from "./zone";

/** What a {@link Network} must be told. */
export interface NetworkArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Addresses, zones and version of the region. */
  readonly ground: Extract<Ground, { kind: "aws" }>;
}

/** The private network of a region: subnets for load balancers, nodes and stores in each of its zones. */
export class Network extends pulumi.ComponentResource {
  /** The network itself. */
  public readonly vpcId: pulumi.Output<string>;
  /** Subnets of nodes and pods, in the order of the zones. */
  public readonly privateSubnetIds: pulumi.Output<string>[];
  /** Subnets of load balancers, in the order of the zones. */
  public readonly publicSubnetIds: pulumi.Output<string>[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Network", name, args, opts);
    const { estate, region, ground } = args;
    const named = (what: string): Record<string, string> => tags(estate, region, `${region}-${what}`);

    const vpc = new aws.ec2.Vpc(
      `${region}-vpc`,
      { cidrBlock: ground.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: named("vpc") },
      { parent: this, protect: true },
    );
    const publicRouteTableId = publicRoutes(this, region, vpc.id, named);
    const zones = buildZones(this, args, { vpcId: vpc.id, publicRouteTableId });

    this.vpcId = vpc.id;
    this.privateSubnetIds = zones.map(({ privateSubnetId }) => privateSubnetId);
    this.publicSubnetIds = zones.map(({ publicSubnetId }) => publicSubnetId);
    this.registerOutputs({
      summary: `${ground.cidr} over ${ground.zones.length} zones`,
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      publicSubnetIds: this.publicSubnetIds,
    });
  }
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

interface Shared {
  readonly vpcId: pulumi.Output<string>;
  readonly publicRouteTableId: pulumi.Output<string>;
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
