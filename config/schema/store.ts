import { z } from "zod";

import { recoveryTierNames } from "../../components/recovery/objectives";
import {
  cacheClasses,
  documentClasses,
  engineVersions,
  relationalClasses,
  signIns,
} from "../../components/store/classes";
import { noncurrentDays } from "../../components/backup/lifecycle";
import { retentionClasses, type RetentionClassName } from "../../components/backup/retention";
import { heldClassNames } from "./backup";
import { relationalDump } from "./dump";
import { field } from "./field";
import { externalStoreSchema, type ExternalStoreEntry } from "./wiring";

const member = z.strictObject({
  instances: field(z.int().min(0).max(15).optional(), {
    description:
      "Instances in the region, over its zones. Left out, as many as the environment's profile has. 0 keeps a copy of the " +
      "data that nobody can read until instances are added: cheaper, and slower to take over.",
    allowed: "a whole number from 0 to 15",
    example: 2,
  }),
});

/** Name of a region, as `regions` has it. */
const regionName = field(z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/u), {
  description: "A region.",
  allowed: "the name of a region on AWS under `regions`",
  example: "us-east-1",
});

const regions = z.record(regionName, member).meta({
  description:
    "Regions that the store is in, by name. A region is added by an entry; removing one deletes its copy, which is refused " +
    "unless it is asked for by name.",
  examples: [{ "us-east-1": { instances: 2 }, "us-west-2": {} }],
  "x-allowed": "a map of names of regions on AWS to maps with `instances`",
});

/** What every store has that the program makes. */
const made = {
  createdIn: field(regionName, {
    description:
      "Region that the store was first made in. A fact about the past: it never changes, whoever takes the writes.",
    allowed: "the name of one of the store's regions",
    example: "us-east-1",
  }),
  holds: field(z.enum(heldClassNames), {
    description: "Class of the records in it: the store is in no region where they may not be.",
    allowed: heldClassNames.join(", "),
    example: "financial-7y",
  }),
  tier: field(z.enum(recoveryTierNames).default("standard"), {
    description: "How much of it may be lost, and for how long it may be away (docs/recovery.md).",
    allowed: recoveryTierNames.join(", "),
    example: "critical",
  }),
  regions,
};

const passwordVersion = field(z.int().min(1).max(99).default(1), {
  description:
    "How often the store's password has been made. One more, and the next `up` makes another and sets it in the store " +
    "and in the secret manager (docs/stores.md, Changing the password). It goes up by one, and never down.",
  allowed: "a whole number from 1 to 99",
  example: 2,
});

const backupDays = field(z.int().min(30).max(35).optional(), {
  description:
    "Days to any second of which the store can be restored. Left out, as many as the environment's profile has.",
  allowed: "a whole number from 30 to 35",
  example: 35,
});

function kind<const Name extends string>(name: Name, description: string): z.ZodLiteral<Name> {
  return field(z.literal(name), { description, allowed: name, example: name });
}

function engineVersion(engine: keyof typeof engineVersions): z.ZodType<string> {
  const versions = engineVersions[engine];
  return field(z.enum(versions), {
    description: "Version of the engine, to the letter. It goes up, and never down.",
    allowed: `${versions.join(", ")}, in quotes`,
    example: versions[versions.length - 1],
  });
}

/** The class of instances, of the kind's list. */
function sizeOf<const Names extends readonly [string, ...string[]]>(classes: Names) {
  return field(z.enum(classes).optional(), {
    description:
      "Class of the instances, the same in every region: whichever takes over must be as large. Left out, the " +
      "environment's profile says it.",
    allowed: classes.join(", "),
    example: classes[classes.length - 1],
  });
}

