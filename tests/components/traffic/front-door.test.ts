import * as aws from "@pulumi/aws";

import { FrontDoor } from "../../../components/traffic/front-door";
import { awsRegionPattern } from "../../../config/schema/region";
import { record } from "../../support/recorder";
import { estate } from "../../support/samples";
import { Tree } from "../../support/tree";

const build = async (region: string): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [new aws.Provider(`${region}-aws`, { region })];
      const publicSubnetIds = ["public a", "public b", "public c"];
      return new FrontDoor(
        `${region}-front-door`,
        { estate, region, vpcId: "vpc", publicSubnetIds },
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
      `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${name}-users-in`,
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
    expect(tags).toMatchObject({ Name: `${name}-proxy` });
    expect(targets).toEqual({
      vpcId: "vpc",
      targetType: "ip",
      protocol: "TCP",
      port: 10443,
      deregistrationDelay: 60,
      healthCheck: { protocol: "HTTP", port: "19003", path: "/ready", interval: 10, healthyThreshold: 2 },
    });
  });

  test("lets anybody in on 443, and out to the proxy's two ports, and nothing else", () => {
    const rules = tree.all.filter(({ type }) => type.startsWith("aws:vpc/securityGroup"));
    const open = (port: number): object => ({
      securityGroupId: `id of ${name}-users`,
      ipProtocol: "tcp",
      cidrIpv4: "0.0.0.0/0",
      fromPort: port,
      toPort: port,
    });
    const byName = Object.fromEntries(rules.map((rule) => [rule.name, rule.inputs]));
    expect(byName).toEqual({
      [`${name}-users-in`]: expect.objectContaining(open(443)) as object,
      [`${name}-proxy-https`]: expect.objectContaining(open(10443)) as object,
      [`${name}-proxy-ready`]: expect.objectContaining(open(19003)) as object,
    });
    const group = tree.one("aws:ec2/securityGroup:SecurityGroup").inputs;
    expect(group.vpcId).toBe("vpc");
    expect([group.ingress, group.egress]).toEqual([undefined, undefined]);
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
