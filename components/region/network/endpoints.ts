import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { MessageService } from "../../../config/model";
import { tags, type Estate } from "../../lib/estate";
import { interfacePolicy, s3Policy } from "./endpoint-policy";
import { endpointServices, type EndpointService } from "./endpoint-services";

/** What {@link Endpoints} must be told. */
export interface EndpointsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits; the account whose principals are admitted. */
  readonly accountId: string;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Range of the network, from which the interface endpoints are asked. */
  readonly cidr: string;
  /** Whether there are interface endpoints: about 7.30 USD a month for each, in each subnet. */
  readonly interfaces: boolean;
  /** What services ask of AWS to send and receive messages. @default nothing */
  readonly messageServices?: readonly MessageService[] | undefined;
  /** Subnets of nodes and pods, one in each zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Route tables from which S3 is reached: those of nodes and pods, and that of stores. */
  readonly routeTableIds: pulumi.Input<string>[];
}

/**
 * Ways from a network to services of AWS that do not lead over the internet: to S3, free of charge, and where the
 * environment pays for it to what {@link endpointServices} names. Each admits only what this account asks.
 */
export class Endpoints extends pulumi.ComponentResource {
  constructor(name: string, args: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Endpoints", name, args, opts);

    gatewayEndpoint(this, args);
    const services = args.interfaces ? asked(args) : [];
    interfaceEndpoints(this, args, services);

    const others = services.length === 0 ? "the rest by NAT" : `${services.length} services`;
    this.registerOutputs({ summary: `S3 · ${others}` });
  }
}

function asked({ messageServices = [] }: EndpointsArgs): EndpointService[] {
  return endpointServices.filter(({ only }) => only === undefined || messageServices.includes(only));
}

/** Where the network's requests to S3 go instead of to NAT, which would take 0.045 USD a gigabyte. */
function gatewayEndpoint(parent: Endpoints, args: EndpointsArgs): void {
  const { estate, region, accountId, vpcId, routeTableIds } = args;
  const name = `${region}-s3`;
  new aws.ec2.VpcEndpoint(
    name,
    {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${region}.s3`,
      routeTableIds,
      policy: s3Policy(accountId, region),
      tags: tags(estate, region, name),
    },
    { parent },
  );
}

function interfaceEndpoints(
  parent: Endpoints,
  args: EndpointsArgs,
  services: readonly EndpointService[],
): void {
  if (services.length === 0) return;
  const { estate, region, accountId, vpcId, subnetIds } = args;
  const securityGroupIds = [openToNetwork(parent, args)];
  for (const { service, action } of services) {
    const name = `${region}-${service.replace(".", "-")}`;
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${region}.${service}`,
        // The public name of the service leads to the endpoint, so that nobody inside must know that there is one.
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds,
        policy: interfacePolicy(accountId, action),
        tags: tags(estate, region, name),
      },
      { parent },
    );
  }
}

/** One group for all interface endpoints. They answer and never ask, so nothing leads out. */
function openToNetwork(parent: Endpoints, args: EndpointsArgs): pulumi.Output<string> {
  const { estate, region, vpcId, cidr } = args;
  const name = `${region}-endpoints`;
  const description = "the network to services of AWS";
  const group = new aws.ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description, tags: tags(estate, region, `${name}-group`) },
    { parent },
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-in`,
    {
      securityGroupId: group.id,
      description,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: cidr,
      tags: tags(estate, region, `${name}-in`),
    },
    { parent },
  );
  return group.id;
}
