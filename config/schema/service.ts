import { z } from "zod";

import { timeBucketsMs } from "../../components/observability/proxy-metrics";
import { field } from "./field";
import { computeSchema } from "./quantity";
import { releaseExample, releaseSchema } from "./release";

/** The most replicas of one service in one region that the platform allows (R1). */
export const replicaCeiling = 100;

/** One or more segments, none of them `.` or `..`: the gateway takes `/cart` and `/cart/` for the same. */
const path = z
  .string()
  .regex(/^(\/[a-zA-Z0-9_][\w.-]*)+$/u)
  .max(64);

const replicas = z.int().min(1).max(replicaCeiling);

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
  release: releaseSchema.meta({
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
  connectionsPerReplica: field(z.int().min(1).max(1000).optional(), {
    description: "Connections to the database that one replica holds at most: the size of its pool.",
    allowed: "a whole number from 1 to 1000, together with `connectionLimit`",
    example: 10,
  }),
  connectionLimit: field(z.int().min(1).max(100_000).optional(), {
    description:
      "Connections that the database has for this service. Both colours at their largest must find room in it.",
    allowed: "a whole number from 1 to 100000, together with `connectionsPerReplica`",
    example: 800,
  }),
  isolated: field(z.boolean().default(false), {
    description:
      "Cuts the service off in every region: nothing reaches its pods, and they reach nothing, not even a name server. " +
      "The pods stay for whoever looks into them; users get errors.",
    allowed: "true, false",
    example: true,
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
