import { z } from "zod";

import { environments } from "../profiles";
import { field } from "./field";
import { accessSchema } from "./access";
import { addonsSchema } from "./addons";
import { alertingSchema } from "./alerting";
import { apiAccessSchema } from "./api-access";
import { authSchema } from "./auth";
import { backupSchema } from "./backup";
import { calendarSchema } from "./calendar";
import { dnsSchema } from "./dns";
import { featuresSchema } from "./features";
import { busSchema, queueSchema, topicSchema } from "./messaging";
import { nodesSchema } from "./nodes";
import { quotaSchema } from "./quotas";
import { regionSchema } from "./region";
import { recoverySchema } from "./recovery";
import { releaseExample } from "./release";
import { residencySchema } from "./residency";
import { serviceSchema } from "./service";
import { tenantSchema } from "./tenant";
import { offHoursSchema } from "./off-hours";
import { storeSchema } from "./store";
import { outsideSchema } from "./wiring";

/** The namespace of the platform's own keys in a stack file. */
export const namespace = "social-commerce";

/**
 * Name of a region or service. It becomes part of Kubernetes names, which end at 63 characters, and of the names of
 * roles, which end at 64; 32 leaves room for what is put around it.
 */
const nameSchema = (example: string): z.ZodString =>
  field(z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/u), {
    description: "A name.",
    allowed: "up to 32 lower-case letters, digits and hyphens, a letter first",
    example,
  });

/** Share of users whom one region serves, in percent. */
export const trafficShareSchema = field(z.int().min(0).max(100), {
  description: "Share of users whom the region serves, in percent.",
  allowed: "a whole number from 0 to 100",
  example: 80,
});

/** A bucket's name ends at 63 characters, and takes the environment, the region and the account besides this. */
const backupName = field(z.string().regex(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/u), {
  description: "A name.",
  allowed: "up to 20 lower-case letters, digits and hyphens, a letter first",
  example: "orders",
});

const account = z.strictObject({
  id: field(z.string().regex(/^\d{12}$/u), {
    description: "AWS account of this environment. The providers refuse any other.",
    allowed: 'twelve digits in quotes: "111122223333"',
    example: "111122223333",
  }),
  deployRole: field(z.string().regex(/^[\w+=,.@-]{1,64}$/u), {
    description: "Name of the IAM role in that account that the pipeline assumes.",
    allowed: "the name of a role, without its path or account",
    example: "platform-deployer",
  }),
});

