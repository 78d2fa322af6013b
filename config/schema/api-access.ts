import { z } from "zod";

import { field } from "./field";
import { awsRegionPattern } from "./region";

/** Most networks that a public endpoint may be limited to. Source: Amazon EKS service quotas. */
const mostPublicRanges = 40;

const runnerNetwork = z.strictObject({
  vpcId: field(z.string().regex(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/u), {
    description:
      "VPC of the machines that run Pulumi, in the environment's account. It is not the program's.",
    allowed: "the id of a VPC: vpc-0123456789abcdef0",
    example: "vpc-0123456789abcdef0",
  }),
  cidr: field(z.cidrv4(), {
    description: "Private IPv4 range of that VPC. It may reach port 443 of every cluster's endpoint.",
    allowed: "a private IPv4 range from /16 to /28: 10.250.0.0/24",
    example: "10.250.0.0/24",
  }),
  region: field(z.string().regex(awsRegionPattern), {
    description:
      "AWS region of that VPC; best one that is none of the platform's, so that it is not lost with one.",
    allowed: "the name of an AWS region: eu-west-1",
    example: "eu-west-1",
  }),
  routeTableIds: field(
    z
      .array(z.string().regex(/^rtb-([0-9a-f]{8}|[0-9a-f]{17})$/u))
      .min(1)
      .max(20),
    {
      description: "Route tables of that VPC that get a route to each region.",
      allowed: "1 to 20 ids of route tables: [rtb-0123456789abcdef0]",
      example: ["rtb-0123456789abcdef0"],
    },
  ),
});

/** Ways from the machine that runs Pulumi to the clusters' endpoints. */
export const apiAccessSchema = z.strictObject({
  runnerNetwork: runnerNetwork.optional().meta({
    description:
      "Network that every region is joined to by peering, so that its machines reach the private endpoints.",
    examples: [
      {
        vpcId: "vpc-0123456789abcdef0",
        cidr: "10.250.0.0/24",
        region: "eu-west-1",
        routeTableIds: ["rtb-0123456789abcdef0"],
      },
    ],
    "x-allowed": "a map with `vpcId`, `cidr`, `region` and `routeTableIds`",
  }),
  publicCidrs: field(z.array(z.cidrv4()).max(mostPublicRanges).default([]), {
    description:
      "Public IPv4 ranges that reach the clusters' endpoints over the internet. A list that is empty, or left out, closes the public endpoints.",
    allowed: `up to ${mostPublicRanges} public IPv4 ranges from /16 to /32: [203.0.113.10/32]`,
    example: ["203.0.113.10/32"],
  }),
});

/** Ways from the machine that runs Pulumi to the clusters' endpoints. */
export type ApiAccess = Readonly<z.output<typeof apiAccessSchema>>;

/** Network of the machines that run Pulumi. */
export type RunnerNetwork = Readonly<z.output<typeof runnerNetwork>>;
