import { z } from "zod";

import { heldClassNames } from "./backup";
import { field } from "./field";
import { storeRecovery } from "./recovery";

const host = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/u)
  .max(253);
const port = z.int().min(1).max(65535);

/** Something outside the platform that services call. */
export const outsideSchema = z.strictObject({
  host: field(host, {
    description: "Host that is called.",
    allowed: "a host name in lower case: api.payments.example.com",
    example: "api.payments.example.com",
  }),
  port: field(port, {
    description: "Port that is called.",
    allowed: "a whole number from 1 to 65535",
    example: 443,
  }),
  ranges: field(z.array(z.cidrv4()).min(1).max(32).optional(), {
    description:
      "IPv4 ranges that the host's addresses are in, as its operator publishes them. Left out, every public address may be " +
      "called on that port: a network policy cannot name a host.",
    allowed: "a list of 1 to 32 public IPv4 ranges: [203.0.113.0/24]",
    example: ["203.0.113.0/24"],
  }),
});

const endpoint = z.strictObject({
  writer: field(host, {
    description: "Host that takes writes while this region is `social-commerce:writer`.",
    allowed: "a host name in lower case",
    example: "orders.us-east-1.db.example.com",
  }),
  reader: field(host, {
    description: "Host that the region's services read from.",
    allowed: "a host name in lower case",
    example: "orders-ro.us-east-1.db.example.com",
  }),
});

const endpointExample = {
  writer: "orders.us-east-1.db.example.com",
  reader: "orders-ro.us-east-1.db.example.com",
};

/** A store that was there before: the program makes nothing of it. */
export const externalStoreSchema = z.strictObject({
  kind: field(z.literal("external"), {
    description: "Who makes the store: `external` was there before.",
    allowed: "external",
    example: "external",
  }),
  engine: field(z.enum(["postgresql", "mysql", "mongodb", "redis", "amqp"]), {
    description: "What the store speaks. It is told to the processes, and changes nothing else.",
    allowed: "postgresql, mysql, mongodb, redis, amqp",
    example: "postgresql",
  }),
  port: field(port, {
    description: "Port of the store's hosts.",
    allowed: "a whole number from 1 to 65535",
    example: 5432,
  }),
  ranges: field(z.array(z.cidrv4()).min(1).max(16), {
    description: "IPv4 ranges that the store's hosts are in; a network policy cannot name a host.",
    allowed: "a list of 1 to 16 IPv4 ranges: [10.96.0.0/20]",
    example: ["10.96.0.0/20"],
  }),
  secret: field(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/u)
      .optional(),
    {
      description:
        "Secret with `username` and `password`, by its name below the environment's in each region's secret manager. Left " +
        "out, the store asks for none.",
      allowed: "up to 63 lower-case letters, digits and hyphens",
      example: "orders-db",
    },
  ),
  holds: field(z.enum(heldClassNames).optional(), {
    description: "Class of the records in it: it has no endpoint in a region where they may not be.",
    allowed: heldClassNames.join(", "),
    example: "financial-7y",
  }),
  ...storeRecovery,
  endpoints: z.record(z.string(), endpoint).meta({
    description:
      "Hosts of the store by region. A region where the records may not be has none, and reads in the writer's region.",
    examples: [{ "us-east-1": endpointExample }],
    "x-allowed": "a map of region names to maps with `writer` and `reader`",
  }),
});

/** One host outside as it is written in the stack file. */
export type OutsideEntry = z.output<typeof outsideSchema>;

/** One store that was there before, as it is written in the stack file. */
export type ExternalStoreEntry = z.output<typeof externalStoreSchema>;