/** The keys that an operator may write under `social-commerce:`, each with its own schema. */
export const stackFileSchema = z.strictObject({
  environment: field(z.enum(environments), {
    description: "Which profile gives the defaults: sizes, replicas, zones.",
    allowed: environments.join(", "),
    example: "production",
  }),
  domain: field(
    z
      .string()
      .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/u)
      .max(200),
    {
      description: "Domain of the shop; the API is served at `api.` below it.",
      allowed: "a domain name in lower case: shop.example.com",
      example: "shop.example.com",
    },
  ),
  owner: field(z.string().regex(/^[\w.@-]{1,64}$/u), {
    description: "Team that answers for the environment; a tag on everything that costs money.",
    allowed: "up to 64 letters, digits and . _ @ -",
    example: "platform-team",
  }),
  account: account.optional().meta({
    description: "AWS account and role of this environment. Needed as soon as one region is on AWS.",
    examples: [{ id: "111122223333", deployRole: "platform-deployer" }],
    "x-allowed": "a map with `id` and `deployRole`",
  }),
  registry: field(z.string().regex(/^[a-z0-9{}.-]+(:\d+)?(\/[a-z0-9._/-]+)?$/u), {
    description:
      "Image registry; a service's image is this, a slash and the service's name. `{region}` stands for the region's " +
      "name, so that a region pulls from its own copy.",
    allowed: "a registry host and path without scheme: 111122223333.dkr.ecr.{region}.amazonaws.com",
    example: "111122223333.dkr.ecr.{region}.amazonaws.com",
  }),
  regions: z.record(nameSchema("us-east-1"), regionSchema).meta({
    description: "The regions of the platform by name. On AWS the name is the AWS region.",
    examples: [{ "us-east-1": { role: "primary", cidr: "10.16.0.0/16", kubernetesVersion: "1.35" } }],
    "x-allowed": "a map of region names",
  }),
  apiAccess: apiAccessSchema.optional().meta({
    description:
      "Ways from the machine that runs Pulumi to the endpoints of the clusters, which are private. Needed as soon as one region is on AWS.",
    examples: [{ publicCidrs: ["203.0.113.10/32"] }],
    "x-allowed": "a map with `runnerNetwork`, `publicCidrs` or both",
  }),
  nodes: nodesSchema.prefault({}).meta({
    description: "Nodes of every region on AWS.",
    examples: [{ architecture: "amd64", limits: { cpu: "400", memory: "1600Gi" } }],
    "x-allowed": "a map with `architecture`, `limits` and `perZone`",
  }),
  features: featuresSchema.prefault({}).meta({
    description: "Optional capabilities, each with its setting (docs/reference/features.md).",
    examples: [{ mesh: "strict" }],
    "x-allowed": "a map with `mesh`",
  }),
  addons: addonsSchema.default({}).meta({
    description: "Versions of EKS add-ons that differ from those that the program knows, by add-on.",
    examples: [{ "metrics-server": "v0.8.1-eksbuild.5" }],
    "x-allowed": "a map of add-ons to versions",
  }),
  writer: field(z.string(), {
    description: "Region that takes the writes. Changing it promotes nothing: stores are promoted first.",
    allowed: "the name of a region under `regions`",
    example: "us-east-1",
  }),
  traffic: z.record(z.string(), trafficShareSchema).meta({
    description:
      "Share of users per region, in percent; they sum to 100. This map shifts users or evacuates a region.",
    examples: [{ "us-east-1": 80, "us-west-2": 20 }],
    "x-allowed": "a map of region names to whole numbers that sum to 100",
  }),
  alerting: alertingSchema.meta({
    description: "How alerts are made, whatever they are about.",
    examples: [{ runbooks: "https://runbooks.shop.example.com" }],
    "x-allowed": "a map with `runbooks` and `objectiveWindowDays`",
  }),
  dns: dnsSchema.optional().meta({
    description: "How users find the regions on AWS; left out, the shop's names are somebody else's to keep.",
    examples: [{ hostedZoneId: "Z0123456789EXAMPLE", healthCheckPath: "/users/health" }],
    "x-allowed": "a map with `hostedZoneId` and `healthCheckPath`",
  }),
  auth: authSchema.optional().meta({
    description: "Who issues the tokens of users. Needed as soon as one path of a service is not public.",
    examples: [
      {
        issuer: "https://id.shop.example.com/",
        jwksUri: "https://id.shop.example.com/.well-known/jwks.json",
        audiences: ["shop-api"],
      },
    ],
    "x-allowed": "a map with `issuer`, `jwksUri`, `audiences` and `adminScope`",
  }),
  offHours: offHoursSchema.optional().meta({
    description:
      "When the services run, in an environment that nobody needs at night. Left out, at every hour. Not for production.",
    examples: [{ wakes: "07:00", sleeps: "20:00", zone: "America/New_York" }],
    "x-allowed": "a map with `wakes`, `sleeps`, `days` and `zone`",
  }),
  outside: z
    .record(nameSchema("payments-api"), outsideSchema)
    .default({})
    .meta({
      description: "Hosts outside the platform that services call, by name.",
      examples: [{ "payments-api": { host: "api.payments.example.com", port: 443 } }],
      "x-allowed": "a map of names",
    }),
  stores: z
    .record(nameSchema("orders-db"), storeSchema)
    .default({})
    .meta({
      description: "Stores that services use, by name.",
      examples: [
        {
          "orders-db": {
            kind: "external",
            engine: "postgresql",
            port: 5432,
            ranges: ["10.96.0.0/20"],
            secret: "orders-db",
            endpoints: {
              "us-east-1": {
                writer: "orders.us-east-1.db.example.com",
                reader: "orders-ro.us-east-1.db.example.com",
              },
            },
          },
        },
      ],
      "x-allowed": "a map of names",
    }),
  topics: z
    .record(nameSchema("order-events"), topicSchema)
    .default({})
    .meta({
      description:
        "Topics to which services announce what happened, by name: one in each region on AWS, for the services there.",
      examples: [{ "order-events": { types: ["order.placed", "order.cancelled"] } }],
      "x-allowed": "a map of names",
    }),
  buses: z
    .record(nameSchema("catalogue-events"), busSchema)
    .default({})
    .meta({
      description:
        "Buses of events by name: as topics, with an archive from which events can be replayed. One in each region on AWS.",
      examples: [{ "catalogue-events": { types: ["product.changed"], archiveDays: 30 } }],
      "x-allowed": "a map of names",
    }),
  queues: z
    .record(nameSchema("cart-orders"), queueSchema)
    .default({})
    .meta({
      description:
        "Queues of messages that services empty, by name: one in each region on AWS, with a queue of dead letters.",
      examples: [{ "cart-orders": { topics: { "order-events": { types: ["order.placed"] } } } }],
      "x-allowed": "a map of names",
    }),
  residency: residencySchema,
  backups: z
    .record(backupName, backupSchema)
    .default({})
    .meta({
      description: "Pairs of buckets for backups by name: one written to, and its copy in another region.",
      examples: [{ orders: { retentionClass: "financial-7y", region: "us-east-1", copyTo: "us-west-2" } }],
      "x-allowed": "a map of names",
    }),
  recovery: recoverySchema.optional().meta({
    description:
      "Backups of every store on AWS by AWS Backup, clusters included: every six hours, each day at 02:00 UTC, weekly, monthly " +
      "and yearly, each copied to another region. Needed in production as soon as one region is on AWS.",
    examples: [{ copyTo: ["us-west-2", "us-east-1"] }],
    "x-allowed": "a map with `copyTo`, `lock`, `tiers`, `notify` and `dumpImage`",
  }),
  tenants: z
    .record(nameSchema("brand-a"), tenantSchema)
    .default({})
    .meta({
      description:
        "Who else works in the clusters, by name: each in a namespace of its own in each of its regions.",
      examples: [
        {
          "brand-a": {
            owner: "team-brand-a",
            costCenter: "4711",
            quota: { cpu: "20", memory: "40Gi", pods: 100, storage: "100Gi" },
          },
        },
      ],
      "x-allowed": "a map of tenant names",
    }),
  access: z
    .record(nameSchema("on-call"), accessSchema)
    .default({})
    .meta({
      description: "Who gets into the clusters on AWS besides the deployer, by a name for the entry.",
      examples: [{ "on-call": { role: "OnCall", permission: "view" } }],
      "x-allowed": "a map of names",
    }),
  calendar: calendarSchema.prefault({}).meta({
    description: "What is announced: peaks, times without releases, maintenance windows, drills.",
    examples: [{ maintenance: { weekly: { every: "week", day: "sunday", start: "02:00", end: "04:00" } } }],
    "x-allowed": "a map with `events`, `freezes`, `maintenance` and `drills`",
  }),
  quotas: z
    .record(z.string(), quotaSchema)
    .default({})
    .meta({
      description:
        "What AWS grants the account, by region; read it in Service Quotas. It is compared with what announced peaks need.",
      examples: [{ "us-east-1": { standardVcpus: 640 } }],
      "x-allowed": "a map of region names",
    }),
  services: z.record(nameSchema("cart-service"), serviceSchema).meta({
    description: "The services of the shop by name. Adding one here is all that a new service needs.",
    examples: [{ "cart-service": { path: "/cart", release: releaseExample } }],
    "x-allowed": "a map of service names",
  }),
});

/** A key that an operator may write under `social-commerce:`. */
export type StackFileKey = keyof typeof stackFileSchema.shape;
