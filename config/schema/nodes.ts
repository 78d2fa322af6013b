import { z } from "zod";

import { field } from "./field";
import { computeSchema } from "./quantity";

/** What a region's nodes are made by. */
export const computeChoices = ["auto", "node-groups"] as const;

/** What a region's nodes are made by: EKS Auto Mode, or managed node groups. */
export type ComputeChoice = (typeof computeChoices)[number];

/** Processor architectures that nodes may have. */
export const architectures = ["amd64", "arm64"] as const;

/** Processor architecture of a node. */
export type Architecture = (typeof architectures)[number];

/** Most nodes of one managed node group. Source: Amazon EKS service quotas. */
const largestGroup = 450;

const count = (what: string, of: string, example: number): z.ZodInt =>
  field(z.int().min(1).max(largestGroup), {
    description: `${what} ${of}`,
    allowed: `a whole number from 1 to ${largestGroup}`,
    example,
  });

const scaled = "Of a region at full capacity; it follows the region's capacityPercent.";

const perZone = z.strictObject({
  min: count("Fewest nodes of each zone.", scaled, 2),
  desired: count("Nodes that each zone starts with; from then on its autoscaler decides.", scaled, 3),
  max: count("Most nodes of each zone.", "It is the same in every region.", 17),
});

/** Nodes of each zone of a region in managed node groups. */
export type NodeCount = Readonly<z.output<typeof perZone>>;

/** The nodes of every region on AWS. */
export const nodesSchema = z.strictObject({
  architecture: field(z.enum(architectures).default("amd64"), {
    description: "Processors of the nodes. Every image must be there for it before it is changed.",
    allowed: architectures.join(", "),
    example: "amd64",
  }),
  limits: computeSchema.optional().meta({
    description:
      "Most that the nodes of a region may add up to, in EKS Auto Mode, whatever its capacityPercent: a small region must " +
      "be able to carry all users. What every service asks for at its ceiling must fit. Default: the environment's.",
    examples: [{ cpu: "400", memory: "1600Gi" }],
    "x-allowed": "a map with `cpu` and `memory`",
  }),
  perZone: perZone.optional().meta({
    description:
      "Nodes of each zone of 8 processors and 32 GiB, where a region's compute is node-groups. Default: the environment's.",
    examples: [{ min: 2, desired: 3, max: 17 }],
    "x-allowed": "a map with `min`, `desired` and `max`",
  }),
  headroomPercent: field(z.int().min(0).max(200).optional(), {
    description:
      "Room that is kept free on running nodes, as a share of what the services' floors ask for in a region, so that " +
      "pods that are added start within seconds; 0 keeps none. About 35 USD a month for each core of it. Default: the " +
      "environment's.",
    allowed: "a whole number from 0 to 200",
    example: 100,
  }),
});
