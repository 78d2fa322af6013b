import type { BrokenFile } from "./case";

/** What is wrong with the make of stores: versions, sizes, names and what they hold. */
export const madeStores: readonly BrokenFile[] = [
  {
    title: "a relational store of a version that there is not",
    edit: ['engineVersion: "17.4"', 'engineVersion: "17"'],
    problems: [
      [
        "social-commerce:stores.ledger.engineVersion",
        '"17"',
        "16.8, 17.4, in quotes",
        'correct it, for example "17.4"',
      ],
    ],
  },
  {
    title: "a document store of a version that YAML cuts",
    edit: ['engineVersion: "5.0.0"', "engineVersion: 5"],
    problems: [
      [
        "social-commerce:stores.archive.engineVersion",
        "5",
        "5.0.0, in quotes",
        'correct it, for example "5.0.0"',
      ],
    ],
  },
  {
    title: "a cache of a version that there is not",
    edit: ['engineVersion: "8.0"', 'engineVersion: "9.9"'],
    problems: [
      [
        "social-commerce:stores.sessions.engineVersion",
        '"9.9"',
        "7.2, 8.0, in quotes",
        'correct it, for example "8.0"',
      ],
    ],
  },
  {
    title: "a relational store of a size that there is not",
    edit: ["size: db.r7g.xlarge", "size: large"],
    problems: [
      [
        "social-commerce:stores.ledger.size",
        "large",
        "db.t4g.medium, db.t4g.large, db.r7g.large, db.r7g.xlarge, db.r7g.2xlarge, db.r7g.4xlarge",
        "correct it, for example db.r7g.4xlarge",
      ],
    ],
  },
  {
    title: "a relational store of a size that cannot span regions",
    edit: ["size: db.r7g.xlarge", "size: db.t4g.large"],
    problems: [
      [
        "social-commerce:stores.ledger.size",
        "db.t4g.large, which is burstable",
        "a class that is not, because a store that spans regions cannot be made of burstable ones",
        "remove it: the profile gives db.r7g.2xlarge",
      ],
    ],
  },
  {
    title: "a document store of a size that cannot span regions",
    edit: ["size: db.r6g.2xlarge", "size: db.t4g.medium"],
    problems: [
      [
        "social-commerce:stores.archive.size",
        "db.t4g.medium, which is burstable",
        "a class that is not, because a store that spans regions cannot be made of burstable ones",
        "remove it: the profile gives db.r6g.xlarge",
      ],
    ],
  },
  {
    title: "a cache of a size that there is not",
    edit: ["size: cache.r7g.xlarge", "size: db.r7g.xlarge4"],
    problems: [
      [
        "social-commerce:stores.sessions.size",
        "db.r7g.xlarge4",
        "cache.t4g.small, cache.t4g.medium, cache.r7g.large, cache.r7g.xlarge, cache.r7g.2xlarge",
        "correct it, for example cache.r7g.2xlarge",
      ],
    ],
  },
  {
    title: "a relational store that pods sign in to by nothing that there is",
    edit: ["signIn: password", "signIn: token"],
    problems: [
      ["social-commerce:stores.ledger.signIn", "token", "password, role", "correct it, for example role"],
    ],
  },
  {
    title: "a password for pods that reach a proxy, which takes none",
    edit: ["proxy: false", "proxy: true"],
    problems: [
      [
        "social-commerce:stores.ledger.signIn",
        "password, beside proxy: true",
        "role: a proxy takes roles alone",
        "remove it, or do without the proxy",
      ],
    ],
  },
  {
    title: "a store that can be restored for a week",
    edit: ["backupDays: 33", "backupDays: 7"],
    problems: [
      [
        "social-commerce:stores.ledger.backupDays",
        "7",
        "a whole number from 30 to 35",
        "correct it, for example 35",
      ],
    ],
  },
  {
    title: "a document store that can be restored for a year",
    edit: ["backupDays: 31", "backupDays: 365"],
    problems: [
      [
        "social-commerce:stores.archive.backupDays",
        "365",
        "a whole number from 30 to 35",
        "correct it, for example 35",
      ],
    ],
  },
  {
    title: "a database with a hyphen",
    edit: ["database: ledger", "database: general-ledger"],
    problems: [
      [
        "social-commerce:stores.ledger.database",
        "general-ledger",
        "up to 63 lower-case letters, digits and underscores, a letter first",
        "correct it, for example orders",
      ],
    ],
  },
  {
    title: "a relational store that holds what has no class",
    edit: ["holds: operational-30d # ledger", "holds: money"],
    problems: [
      [
        "social-commerce:stores.ledger.holds",
        "money",
        "operational-30d, personal-90d, audit-7y, financial-7y, published-30d",
        "correct it, for example financial-7y",
      ],
    ],
  },
  {
    title: "a document store that holds nothing",
    edit: ["      holds: operational-30d # archive\n", ""],
    problems: [
      [
        "social-commerce:stores.archive.holds",
        "nothing",
        "operational-30d, personal-90d, audit-7y, financial-7y, published-30d",
        "add it, for example financial-7y",
      ],
    ],
  },
  {
    title: "a cache that holds what has no class",
    edit: ["holds: operational-30d # sessions", "holds: carts"],
    problems: [
      [
        "social-commerce:stores.sessions.holds",
        "carts",
        "operational-30d, personal-90d, audit-7y, financial-7y, published-30d",
        "correct it, for example financial-7y",
      ],
    ],
  },
  {
    title: "a relational store of a tier that there is not",
    edit: ["tier: standard # ledger", "tier: gold"],
    problems: [
      [
        "social-commerce:stores.ledger.tier",
        "gold",
        "critical, standard, rebuildable",
        "correct it, for example critical",
      ],
    ],
  },
  {
    title: "a cache whose entries live for ever",
    edit: ["ttlMinutes: 45", "ttlMinutes: 0"],
    problems: [
      [
        "social-commerce:stores.sessions.ttlMinutes",
        "0",
        "a whole number from 1 to 43200",
        "correct it, for example 30",
      ],
    ],
  },
  {
    title: "a cache whose name is too long",
    edit: ["    sessions:\n", "    sessions-of-everybody-who-shops:\n"],
    problems: [
      [
        "social-commerce:stores.sessions-of-everybody-who-shops",
        "a name of 31 characters",
        "up to 28 characters for a cache, whose name on AWS has the environment's besides",
        "shorten it",
      ],
    ],
  },
  {
    title: "a store with a key of another kind",
    edit: ["      ttlMinutes: 45\n", "      ttlMinutes: 45\n      database: sessions\n"],
    problems: [
      [
        "social-commerce:stores.sessions.database",
        'the unknown key "database" with sessions',
        "kind, createdIn, holds, tier, regions, engineVersion, size, passwordVersion, ttlMinutes",
        "remove it",
      ],
    ],
  },
  {
    title: "more connections than a store takes",
    edit: [
      "      path: /orders\n",
      "      path: /orders\n      connectionsPerReplica: 200\n      uses: [ledger]\n",
    ],
    problems: [
      [
        "social-commerce:services.order-service.connectionLimit",
        "nothing, while connectionsPerReplica is declared",
        "both or neither",
        "add connectionLimit, or remove connectionsPerReplica",
      ],
      [
        "social-commerce:stores.ledger.kind",
        "relational, used by order-service, which runs in lab, too",
        "external, where a region is an existing cluster: nothing of AWS is made or reached there",
        "make the store another way, and write kind: external with its endpoints",
      ],
      [
        "social-commerce:stores.ledger.size",
        "db.r7g.xlarge, which takes 3244 connections, while the services that use it may hold 8000",
        "a class that takes 8000",
        "take a larger class, lower connectionsPerReplica or scaling.max of these services, or let a proxy share connections out: proxy: true",
      ],
    ],
  },
  {
    title: "a document store of a tier that there is not",
    edit: ["tier: rebuildable # archive", "tier: silver"],
    problems: [
      [
        "social-commerce:stores.archive.tier",
        "silver",
        "critical, standard, rebuildable",
        "correct it, for example critical",
      ],
    ],
  },
  {
    title: "a cache of a tier that there is not",
    edit: ["tier: standard # sessions", "tier: bronze"],
    problems: [
      [
        "social-commerce:stores.sessions.tier",
        "bronze",
        "critical, standard, rebuildable",
        "correct it, for example critical",
      ],
    ],
  },
];
