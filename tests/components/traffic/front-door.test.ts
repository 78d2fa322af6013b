import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { gateway, listenerPorts, proxyPorts } from "../../../components/region/gateway/gateway";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { FrontDoor } from "../../../components/traffic/front-door";
import { awsRegionPattern } from "../../../config/schema/region";
import { record } from "../../support/recorder";
import { estate } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const build = async (region: string, compute: ComputeChoice = "auto"): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider(`${region}-kubernetes`, {});
      const providers = [new aws.Provider(`${region}-aws`, { region }), provider];
      const object = (name: string): pulumi.Resource =>
        new kubernetes.core.v1.Namespace(name, {}, { provider });
      const proxyPlacement = {
        namespace: object("proxies"),
        cluster: object("cluster"),
        crds: { "elbv2.k8s.aws": object("definitions") },
      };
      const publicSubnetIds = ["public a", "public b", "public c"];
      const network = { vpcId: "vpc", publicSubnetIds, clusterSecurityGroupId: "cluster group" };
      return new FrontDoor(
        `${region}-front-door`,
        { estate, region, ...network, compute, proxyPlacement },
        { providers },
      );
    }),
  );

const name = "us-east-1-front-door";

describe("The front door of a region", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build("us-east-1");
  });

  test("is a load balancer, its listener, its targets, and who may reach what", () => {
    expect(tree.children(tree.one("platform:traffic:FrontDoor"))).toEqual([
      `aws:ec2/securityGroup:SecurityGroup ${name}-users`,
      `aws:lb/listener:Listener ${name}-https`,
      "aws:lb/loadBalancer:LoadBalancer us-east-1-edge",
      "aws:lb/targetGroup:TargetGroup us-east-1-proxy",
      `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${name}-proxy-https`,
      `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${name}-proxy-ready`,
      `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${name}-proxy-https-in`,
      `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${name}-proxy-ready-in`,
      `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${name}-users-in`,
      `kubernetes:eks.amazonaws.com/v1:TargetGroupBinding ${name}-binding`,
    ]);
  });

  test("stands in the public subnet of every zone, sends across zones, and cannot be deleted by accident", () => {
    const { tags, ...balancer } = tree.one("aws:lb/loadBalancer:LoadBalancer").inputs;
    expect(tags).toMatchObject({ Name: name, region: "us-east-1" });
    expect(balancer).toEqual({
      loadBalancerType: "network",
      internal: false,
      subnets: ["public a", "public b", "public c"],
      securityGroups: [`id of ${name}-users`],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
    });
  });

  test("listens on 443 alone, and hands the connection on as it is: the proxy ends TLS", () => {
    expect(tree.one("aws:lb/listener:Listener").inputs).toMatchObject({
      loadBalancerArn: "arn of us-east-1-edge",
      port: 443,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn: "arn of us-east-1-proxy" }],
    });
  });

  test("sends to pods of the proxy that say that they are ready, and lets connections end when one goes", () => {
    const { tags, ...targets } = tree.one("aws:lb/targetGroup:TargetGroup").inputs;
    // Without the cluster's name Auto Mode may not register a target.
    expect(tags).toMatchObject({
      Name: `${name}-proxy`,
      "eks:eks-cluster-name": "social-commerce-staging",
    });
    expect(targets).toEqual({
      vpcId: "vpc",
      targetType: "ip",
      protocol: "TCP",
      port: 10443,
      deregistrationDelay: 60,
      // The client's address as it is, and so without a header that says it.
      preserveClientIp: "true",
      proxyProtocolV2: false,
      healthCheck: { protocol: "HTTP", port: "19003", path: "/ready", interval: 10, healthyThreshold: 2 },
    });
  });

  test("lets anybody in on 443, and from there to the proxy's two ports in the cluster's group, and nothing else", () => {
    const rules = tree.all.filter(({ type }) => type.startsWith("aws:vpc/securityGroup"));
    const users = `id of ${name}-users`;
    const open = (port: number, securityGroupId: string, peer: object): object =>
      expect.objectContaining({
        securityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        ...peer,
      }) as object;
    const outTo = (port: number) => open(port, users, { referencedSecurityGroupId: "cluster group" });
    const inFrom = (port: number) => open(port, "cluster group", { referencedSecurityGroupId: users });
    const byName = Object.fromEntries(rules.map((rule) => [rule.name, rule.inputs]));
    expect(byName).toEqual({
      [`${name}-users-in`]: open(443, users, { cidrIpv4: "0.0.0.0/0" }),
      [`${name}-proxy-https`]: outTo(10443),
      [`${name}-proxy-https-in`]: inFrom(10443),
      [`${name}-proxy-ready`]: outTo(19003),
      [`${name}-proxy-ready-in`]: inFrom(19003),
    });
    for (const rule of rules.filter((one) => !one.name.endsWith("-users-in")))
      expect(rule.inputs).not.toHaveProperty("cidrIpv4");
    const directions = rules.map(({ name: rule, type }) => [rule.endsWith("-in"), type.includes("Ingress")]);
    for (const [named, typed] of directions) expect(typed).toBe(named);
    const group = tree.one("aws:ec2/securityGroup:SecurityGroup").inputs;
    expect(group.vpcId).toBe("vpc");
    expect([group.ingress, group.egress]).toEqual([undefined, undefined]);
  });

  test("sends to the port that the proxy makes of the Gateway's public one", () => {
    expect(proxyPorts.https).toBe(listenerPorts.public + 10_000);
    expect(at(tree.one("aws:lb/targetGroup:TargetGroup"), "port")).toBe(proxyPorts.https);
  });

  test.each([
    ["auto", "eks.amazonaws.com/v1", ["proxies", "us-east-1-proxy"]],
    ["node-groups", "elbv2.k8s.aws/v1beta1", ["definitions", "proxies", "us-east-1-proxy"]],
  ] as const)("takes the proxy's pods as targets, with %s nodes", async (compute, apiVersion, waits) => {
    const other = await build("us-east-1", compute);
    const binding = other.one(`kubernetes:${apiVersion}:TargetGroupBinding`);
    expect(binding.inputs).toMatchObject({
      apiVersion,
      metadata: { name: gateway.proxyService, namespace: gateway.proxyNamespace },
    });
    expect(binding.inputs.spec).toEqual({
      serviceRef: { name: "platform-proxy", port: 443 },
      targetGroupARN: "arn of us-east-1-proxy",
      targetType: "ip",
    });
    expect(other.waitsFor(binding)).toEqual([...waits]);
    expect(binding.deletedWith).toContain("::cluster");
    expect(other.providerOf(binding)?.name).toBe("us-east-1-kubernetes");
  });

  test("tells DNS its address", () => {
    expect(tree.outputsOf(tree.one("platform:traffic:FrontDoor"))).toEqual({
      summary: "network load balancer, 443 from anywhere",
      dnsName: "DNS name of us-east-1-edge",
      zoneId: "zone of us-east-1-edge",
    });
  });

  test("has names that AWS takes, even in the region with the longest name", async () => {
    const regions = Object.values(aws.Region).filter((region) => awsRegionPattern.test(region));
    const longest = regions.reduce((one, other) => (other.length > one.length ? other : one));
    expect(longest).toHaveLength(14);
    const other = await build(longest);
    // AWS ends the name at 32 characters, of which Pulumi takes eight for a suffix.
    for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:lb/targetGroup:TargetGroup"]) {
      expect(other.one(type).name).toMatch(/^[a-z0-9-]{1,24}$/u);
      expect(other.one(type).inputs).not.toHaveProperty("name");
    }
  });
});
