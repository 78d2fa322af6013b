import { z } from "zod";

import { timeBucketsMs } from "../../components/observability/proxy-metrics";
import { field } from "./field";
import { computeSchema } from "./quantity";

/** The most replicas of one service in one region that the platform allows (R1). */
export const replicaCeiling = 100;

/** One or more segments, none of them `.` or `..`: the gateway takes `/cart` and `/cart/` for the same. */
const path = z
  .string()
  .regex(/^(\/[a-zA-Z0-9_][\w.-]*)+$/u)
  .max(64);

const replicas = z.int().min(1).max(replicaCeiling);

const colour = z.strictObject({
  version: field(z.string().regex(/^[\w.+-]{1,63}$/u), {
    description: "Version of the image, for people and labels; the digest decides what runs.",
    allowed: 'a version in quotes: "1.8.2"',
    example: "1.8.2",
  }),
  digest: field(z.string().regex(/^sha256:[0-9a-f]{64}$/u), {
    description: "Digest of the image. Changing it rebuilds this colour.",
    allowed: "sha256: and 64 hexadecimal digits, as the registry prints it",
    example: `sha256:${"0123456789abcdef".repeat(4)}`,
  }),
  capacityPercent: field(z.int().min(1).max(100).default(100), {
    description:
      "Size of this colour as a share of the service's floor, in percent. Raise it before users arrive.",
    allowed: "a whole number from 1 to 100",
    example: 100,
  }),
});

const colourExample = {
  version: "1.8.2",
  digest: `sha256:${"0123456789abcdef".repeat(4)}`,
  capacityPercent: 100,
};

/** A release that a person could type. */
export const releaseExample = { greenPercent: 0, blue: colourExample };

const release = z.strictObject({
  greenPercent: field(z.int().min(0).max(100), {
    description:
      "Share of requests that the green colour serves, in percent; blue serves the rest. This value shifts a release.",
    allowed: "a whole number from 0 to 100",
    example: 10,
  }),
  maximumStepPercent: field(z.int().min(1).max(100).default(50), {
    description:
      "Most that one edit may shift, in percent of the requests. The first step away from a colour that serves " +
      "everything is at most 10; a step to the colour with the larger share is not bounded.",
    allowed: "a whole number from 1 to 100",
    example: 50,
  }),
  rollback: field(z.boolean().default(false), {
    description:
      "Lets this edit go back in one step, whatever the share. Write it together with the old greenPercent, and take " +
      "it out with the next edit.",
    allowed: "true, false",
    example: true,
  }),
  blue: colour.meta({
    description:
      "What the blue colour runs. Both colours are permanent; a release moves shares between them.",
    examples: [colourExample],
    "x-allowed": "a map with `version`, `digest` and `capacityPercent`",
  }),
  green: colour.optional().meta({
    description:
      "What the green colour runs. Left out, it runs blue's image, small, and may take no requests.",
    examples: [colourExample],
    "x-allowed": "a map with `version`, `digest` and `capacityPercent`",
  }),
});

const scaling = z.strictObject({
  min: field(replicas, {
    description: "Fewest replicas in a region at full capacity.",
    allowed: `a whole number from 1 to ${replicaCeiling}`,
    example: 3,
  }),
  max: field(replicas, {
    description: "Most replicas in a region at full capacity.",
    allowed: `a whole number from 1 to ${replicaCeiling}`,
    example: 20,
  }),
});

const health = z.strictObject({
  liveness: field(path.default("/actuator/health"), {
    description: "Path that answers 200 while the process is worth keeping.",
    allowed: "a path: /actuator/health",
    example: "/api/health",
  }),
  readiness: field(path.default("/actuator/health/readiness"), {
    description: "Path that answers 200 while the process can take requests.",
    allowed: "a path: /actuator/health/readiness",
    example: "/health",
  }),
});

const objective = z.strictObject({
  availabilityPercent: field(z.number().min(99).max(99.99).default(99.9), {
    description: "Share of requests that are answered without an error of the server, in percent.",
    allowed: "a number from 99 to 99.99",
    example: 99.95,
  }),
  latencyMs: field(z.literal([...timeBucketsMs]).default(1000), {
    description:
      "Time within which requests are answered, in milliseconds: a bound of the proxy's histogram.",
    allowed: timeBucketsMs.join(", "),
    example: 500,
  }),
  latencyPercent: field(z.number().min(95).max(99.9).default(95), {
    description: "Share of requests that are answered within that time, in percent.",
    allowed: "a number from 95 to 99.9",
    example: 99,
  }),
});

/** One service as it is written in the stack file. */
export const serviceSchema = z.strictObject({
  path: field(path, {
    description: "Public path below the API's host name; requests under it reach this service.",
    allowed: "a path that no other service has: /cart",
    example: "/cart",
  }),
  port: field(z.int().min(1024).max(65535).default(8081), {
    description: "Port that the container listens on. Processes are not root, so it cannot be below 1024.",
    allowed: "a whole number from 1024 to 65535",
    example: 8081,
  }),
  release: release.meta({
    description: "What each colour runs, and how requests are split between them.",
    examples: [releaseExample],
    "x-allowed": "a map with `greenPercent`, `blue` and `green`",
  }),
  scaling: scaling.optional().meta({
    description: "Replicas of a region at full capacity. Default: the environment's profile.",
    examples: [{ min: 3, max: 20 }],
    "x-allowed": "a map with `min` and `max`",
  }),
  resources: z
    .strictObject({
      requests: computeSchema.meta({
        description: "What a replica is sure to have; the autoscaler measures use against it.",
        examples: [{ cpu: "1000m", memory: "1Gi" }],
        "x-allowed": "a map with `cpu` and `memory`, neither above its limit",
      }),
      limits: computeSchema.meta({
        description:
          "What a replica may use at most; above its memory it is stopped, above its processor slowed.",
        examples: [{ cpu: "2000m", memory: "2Gi" }],
        "x-allowed": "a map with `cpu` and `memory`",
      }),
    })
    .optional()
    .meta({
      description: "Processor and memory of one replica. Default: the environment's profile.",
      examples: [{ requests: { cpu: "1000m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } }],
      "x-allowed": "a map with `requests` and `limits`",
    }),
  objective: objective.prefault({}).meta({
    description: "What the service promises its users; alerts and error budgets follow from it.",
    examples: [{ availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 }],
    "x-allowed": "a map with `availabilityPercent`, `latencyMs` and `latencyPercent`",
  }),
  health: health.prefault({}).meta({
    description: "Paths that the probes ask.",
    examples: [{ liveness: "/api/health", readiness: "/health" }],
    "x-allowed": "a map with `liveness` and `readiness`",
  }),
});

/** One service as it is written in the stack file, defaults filled in. */
export type ServiceEntry = z.output<typeof serviceSchema>;

/** One colour of a release as it is written in the stack file. */
export type ColourEntry = z.output<typeof colour>;
