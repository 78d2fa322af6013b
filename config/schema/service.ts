import { z } from "zod";

import { timeBucketsMs } from "../../components/observability/proxy-metrics";
import { field } from "./field";
import { computeSchema } from "./quantity";
import { releaseExample, releaseSchema } from "./release";
import { affinitySchema, balancings, corsSchema, pathSchema as path, pathsSchema } from "./routing";

/** The most replicas of one service in one region that the platform allows (R1). */
export const replicaCeiling = 100;

const replicas = z.int().min(1).max(replicaCeiling);

const scaling = z.strictObject({
  min: field(replicas, {
    description: "Fewest replicas in a region at full capacity.",
    allowed: `a whole number from 1 to ${replicaCeiling}`,
    example: 3,
  }),
  max: field(replicas, {
    description:
      "Most replicas in a region, whatever its capacityPercent: a small region must be able to carry all users.",
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
  requestsPerReplica: field(z.int().min(1).max(10_000).optional(), {
    description:
      "Requests a second that one replica answers well; above it on average, replicas are added. " +
      "Default: the environment's profile, which a load test of the service should replace.",
    allowed: "a whole number from 1 to 10000",
    example: 150,
  }),
  backlog: field(
    z
      .string()
      .regex(/^[a-z_][a-z0-9_]*$/iu)
      .max(200)
      .optional(),
    {
      description:
        "Series of the pods' own metrics that says how many messages wait for the service, such as the length of its " +
        "queue; above 100 for each replica, replicas are added. For a queue of AWS, its `backlogPerReplica` does the same.",
      allowed: "the name of a series: orders_queue_messages",
      example: "orders_queue_messages",
    },
  ),
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
  metrics: field(path.default("/actuator/prometheus"), {
    description: "Path that Prometheus reads the pods' own series from.",
    allowed: "a path: /actuator/prometheus",
    example: "/metrics",
  }),
  storage: field(
    z
      .string()
      .regex(/^[1-9]\d{0,3}Gi$/u)
      .optional(),
    {
      description:
        "Disk of each replica at /data, encrypted and empty at its start: it goes with its pod, so it is for caches and " +
        "uploads on their way, never for records. About 0.08 USD a month for each Gi of each replica.",
      allowed: "a whole number of Gi: 10Gi",
      example: "10Gi",
    },
  ),
  paths: pathsSchema.prefault({}).meta({
    description:
      "Who may call what below `path`. What is in no list needs a token of a user; the longest path that fits decides.",
    examples: [{ public: ["/products/search"], admin: ["/products/admin"] }],
    "x-allowed": "a map with `public`, `user` and `admin`",
  }),
  balancing: field(z.enum(balancings).default("leastRequest"), {
    description:
      "How requests are shared between the pods of a colour; `sourceHash` keeps an address with one pod.",
    allowed: balancings.join(", "),
    example: "roundRobin",
  }),
  affinity: affinitySchema.optional().meta({
    description:
      "Keeps a client with one pod of a colour by a cookie. While both colours serve, each request chooses its colour anew.",
    examples: [{ cookie: "cart-pod", minutes: 60 }],
    "x-allowed": "a map with `cookie` and `minutes`, and no `balancing` of sourceHash beside it",
  }),
  cors: corsSchema.optional().meta({
    description: "Pages of other origins that may call the service. Left out, browsers let none.",
    examples: [{ origins: ["https://www.shop.example.com"] }],
    "x-allowed": "a map with `origins`",
  }),
  uses: field(z.array(z.string()).max(32).default([]), {
    description:
      "Names of the stores, services and hosts outside that the service calls, and of the queues that it empties. Its " +
      "variables, secrets, rights and network rules follow; it reaches nothing else.",
    allowed: "a list of names under `stores`, `services`, `outside` and `queues`",
    example: ["orders-db", "product-service", "payments-api"],
  }),
  publishes: field(z.array(z.string()).max(32).default([]), {
    description:
      "Names of the topics, buses and queues that the service sends messages to. Its variables, rights and network rules follow.",
    allowed: "a list of names under `topics`, `buses` and `queues`",
    example: ["order-events"],
  }),
});

/** One service as it is written in the stack file, defaults filled in. */
export type ServiceEntry = z.output<typeof serviceSchema>;