/** A PostgreSQL database: an Aurora global database. */
export const relationalStoreSchema = z.strictObject({
  kind: kind("relational", "A PostgreSQL database, made by the program: an Aurora global database."),
  ...made,
  engineVersion: engineVersion("relational"),
  size: sizeOf(relationalClasses),
  backupDays,
  database: field(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/u), {
    description: "Name of the database in it. It cannot be changed.",
    allowed: "up to 63 lower-case letters, digits and underscores, a letter first",
    example: "orders",
  }),
  boundLag: field(z.boolean().default(false), {
    description:
      "Whether Aurora lets commits wait while every copy in another region is further behind than `tier` may lose, so that no outage " +
      "loses more. `critical` asks for it. It costs availability: where there is one copy, the loss of its region stops the " +
      "writes of the other (docs/stores.md).",
    allowed: "true or false",
    example: true,
  }),
  proxy: field(z.boolean().default(false), {
    description:
      "Whether services reach it by an RDS Proxy in each region, which keeps a pool of connections: they sign in there by " +
      "their role alone, and are given no password. About 11 USD a month for each processor of the store's instances.",
    allowed: "true or false",
    example: true,
  }),
  signIn: field(z.enum(signIns).optional(), {
    description:
      "How the pods of services sign in. `password`: they are given the store's one password, whose user may do anything in it. " +
      "`role`: they are given none, and sign in by their role as the database user of their service's name, which somebody makes " +
      "before (docs/stores.md, Signing in). Migrations have no role and are given the password either way. Left out, `role` with " +
      "`proxy: true`, which takes roles alone, and `password` otherwise.",
    allowed: signIns.join(", "),
    example: "role",
  }),
  dump: relationalDump,
  passwordVersion,
});

/** A relational store as it is written in the stack file. */
export type RelationalStoreEntry = z.output<typeof relationalStoreSchema>;

/** A document database: a DocumentDB global cluster. */
export const documentStoreSchema = z.strictObject({
  kind: kind("document", "A document database that speaks MongoDB's protocol: a DocumentDB global cluster."),
  ...made,
  engineVersion: engineVersion("document"),
  size: sizeOf(documentClasses),
  backupDays,
  passwordVersion,
});

/** A cache: an ElastiCache global datastore. */
export const cacheStoreSchema = z.strictObject({
  kind: kind("cache", "A Valkey cache: an ElastiCache global datastore. What is in it may be lost."),
  ...made,
  engineVersion: engineVersion("cache"),
  size: sizeOf(cacheClasses),
  passwordVersion,
  ttlMinutes: field(z.int().min(1).max(43200).default(30), {
    description: "Minutes that an entry lives, which the processes are told and must set with each entry.",
    allowed: "a whole number from 1 to 43200",
    example: 30,
  }),
});

/**
 * Classes of what a bucket may hold whose users may delete from it: what must be kept longer than a deleted object can be
 * had back belongs into a backup, whose bucket is locked.
 */
const objectClassNames = heldClassNames.filter(
  (name) => retentionClasses[name].minimumDays <= noncurrentDays,
) as [RetentionClassName, ...RetentionClassName[]];

/** Files by key: an S3 bucket in each region. */
export const objectsStoreSchema = z.strictObject({
  kind: kind(
    "objects",
    "Files by key, such as pictures: an S3 bucket in each region, copied to all the others.",
  ),
  ...made,
  holds: field(z.enum(objectClassNames), {
    description:
      "Class of the objects in it, which ends them: by their age, or `published-30d` when they are deleted. It is in no " +
      "region where they may not be.",
    allowed: objectClassNames.join(", "),
    example: "published-30d",
  }),
  regions: z.record(regionName, z.strictObject({})).meta({
    description:
      "Regions that the store has a bucket in, by name. What is written in one is copied to each of the others.",
    examples: [{ "us-east-1": {}, "us-west-2": {} }],
    "x-allowed": "a map of names of regions on AWS to empty maps: {}",
  }),
});

/** A store that services use: one that was there before, or one that the program makes; `kind` tells them apart. */
export const storeSchema = z
  .discriminatedUnion("kind", [
    externalStoreSchema,
    relationalStoreSchema,
    documentStoreSchema,
    cacheStoreSchema,
    objectsStoreSchema,
  ])
  .meta({
    description: "A store that services use.",
    examples: [
      {
        kind: "relational",
        engineVersion: "17.4",
        database: "orders",
        createdIn: "us-east-1",
        holds: "financial-7y",
        regions: { "us-east-1": {}, "us-west-2": {} },
      },
    ],
    "x-allowed": "a map whose `kind` is external, relational, document, cache or objects",
  });

/** One store as it is written in the stack file. */
export type StoreEntry = z.output<typeof storeSchema>;

/** One store as it is written in the stack file, of a kind that the program makes. */
export type MadeStoreEntry = Exclude<StoreEntry, ExternalStoreEntry>;

/** One store of instances as it is written in the stack file. */
export type InstanceStoreEntry = Exclude<MadeStoreEntry, z.output<typeof objectsStoreSchema>>;
