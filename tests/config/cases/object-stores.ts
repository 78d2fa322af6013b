import type { BrokenFile, Told } from "./case";

const lesser =
  "give it a bucket in another region, promise less, or keep in a database what must not be lost";
const promised: readonly Told[] = [
  [
    "social-commerce:stores.pictures.tier",
    "critical, while 15 min lost and nothing to restore is the worst in case of outage (copied within 15 min, every version kept)",
    "5 min lost and 15 min to restore in case of outage",
    lesser,
  ],
  [
    "social-commerce:stores.pictures.tier",
    "critical, while nothing lost and 1 h to restore is the worst in case of corruption (copied within 15 min, every version kept)",
    "15 min lost and 30 min to restore in case of corruption",
    lesser,
  ],
];

const version = (store: string, found: string): Told => [
  `social-commerce:stores.${store}.passwordVersion`,
  found,
  "a whole number from 1 to 99",
  "correct it, for example 2",
];

const named = (title: string, name: string, found: string, allowed: string, remedy: string): BrokenFile => ({
  title,
  edit: ["    pictures:\n", `    ${name}:\n`],
  problems: [[`social-commerce:stores.${name}`, found, allowed, remedy]],
});

/** What is wrong with buckets, and with how stores are signed in to. */
export const objectStores: readonly BrokenFile[] = [
  {
    title: "objects of which less may be lost than S3 promises",
    edit: ["tier: standard # pictures", "tier: critical # pictures"],
    problems: promised,
  },
  {
    title: "objects that must be kept for years, in a bucket whose users may delete them",
    edit: ["holds: published-30d", "holds: financial-7y"],
    problems: [
      [
        "social-commerce:stores.pictures.holds",
        "financial-7y",
        "operational-30d, personal-90d, published-30d",
        "correct it, for example published-30d",
      ],
    ],
  },
  {
    title: "objects with instances",
    edit: ["regions: { us-east-1: {}, us-west-2: {} }", "regions: { us-east-1: { instances: 2 } }"],
    problems: [
      [
        "social-commerce:stores.pictures.regions.us-east-1.instances",
        'the unknown key "instances" with 2',
        "no key at all",
        "remove it",
      ],
    ],
  },
  {
    title: "objects in a region that there is not",
    edit: ["regions: { us-east-1: {}, us-west-2: {} }", "regions: { us-east-1: {}, eu-north-1: {} }"],
    problems: [
      [
        "social-commerce:stores.pictures.regions.eu-north-1",
        'the region "eu-north-1"',
        "us-east-1, us-west-2",
        "name a region on AWS that is declared under social-commerce:regions",
      ],
    ],
  },
  {
    title: "objects that are not where writes go",
    edit: [
      "createdIn: us-east-1 # pictures\n      holds: published-30d\n      tier: standard # pictures\n      regions: { us-east-1: {}, us-west-2: {} }",
      "createdIn: us-west-2 # pictures\n      holds: published-30d\n      tier: standard # pictures\n      regions: { us-west-2: {} }",
    ],
    problems: [
      [
        "social-commerce:writer",
        "us-east-1, where pictures has no instance to take writes",
        "us-west-2",
        "name one of these, or give pictures instances in us-east-1",
      ],
      [
        "social-commerce:stores.pictures.tier",
        "standard, while nothing brings it back in case of outage",
        "1 h lost and 4 h to restore in case of outage",
        lesser,
      ],
    ],
  },
  named(
    "objects with the name of a pair of backups",
    "orders",
    "a name that is under backups, too",
    "a name that no other bucket has",
    "rename it",
  ),
  named(
    "objects with the name of the buckets for access logs",
    "access-logs",
    "the name of the buckets for access logs of objects",
    "a name that no other bucket has",
    "rename it",
  ),
  named(
    "objects with the name of the buckets for access logs of backups",
    "backup-logs",
    "the name of the buckets for access logs of backups",
    "a name that no other bucket has",
    "rename it",
  ),
  named(
    "objects whose name is too long for a bucket",
    "pictures-of-everything",
    "a name of 22 characters",
    "up to 20 characters for objects, whose bucket's name has the environment, the region and the account besides",
    "shorten it",
  ),
  {
    title: "a database whose name is too long for its instances",
    edit: ["    archive:\n", "    archive-of-the-shop:\n"],
    problems: [
      [
        "social-commerce:stores.archive-of-the-shop",
        "a name of 19 characters",
        "up to 17 characters for a database, whose names on AWS have the environment and the region besides",
        "shorten it",
      ],
    ],
  },
  {
    title: "a proxy that may be",
    edit: ["proxy: false", "proxy: maybe"],
    problems: [
      ["social-commerce:stores.ledger.proxy", "maybe", "true or false", "correct it, for example true"],
    ],
  },
  {
    title: "a relational store whose password was never made",
    edit: ["passwordVersion: 2", "passwordVersion: 0"],
    problems: [version("ledger", "0")],
  },
  {
    title: "a document store whose password was made too often",
    edit: ["passwordVersion: 3", "passwordVersion: 100"],
    problems: [version("archive", "100")],
  },
  {
    title: "a cache whose password was made one and a half times",
    edit: ["passwordVersion: 4", "passwordVersion: 1.5"],
    problems: [version("sessions", "1.5")],
  },
];
