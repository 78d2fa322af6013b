import { broken, type BrokenFile, type Told } from "./case";

/** How the base file keeps yearly backups. */
export const yearly =
  "yearly: { keepDays: 2600, coldAfterDays: 120, lock: { minimumDays: 2557, maximumDays: 2700 } }";

/** What is told of a tier that is kept for longer than the records of clusters and stores may be. */
const leftOut = (tier: string, keepDays: number): Told => [
  `social-commerce:recovery.tiers.${tier}.keepDays`,
  `${keepDays}, longer than operational-30d may be kept, which would have no ${tier} backups`,
  "at most 90",
  "keep it for less: what must be kept for longer is in a tier of its own",
];

const weekly = "7 d 5 h lost and 4 h to restore is the worst in case of";

/** What is told of clusters that have weekly backups alone. */
const clustersLose = (scenario: string): Told => [
  "social-commerce:recovery.tiers",
  `clusters that are rebuildable, while ${weekly} ${scenario} (AWS Backup every 168 h, copied afterwards)`,
  `2 d lost and 8 h to restore in case of ${scenario}`,
  "keep backups of a more frequent tier for 90 days at most",
];

/** What is wrong with how long backups are kept. */
export const times: readonly BrokenFile[] = [
  broken("backups that end before their lock", "keepDays: 2600", "keepDays: 2556", [
    "social-commerce:recovery.tiers.yearly.keepDays",
    "2556, outside of the lock of the tier's vaults",
    "2557 to 2700",
    "set keepDays inside the lock, or move tiers.yearly.lock",
  ]),
  broken("backups that end after their lock", "keepDays: 2600", "keepDays: 2701", [
    "social-commerce:recovery.tiers.yearly.keepDays",
    "2701, outside of the lock of the tier's vaults",
    "2557 to 2700",
    "set keepDays inside the lock, or move tiers.yearly.lock",
  ]),
  broken("backups that end outside of the lock that the program knows", yearly, "daily: { keepDays: 36 }", [
    "social-commerce:recovery.tiers.daily.keepDays",
    "36, outside of the lock of the tier's vaults",
    "30 to 35",
    "set keepDays inside the lock, or move tiers.daily.lock",
  ]),
  broken(
    "a lock that ends before it begins",
    "lock: { minimumDays: 2557, maximumDays: 2700 }",
    "lock: { minimumDays: 2557, maximumDays: 2556 }",
    [
      "social-commerce:recovery.tiers.yearly.lock.maximumDays",
      "2556, below minimumDays",
      "2557 or more",
      "raise it, or lower minimumDays",
    ],
  ),
  broken(
    "tiers of which none keeps a class for as long as it must be kept",
    yearly,
    "daily: { keepDays: 29, lock: { minimumDays: 29, maximumDays: 29 } }\n      weekly: { keepDays: 91, lock: { minimumDays: 91, maximumDays: 91 } }",
    [
      "social-commerce:recovery.tiers",
      "tiers that keep backups of operational-30d for 29 days at most",
      "one whose keepDays is from 30 to 90",
      "set keepDays of a tier inside that, or leave the tiers as they are",
    ],
    leftOut("weekly", 91),
  ),
  broken(
    "daily backups that are kept for longer than records of clusters and stores may be",
    yearly,
    "daily: { keepDays: 91, lock: { minimumDays: 30, maximumDays: 91 } }",
    leftOut("daily", 91),
  ),
  broken(
    "tiers that leave clusters with weekly backups",
    yearly,
    "daily: { keepDays: 120, lock: { minimumDays: 30, maximumDays: 120 } }\n      six-hourly: { keepDays: 100, lock: { minimumDays: 7, maximumDays: 120 } }",
    leftOut("six-hourly", 100),
    leftOut("daily", 120),
    [
      "social-commerce:stores.archive.tier",
      `rebuildable, while ${weekly} outage (AWS Backup every 168 h, copied afterwards)`,
      "2 d lost and 8 h to restore in case of outage",
      "add a region with instances, or social-commerce:recovery",
    ],
    clustersLose("outage"),
    clustersLose("corruption"),
  ),
  broken("backups that are cold for 89 days", "coldAfterDays: 120", "coldAfterDays: 2511", [
    "social-commerce:recovery.tiers.yearly.coldAfterDays",
    "2511, which leaves 89 days in cold storage",
    "at most 2510: cold storage is for 90 days or more",
    "move it to cold storage earlier, or not at all; or keep the backups for longer",
  ]),
  broken("a tier of backups that there is not", "yearly: { keepDays", "hourly: { keepDays", [
    "social-commerce:recovery.tiers.hourly",
    'the unknown key "hourly" with {"keepDays":2600,"coldAfterDays":120,"lock":{"minimumDays":2557,"maximumDays":2…',
    "six-hourly, daily, weekly, monthly, yearly",
    'write "yearly" if that was meant, or remove it',
  ]),
];
