import { z } from "zod";

import { field } from "./field";
import { computeChoices } from "./nodes";

/** What a region is for. */
export const regionRoles = ["primary", "secondary", "standby"] as const;

/** The form of an AWS region's name. */
export const awsRegionPattern = /^[a-z]{2}-[a-z]+-\d$/u;

const existingCluster = z.strictObject({
  context: field(z.string().regex(/^[\w.@:/-]{1,128}$/u), {
    description: "Name of the kubeconfig context that reaches the cluster from the machine that runs Pulumi.",
    allowed: "a context name out of `kubectl config get-contexts`",
    example: "kind-east",
  }),
  operators: field(z.enum(["managed", "installed"]).default("managed"), {
    description:
      "`managed`: the program installs the operators, their definitions and namespaces (docs/operators.md). " +
      "`installed`: somebody else did, under the same names, and the program only writes the objects that they read. " +
      "Going from managed to installed would remove what runs there: take it out of the state first.",
    allowed: "managed, installed",
    example: "managed",
  }),
});

/** One region as it is written in the stack file. */
export const regionSchema = z.strictObject({
  role: field(z.enum(regionRoles), {
    description:
      "What the region is for: the primary runs everything, a secondary can carry a share of users, " +
      "a standby waits, scaled down, with copies of the data.",
    allowed: regionRoles.join(", "),
    example: "primary",
  }),
  state: field(z.enum(["active", "lost"]).default("active"), {
    description:
      "`lost` tells the program that the region's cluster cannot be reached: updates there are skipped and named, " +
      "and the rest of the stack goes on. Set it back when the region answers again.",
    allowed: "active, lost",
    example: "active",
  }),
  capacityPercent: field(z.int().min(1).max(100).default(100), {
    description:
      "Size of the region as a share of the full platform, in percent. Floors and ceilings of its autoscalers follow it.",
    allowed: "a whole number from 1 to 100",
    example: 50,
  }),
  cidr: field(z.cidrv4().optional(), {
    description:
      "Private IPv4 range of the region's network; needed on AWS. No two regions may overlap. It cannot be changed: the network is protected.",
    allowed: "a private IPv4 range from /16 to /18: 10.16.0.0/16",
    example: "10.16.0.0/16",
  }),
  zones: field(
    z
      .array(z.string().regex(/^[a-z]{2}-[a-z]+-\d[a-z]$/u))
      .min(2)
      .max(4)
      .optional(),
    {
      description:
        "Availability zones, in the order of their address ranges: append, never reorder. Default: the region's zones a, b and c.",
      allowed: "2 to 4 zone names of the region: [us-east-1a, us-east-1b, us-east-1c]",
      example: ["us-east-1a", "us-east-1b", "us-east-1c"],
    },
  ),
  kubernetesVersion: field(
    z
      .string()
      .regex(/^1\.\d{2}$/u)
      .optional(),
    {
      description:
        "Kubernetes version of the region's EKS cluster; needed on AWS. It goes up by one minor version at a time, never down.",
      allowed: 'a minor version in quotes: "1.35"',
      example: "1.35",
    },
  ),
  compute: field(z.enum(computeChoices).optional(), {
    description:
      "What makes the region's nodes: `auto` is EKS Auto Mode, and the default; `node-groups` are managed node groups, one in each zone. Decide before the region is made: a cluster that runs is not moved from one to the other.",
    allowed: computeChoices.join(", "),
    example: "auto",
  }),
  existingCluster: existingCluster.optional().meta({
    description:
      "A cluster that is already there (any cloud, on-premises, a laptop). Nothing of AWS is made in such a region.",
    examples: [{ context: "kind-east" }],
    "x-allowed": "a map with `context` and `operators`",
  }),
});

/** One region as it is written in the stack file, defaults filled in. */
export type RegionEntry = z.output<typeof regionSchema>;
