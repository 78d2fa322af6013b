import { broken, operationalSaid, type BrokenFile, type Told } from "./case";
import { dumps } from "./dumps";
import { promisesOfMade } from "./promises";
import { times, yearly } from "./recovery-times";
import { values } from "./recovery-values";

const lock = "lock: { mode: compliance, graceDays: 14, confirm: lock the vaults of production for ever }";
const dump = "dump: { into: catalogue, database: orders, diskGi: 40 }";
const promise = `      promise:
        outage: { lossMinutes: 60, restoreMinutes: 240 }
        corruption: { lossMinutes: 30, restoreMinutes: 120 }
`;

const image = `{ version: "18.1", digest: sha256:${"c".repeat(64)} }`;

const sentence: Told = [
  "social-commerce:recovery.lock.confirm",
  "nothing",
  "lock the vaults of production for ever",
  "write this sentence if the vaults are to be locked so that nobody can ever lift it",
];

/** What is wrong with vaults and their locks. */
const vaults: readonly BrokenFile[] = [
  broken(
    "backups of clusters that are copied to a region that is not declared",
    "copyTo: [us-west-2, us-east-1]",
    "copyTo: [us-west-2, eu-west-1]",
    [
      "social-commerce:recovery.copyTo",
      'the region "eu-west-1"',
      "us-east-1, us-west-2",
      "name a region on AWS that is declared under social-commerce:regions",
    ],
  ),
  broken(
    "backups of clusters that are copied to where they are",
    "copyTo: [us-west-2, us-east-1]",
    "copyTo: [us-west-2]",
    [
      "social-commerce:recovery.copyTo",
      '["us-west-2"], of which none can take the backups of us-west-2',
      "a region besides us-west-2 where records of class operational-30d may be",
      "add one at the end, or permit one under social-commerce:residency",
    ],
  ),
  broken("backups that are copied nowhere", "copyTo: [us-west-2, us-east-1]", "copyTo: []", [
    "social-commerce:recovery.copyTo",
    "[]",
    "a list of regions on AWS under `regions`",
    'correct it, for example ["us-west-2","us-east-1"]',
  ]),
  broken(
    "clusters whose backups may be in one region only",
    "residency: { financial-7y: [us-west-2, us-east-1] }",
    "residency: { financial-7y: [us-west-2, us-east-1], operational-30d: [us-east-1] }",
    [
      "social-commerce:residency.operational-30d",
      "a list without us-west-2, where a cluster is backed up",
      "all regions on AWS: us-east-1, us-west-2",
      "add the region to the list, or do without it",
    ],
    [
      "social-commerce:backups.catalogue.copyTo",
      "us-west-2, where records of class operational-30d may not be",
      "us-east-1",
      "name a permitted region, or permit this one under social-commerce:residency",
    ],
    [
      "social-commerce:stores.ledger.regions.us-west-2",
      "us-west-2, where records of class operational-30d may not be",
      "us-east-1",
      "remove the region, or permit it under social-commerce:residency",
    ],
    ...operationalSaid("us-west-2", "us-east-1"),
    [
      "social-commerce:recovery.copyTo",
      '["us-west-2","us-east-1"], of which none can take the backups of us-east-1',
      "a region besides us-east-1 where records of class operational-30d may be",
      "add one at the end, or permit one under social-commerce:residency",
    ],
  ),
  broken(
    "a lock for ever that nobody confirmed",
    lock,
    "lock: { mode: compliance, graceDays: 14 }",
    sentence,
  ),
  broken(
    "a lock for ever that was confirmed for another environment",
    "lock the vaults of production for ever",
    "lock the vaults of staging for ever",
    [sentence[0], "lock the vaults of staging for ever", sentence[2], sentence[3]],
  ),
  broken("a lock for ever without days to think again", lock, lock.replace("graceDays: 14, ", ""), [
    "social-commerce:recovery.lock.graceDays",
    "nothing",
    "a whole number from 3 to 36500 beside mode: compliance",
    "add it, for example 14: until then the lock can be taken back",
  ]),
  broken("a lock with two days to think again", "graceDays: 14", "graceDays: 2", [
    "social-commerce:recovery.lock.graceDays",
    "2",
    "a whole number from 3 to 36500",
    "correct it, for example 14",
  ]),
  broken("a lock that can be lifted, with days of grace", lock, "lock: { mode: governance, graceDays: 14 }", [
    "social-commerce:recovery.lock.graceDays",
    "14",
    "nothing beside mode: governance, which can be lifted at any time",
    "remove it, or set mode: compliance",
  ]),
  broken("a mode of locks that there is not", "mode: compliance", "mode: strict", [
    "social-commerce:recovery.lock.mode",
    "strict",
    "governance, compliance",
    "correct it, for example governance",
  ]),
];

