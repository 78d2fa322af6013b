import { broken, type BrokenFile, type Told } from "./case";

/** What is promised of stores that the program makes, and what of it their copies cannot keep. */
export const promisesOfMade: readonly BrokenFile[] = [
  broken(
    "a relational store that is to lose no more than a bound on the lag of its copies would let it, and has none",
    `tier: standard # ledger
`,
    `tier: critical
`,
    [
      "social-commerce:stores.ledger.tier",
      "critical, while 21 min lost and 1 h to restore is the worst in case of outage (copy in another region, without instances, whose lag nothing bounds, promoted by hand)",
      "5 min lost and 15 min to restore in case of outage",
      "add boundLag: true, whose price docs/stores.md tells, and instances in another region, or promise less",
    ],
  ),
  broken(
    "a bound on the lag of copies that there are not",
    `      tier: standard # ledger
      dump: { into: catalogue, diskGi: 60 }
      regions:
        us-east-1: { instances: 4 }
        us-west-2: { instances: 0 }
`,
    `      tier: rebuildable
      boundLag: true
      regions:
        us-west-2: { instances: 4 }
`,
    [
      "social-commerce:writer",
      "us-east-1, where ledger has no instance to take writes",
      "us-west-2",
      "name one of these, or give ledger instances in us-east-1",
    ],
    [
      "social-commerce:stores.ledger.boundLag",
      "true, of a store in one region",
      "false: there is no copy that could be behind",
      "remove it, or add a region",
    ],
  ),
  broken(
    "a document store that is to lose no more than a bound on the lag of its copies would let it",
    `tier: rebuildable # archive
      regions: { us-east-1: { instances: 5 } }`,
    `tier: critical
      regions: { us-east-1: { instances: 5 }, us-west-2: { instances: 5 } }`,
    [
      "social-commerce:stores.archive.tier",
      "critical, while 21 min lost and 15 min to restore is the worst in case of outage (copy in another region, whose lag nothing bounds, promoted by hand)",
      "5 min lost and 15 min to restore in case of outage",
      "promise less: nothing bounds the lag of its copies, as it does in a relational store",
    ],
  ),
  broken(
    "a document store of one region that is to be back at once",
    "tier: rebuildable # archive",
    "tier: standard",
    [
      "social-commerce:stores.archive.tier",
      "standard, while 11 h lost and 4 h to restore is the worst in case of outage (AWS Backup every 6 h, copied afterwards)",
      "1 h lost and 4 h to restore in case of outage",
      "add instances in another region, or promise less",
    ],
  ),
  broken(
    "a cache that is to lose no more than a database does",
    "tier: standard # sessions",
    "tier: critical",
    [
      "social-commerce:stores.sessions.tier",
      "critical, while 45 min lost and 1 h to restore is the worst in case of outage (refilled: nothing in it is older than 45 min)",
      "5 min lost and 15 min to restore in case of outage",
      "promise less",
    ],
    [
      "social-commerce:stores.sessions.tier",
      "critical, while 45 min lost and 1 h to restore is the worst in case of corruption (refilled: nothing in it is older than 45 min)",
      "15 min lost and 30 min to restore in case of corruption",
      "promise less",
    ],
  ),
  broken(
    "a cache whose entries live longer than what may be lost of it",
    "ttlMinutes: 45",
    "ttlMinutes: 61",
    ...(["outage", "corruption"] as const).map((scenario): Told => [
      "social-commerce:stores.sessions.tier",
      `standard, while 1 h 1 min lost and 1 h to restore is the worst in case of ${scenario} (refilled: nothing in it is older than 61 min)`,
      `1 h lost and 4 h to restore in case of ${scenario}`,
      "lower ttlMinutes, or promise less",
    ]),
  ),
];
