import { z } from "zod";

import { field } from "./field";

const into = field(z.string(), {
  description: "Pair of buckets under `backups` that dumps are put into, in the region it is written in.",
  allowed: "the name of a pair under `backups`",
  example: "orders",
});

const diskGi = field(z.int().min(1).max(4096).default(20), {
  description:
    "Disk for a compressed dump while it is made, in GiB; about 0.08 USD a month each, while it is there.",
  allowed: "a whole number from 1 to 4096",
  example: 20,
});

const database = field(z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/u), {
  description: "Database that is dumped.",
  allowed: "up to 63 lower-case letters, digits and underscores",
  example: "orders",
});

/** Dumps of a store that was there before. */
export const externalDump = z
  .strictObject({ into, database, diskGi })
  .optional()
  .meta({
    description: "Logical dumps each day at 02:00 UTC, of PostgreSQL only.",
    examples: [{ into: "orders", database: "orders" }],
    "x-allowed": "a map with `into`, `database` and `diskGi`",
  });

/** Dumps of a relational store, whose database is known. */
export const relationalDump = z
  .strictObject({ into, diskGi })
  .optional()
  .meta({
    description:
      "Logical dumps each day at 02:00 UTC, besides AWS Backup: what PostgreSQL of any make can restore, also another version. " +
      "The database needs a user for it (docs/recovery.md). Each is a whole one, and is kept, locked, on both sides of the pair for as long as its " +
      "class says: in the end 2555 of them for `financial-7y`, about 9 USD a month for each GB of a dump, most of it in the deep archive.",
    examples: [{ into: "orders" }],
    "x-allowed": "a map with `into` and `diskGi`",
  });

/** Dumps of a store as they are written in the stack file. */
export type DumpEntry = NonNullable<z.output<typeof externalDump> | z.output<typeof relationalDump>>;
