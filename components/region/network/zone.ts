import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../../lib/estate";
import type { ZonePlan } from "./address-plan";

/** What a {@link Zone} must be told. */
export interface ZoneArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The zone, and the ranges of its subnets. */
  readonly plan: ZonePlan;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Route table of the public subnets of all zones. */
  readonly publicRouteTableId: pulumi.Input<string>;
  /** Route table of the subnets of stores of all zones. */
  readonly dataRouteTableId: pulumi.Input<string>;
  /** NAT gateway of another zone to go out by; without it the zone gets its own (about 33 USD a month, plus traffic). */
  readonly natGatewayId?: pulumi.Input<string>;
}

/**
 * One availability zone of a region's network: a public subnet for load balancers, a private one for nodes and pods
 * that goes out through NAT, and one for stores that goes nowhere but to S3.
 */
export class Zone extends pulumi.ComponentResource {
  /** Subnet of load balancers. */
  public readonly publicSubnetId: pulumi.Output<string>;
  /** Subnet of nodes and pods. */
  public readonly privateSubnetId: pulumi.Output<string>;
  /** Subnet of stores. */
  public readonly dataSubnetId: pulumi.Output<string>;
  /** Route table of the private subnet. */
  public readonly privateRouteTableId: pulumi.Output<string>;
  /** NAT gateway that the private subnet goes out by: the zone's own, or the one that it was given. */
  public readonly natGatewayId: pulumi.Output<string>;

  constructor(name: string, args: ZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Zone", name, args, opts);
    const { plan, publicRouteTableId, dataRouteTableId } = args;

    const publicSubnet = subnet(this, args, "public", { "kubernetes.io/role/elb": "1" });
    const privateSubnet = subnet(this, args, "private", { "kubernetes.io/role/internal-elb": "1" });
    const dataSubnet = subnet(this, args, "data");

    this.natGatewayId =
      args.natGatewayId === undefined
        ? natGateway(this, args, publicSubnet)
        : pulumi.output(args.natGatewayId);
    this.privateRouteTableId = privateRoutes(this, args, this.natGatewayId);
    associate(this, `${plan.zone}-public`, publicSubnet, publicRouteTableId);
    associate(this, `${plan.zone}-private`, privateSubnet, this.privateRouteTableId);
    associate(this, `${plan.zone}-data`, dataSubnet, dataRouteTableId);

    this.publicSubnetId = publicSubnet.id;
    this.privateSubnetId = privateSubnet.id;
    this.dataSubnetId = dataSubnet.id;
    this.registerOutputs({
      summary: `pods ${plan.private} · public ${plan.public} · data ${plan.data}`,
      publicSubnetId: this.publicSubnetId,
      privateSubnetId: this.privateSubnetId,
      dataSubnetId: this.dataSubnetId,
      natGatewayId: this.natGatewayId,
    });
  }
}

type Tier = "public" | "private" | "data";

function subnet(
  parent: Zone,
  args: ZoneArgs,
  tier: Tier,
  extraTags: Record<string, string> = {},
): aws.ec2.Subnet {
  const { estate, region, plan, vpcId } = args;
  const name = `${plan.zone}-${tier}`;
  return new aws.ec2.Subnet(
    name,
    {
      vpcId,
      availabilityZone: plan.zone,
      cidrBlock: plan[tier],
      mapPublicIpOnLaunch: false,
      tags: { ...tags(estate, region, name), tier, ...extraTags },
    },
    { parent },
  );
}

function natGateway(
  parent: Zone,
  { estate, region, plan }: ZoneArgs,
  { id }: aws.ec2.Subnet,
): pulumi.Output<string> {
  const name = `${plan.zone}-nat`;
  const address = new aws.ec2.Eip(
    `${name}-address`,
    { domain: "vpc", tags: tags(estate, region, `${name}-address`) },
    { parent },
  );
  const gateway = new aws.ec2.NatGateway(
    name,
    { allocationId: address.allocationId, subnetId: id, tags: tags(estate, region, name) },
    { parent },
  );
  return gateway.id;
}

function privateRoutes(
  parent: Zone,
  args: ZoneArgs,
  natGatewayId: pulumi.Output<string>,
): pulumi.Output<string> {
  const { estate, region, plan, vpcId } = args;
  const name = `${plan.zone}-private-routes`;
  const table = new aws.ec2.RouteTable(name, { vpcId, tags: tags(estate, region, name) }, { parent });
  const out = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId };
  new aws.ec2.Route(`${name}-out`, out, { parent });
  return table.id;
}

function associate(
  parent: Zone,
  name: string,
  { id }: aws.ec2.Subnet,
  routeTableId: pulumi.Input<string>,
): void {
  new aws.ec2.RouteTableAssociation(name, { subnetId: id, routeTableId }, { parent });
}
