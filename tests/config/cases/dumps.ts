import { broken, type BrokenFile } from "./case";

/** What is wrong with dumps. */
export const dumps: readonly BrokenFile[] = [
  broken(
    "a service that has the name of what dumps a store",
    "  social-commerce:services:\n",
    `  social-commerce:services:
    ledger-dump:
      path: /ledger-dump
      objective: { availabilityPercent: 99.9, latencyMs: 500, latencyPercent: 99 }
      release: { greenPercent: 0, blue: { version: "1.0.0", digest: sha256:${"d".repeat(64)} } }
`,
    [
      "social-commerce:services.ledger-dump",
      "the name of what dumps ledger",
      "a name other than ledger-dump",
      "call the service otherwise",
    ],
  ),
  broken("a dump of something else than PostgreSQL", "engine: postgresql", "engine: mongodb", [
    "social-commerce:stores.orders-db.dump",
    "dumps of a store that speaks mongodb",
    "nothing, where engine is not postgresql",
    "remove it: whoever runs the store backs it up",
  ]),
  broken("a dump into a pair that there is not", "into: catalogue, database", "into: users, database", [
    "social-commerce:stores.orders-db.dump.into",
    "users",
    "catalogue, orders",
    "name a pair of buckets, or add one under social-commerce:backups",
  ]),
  broken("a dump into a pair of another class", "into: catalogue, database", "into: orders, database", [
    "social-commerce:stores.orders-db.dump.into",
    "orders, which keeps records as financial-7y, while the store holds operational-30d",
    "a pair of class operational-30d",
    "name another pair, or add one under social-commerce:backups",
  ]),
  broken(
    "a dump into a pair that is written where the store is not",
    "catalogue: { retentionClass: operational-30d, region: us-east-1, copyTo: us-west-2 }",
    "catalogue: { retentionClass: operational-30d, region: us-west-2, copyTo: us-east-1 }",
    [
      "social-commerce:stores.orders-db.dump.into",
      "catalogue, which is written in us-west-2, where the store has no host",
      "a pair that is written in us-east-1",
      "name another pair, or add endpoints.us-west-2",
    ],
    [
      "social-commerce:stores.ledger.dump.into",
      "catalogue, which is written in us-west-2, where the store has no instance",
      "a pair that is written in us-east-1",
      "name another pair, or add instances in us-west-2",
    ],
  ),
  broken(
    "a dump of a store that is made, into a pair of another class",
    "into: catalogue, diskGi",
    "into: orders, diskGi",
    [
      "social-commerce:stores.ledger.dump.into",
      "orders, which keeps records as financial-7y, while the store holds operational-30d",
      "a pair of class operational-30d",
      "name another pair, or add one under social-commerce:backups",
    ],
  ),
  broken(
    "a dump of a store that is made, into a pair that there is not",
    "into: catalogue, diskGi",
    "into: ledgers, diskGi",
    [
      "social-commerce:stores.ledger.dump.into",
      "ledgers",
      "catalogue, orders",
      "name a pair of buckets, or add one under social-commerce:backups",
    ],
  ),
  broken(
    "an image whose client is older than a server",
    'dumpImage: { version: "18.1"',
    'dumpImage: { version: "16.9"',
    [
      "social-commerce:recovery.dumpImage.version",
      "16.9, while ledger is PostgreSQL 17.4",
      "17 or later",
      "build the image with a client that is as new as the server, and name it here",
    ],
  ),
  broken(
    "an image that does not say its client's version",
    'dumpImage: { version: "18.1"',
    "dumpImage: { version: latest",
    [
      "social-commerce:recovery.dumpImage.version",
      "latest",
      'a version in quotes that begins with the major one of PostgreSQL: "18.1"',
      'correct it, for example "18.1"',
    ],
  ),
  broken(
    "a dump of a store that is made, of which the database is named twice",
    "into: catalogue, diskGi",
    "into: catalogue, database: ledger, diskGi",
    [
      "social-commerce:stores.ledger.dump.database",
      'the unknown key "database" with ledger',
      "into, diskGi",
      "remove it",
    ],
  ),
  broken(
    "a dump without an image",
    `    dumpImage: { version: "18.1", digest: sha256:${"c".repeat(64)} }\n`,
    "",
    [
      "social-commerce:recovery.dumpImage",
      "nothing",
      "the image that dumps orders-db, ledger",
      "add it, with version and digest",
    ],
  ),
  broken("a dump of a database whose name is no name", "database: orders", "database: Orders", [
    "social-commerce:stores.orders-db.dump.database",
    "Orders",
    "up to 63 lower-case letters, digits and underscores",
    "correct it, for example orders",
  ]),
];
