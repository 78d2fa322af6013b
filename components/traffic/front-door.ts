import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { ComputeChoice } from "../../config/schema/nodes";
import { estateName, tags, type Estate } from "../lib/estate";
import { proxyDrainSeconds, proxyPorts } from "../region/gateway/gateway";
import { clusterTag } from "../region/operators/identities";
import type { Placement } from "../service/placement";
import { proxyBinding } from "./proxy-binding";

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
  /** Security group of the cluster's nodes and pods. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  /** How the nodes of the cluster are made. */
  readonly compute: ComputeChoice;
  /** What objects in the proxies' namespace depend on. */
  readonly proxyPlacement: Placement;
}

/** The address of a region's front door, as an alias record takes it. */
export interface FrontDoorAddress {
  /** Name that AWS gives the load balancer. */
  readonly dnsName: pulumi.Output<string>;
  /** Zone of that name. */
  readonly zoneId: pulumi.Output<string>;
}

/** Ports of the proxies that the front door reaches: that of users, and the one that answers whether one is ready. */
const reached = { https: proxyPorts.https, ready: proxyPorts.ready } as const;

/**
 * Where users enter a region: a network load balancer in every zone, in front of the gateway's proxy, which ends TLS.
 * It is the program's own, so that DNS knows its address. About 16 USD a month, plus traffic.
 */
export class FrontDoor extends pulumi.ComponentResource {
  /** What DNS points at. */
  public readonly address: FrontDoorAddress;

  constructor(name: string, args: FrontDoorArgs, opts?: pulumi.ComponentResourceOptions) {
    const { proxyPlacement: placement, ...inputs } = args;
    super("platform:traffic:FrontDoor", name, inputs, opts);
    const { estate, region, publicSubnetIds, compute } = args;
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

    proxyBinding(`${name}-binding`, { compute, placement, targetGroupArn: targets.arn }, this);

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
      port: reached.https,
      deregistrationDelay: proxyDrainSeconds,
      // Off by default for addresses as targets: the proxy would see the load balancer's address for everybody's.
      preserveClientIp: "true",
      proxyProtocolV2: false,
      healthCheck: {
        protocol: "HTTP",
        port: String(reached.ready),
        path: "/ready",
        interval: 10,
        healthyThreshold: 2,
      },
      tags: { ...tags(estate, region, `${name}-proxy`), [clusterTag]: estateName(estate) },
    },
    { parent },
  );
}

const fromAnywhere = { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 };

/** Users in on 443, and from there to the proxies' two ports, whose group lets that in. */
function openToUsers(
  parent: FrontDoor,
  name: string,
  { estate, region, vpcId, clusterSecurityGroupId }: FrontDoorArgs,
): pulumi.Output<string> {
  const description = "users to the front door";
  const named = (what: string): Record<string, string> => tags(estate, region, `${name}-${what}`);
  const { id: users } = new aws.ec2.SecurityGroup(
    `${name}-users`,
    { vpcId, description, tags: named("users") },
    { parent },
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-users-in`,
    { ...fromAnywhere, securityGroupId: users, description, tags: named("users-in") },
    { parent },
  );
  for (const [purpose, port] of Object.entries(reached)) {
    const what = {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `to the proxy (${purpose})`,
    };
    const rule = `proxy-${purpose}`;
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-${rule}`,
      { ...what, ...between(users, clusterSecurityGroupId), tags: named(rule) },
      { parent },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${rule}-in`,
      { ...what, ...between(clusterSecurityGroupId, users), tags: named(`${rule}-in`) },
      { parent },
    );
  }
  return users;
}

/** A rule of one group about another. */
function between(securityGroupId: pulumi.Input<string>, referencedSecurityGroupId: pulumi.Input<string>) {
  return { securityGroupId, referencedSecurityGroupId };
}