/** What is wrong with what is promised. */
const stores: readonly BrokenFile[] = [
  broken("a store of which nothing is promised", "      tier: standard # orders-db\n", "", [
    "social-commerce:stores.orders-db.tier",
    "nothing",
    "critical, standard, rebuildable",
    "add it, for example standard",
  ]),
  broken("a store that does not say what it holds", "      holds: operational-30d # orders-db\n", "", [
    "social-commerce:stores.orders-db.holds",
    "nothing",
    "the class of the records in it",
    "add it, for example operational-30d",
  ]),
  broken(
    "a promise that whoever runs the store does not keep",
    "tier: standard # orders-db",
    "tier: critical",
    [
      "social-commerce:stores.orders-db.tier",
      "critical, while 1 h lost and 4 h to restore is the worst in case of outage (promised by whoever runs it)",
      "5 min lost and 15 min to restore in case of outage",
      "write the promise of whoever runs the store, if it is that good, or promise less",
    ],
    [
      "social-commerce:stores.orders-db.tier",
      "critical, while 30 min lost and 2 h to restore is the worst in case of corruption (promised by whoever runs it)",
      "15 min lost and 30 min to restore in case of corruption",
      "write the promise of whoever runs the store, if it is that good, or promise less",
    ],
  ),
  broken(
    "a promise that dumps cannot keep",
    promise,
    "",
    [
      "social-commerce:stores.orders-db.tier",
      "standard, while 1 d 3 h 15 min lost and 4 h to restore is the worst in case of outage (dump every 24 h, copied within 15 min)",
      "1 h lost and 4 h to restore in case of outage",
      "write the promise of whoever runs the store, if it is that good, or promise less",
    ],
    [
      "social-commerce:stores.orders-db.tier",
      "standard, while 1 d 3 h lost and 4 h to restore is the worst in case of corruption (dump every 24 h, copied within 15 min)",
      "1 h lost and 4 h to restore in case of corruption",
      "write the promise of whoever runs the store, if it is that good, or promise less",
    ],
  ),
  broken(
    "a promise with nothing to keep it",
    `      tier: standard # orders-db\n${promise}      ${dump}\n`,
    "      tier: rebuildable\n",
    ...(["outage", "corruption"] as const).map((scenario): Told => [
      "social-commerce:stores.orders-db.tier",
      `rebuildable, while nothing brings it back in case of ${scenario}`,
      `2 d lost and 8 h to restore in case of ${scenario}`,
      "add dump, or the promise of whoever runs the store",
    ]),
  ),
];

/** Production that backs nothing up. */
const none: BrokenFile = {
  title: "production without backups",
  edit: [
    `  social-commerce:recovery:
    copyTo: [us-west-2, us-east-1]
    ${lock}
    tiers:
      ${yearly}
    notify: [backups@example.com]
    audit: true
    dumpImage: ${image}
`,
    "",
  ],
  problems: [
    [
      "social-commerce:recovery",
      "nothing",
      "backups of what is in us-east-1, us-west-2",
      "add it, for example { copyTo: [us-west-2, us-east-1] }",
    ],
    [
      "social-commerce:recovery.dumpImage",
      "nothing",
      "the image that dumps orders-db, ledger",
      "add it, with version and digest",
    ],
    [
      "social-commerce:stores.archive.tier",
      "rebuildable, while nothing brings it back in case of outage",
      "2 d lost and 8 h to restore in case of outage",
      "add a region with instances, or social-commerce:recovery",
    ],
  ],
};

/** What is wrong with backups of stores, and with what is promised of them. */
export const recovery: readonly BrokenFile[] = [
  none,
  ...vaults,
  ...times,
  ...dumps,
  ...stores,
  ...promisesOfMade,
  ...values,
];
