import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";

/** What a {@link FrontDoor} must be told. */
export interface FrontDoorArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets, one in each zone. */
  readonly publicSubnetIds: pulumi.Input<string>[];
}

/** The address of a region's front door, as an alias record takes it. */
export interface FrontDoorAddress {
  /** Name that AWS gives the load balancer. */
  readonly dnsName: pulumi.Output<string>;
  /** Zone of that name. */
  readonly zoneId: pulumi.Output<string>;
}

/**
 * Ports of the gateway's proxy: its HTTPS listener, moved above 1024 because the proxy is not root, and the port that
 * answers whether it is ready. Source: Envoy Gateway.
 */
const proxyPorts = { https: 10_443, ready: 19_003 } as const;

/** Time that connections to a proxy pod get to end when it goes, in seconds. */
const deregistrationSeconds = 60;

/**
 * Where users enter a region: a network load balancer in every zone, in front of the gateway's proxy, which ends TLS.
 * It is the program's own, so that DNS knows its address. About 16 USD a month, plus traffic.
 */
export class FrontDoor extends pulumi.ComponentResource {
  /** What DNS points at. */
  public readonly address: FrontDoorAddress;

  constructor(name: string, args: FrontDoorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:traffic:FrontDoor", name, args, opts);
    const { estate, region, publicSubnetIds } = args;
    const child = { parent: this };

    const group = openToUsers(this, name, args);
    const balancer = new aws.lb.LoadBalancer(
      // AWS ends a load balancer's name at 32 characters, of which Pulumi takes eight.
      `${region}-edge`,
      {
        loadBalancerType: "network",
        internal: false,
        subnets: publicSubnetIds,
        securityGroups: [group],
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: true,
        tags: tags(estate, region, name),
      },
      child,
    );
    const targets = proxyTargets(this, name, args);
    const forward = [{ type: "forward", targetGroupArn: targets.arn }];
    new aws.lb.Listener(
      `${name}-https`,
      {
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "TCP",
        defaultActions: forward,
        tags: tags(estate, region, name),
      },
      child,
    );

    this.address = { dnsName: balancer.dnsName, zoneId: balancer.zoneId };
    this.registerOutputs({ summary: "network load balancer, 443 from anywhere", ...this.address });
  }
}

function proxyTargets(
  parent: FrontDoor,
  name: string,
  { estate, region, vpcId }: FrontDoorArgs,
): aws.lb.TargetGroup {
  return new aws.lb.TargetGroup(
    `${region}-proxy`,
    {
      vpcId,
      targetType: "ip",
      protocol: "TCP",
      port: proxyPorts.https,
      deregistrationDelay: deregistrationSeconds,
      healthCheck: {
        protocol: "HTTP",
        port: String(proxyPorts.ready),
        path: "/ready",
        interval: 10,
        healthyThreshold: 2,
      },
      tags: tags(estate, region, `${name}-proxy`),
    },
    { parent },
  );
}

function openToUsers(
  parent: FrontDoor,
  name: string,
  { estate, region, vpcId }: FrontDoorArgs,
): pulumi.Output<string> {
  const description = "users to the front door";
  const named = (what: string): Record<string, string> => tags(estate, region, `${name}-${what}`);
  const group = new aws.ec2.SecurityGroup(
    `${name}-users`,
    { vpcId, description, tags: named("users") },
    { parent },
  );
  const tcp = { securityGroupId: group.id, ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" };
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-users-in`,
    { ...tcp, description, fromPort: 443, toPort: 443, tags: named("users-in") },
    { parent },
  );
  for (const [purpose, port] of Object.entries(proxyPorts)) {
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-proxy-${purpose}`,
      {
        ...tcp,
        description: `to the proxy (${purpose})`,
        fromPort: port,
        toPort: port,
        tags: named(`proxy-${purpose}`),
      },
      { parent },
    );
  }
  return group.id;
}
