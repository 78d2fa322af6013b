import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags } from "../lib/estate";
import type { MemberArgs } from "./ground";

/**
 * The security group of a store in one region: pods of the region, and of the regions that write here when writes come
 * here, reach its port; nothing else does, and it reaches nothing. Which service may, of those whose pods can, its network
 * policy says.
 */
export function storeGroup(
  parent: pulumi.Resource,
  name: string,
  port: number,
  { estate, ground, callers }: MemberArgs,
): pulumi.Output<string> {
  const { region, vpcId, podGroupId } = ground;
  const group = new aws.ec2.SecurityGroup(
    `${name}-group`,
    { vpcId, description: "who reaches the store", tags: tags(estate, region, `${name}-group`) },
    { parent },
  );
  const open = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port };
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-from-pods`,
    {
      ...open,
      referencedSecurityGroupId: podGroupId,
      description: "pods of this region",
      tags: tags(estate, region, `${name}-from-pods`),
    },
    { parent },
  );
  for (const cidrIpv4 of callers) {
    // A rule cannot name a security group of another region.
    const rule = `${name}-from-${cidrIpv4.replaceAll(/[./]/gu, "-")}`;
    new aws.vpc.SecurityGroupIngressRule(
      rule,
      { ...open, cidrIpv4, description: "pods of another region", tags: tags(estate, region, rule) },
      { parent },
    );
  }
  return group.id;
}
