import { broken, type BrokenFile } from "./case";

const image = `{ version: "18.1", digest: sha256:${"c".repeat(64)} }`;

const number = (
  title: string,
  from: string,
  to: string,
  key: string,
  example: string,
  top: string,
): BrokenFile =>
  broken(title, from, to, [
    `social-commerce:${key}`,
    /: (\S+)$/u.exec(to)?.[1] ?? "",
    `a whole number from ${top}`,
    `correct it, for example ${example}`,
  ]);

const ofStore = "stores.orders-db";

/** What is wrong with single values. */
export const values: readonly BrokenFile[] = [
  number(
    "an outage that loses less than nothing",
    "outage: { lossMinutes: 60",
    "outage: { lossMinutes: -1",
    `${ofStore}.promise.outage.lossMinutes`,
    "5",
    "0 to 10080",
  ),
  number(
    "an outage of a part of a minute",
    "restoreMinutes: 240",
    "restoreMinutes: 0.5",
    `${ofStore}.promise.outage.restoreMinutes`,
    "15",
    "0 to 10080",
  ),
  number(
    "corruption that loses two weeks",
    "lossMinutes: 30",
    "lossMinutes: 20160",
    `${ofStore}.promise.corruption.lossMinutes`,
    "5",
    "0 to 10080",
  ),
  number(
    "corruption that takes two weeks",
    "restoreMinutes: 120",
    "restoreMinutes: 20160",
    `${ofStore}.promise.corruption.restoreMinutes`,
    "15",
    "0 to 10080",
  ),
  number(
    "a disk of nothing for a dump",
    "diskGi: 40",
    "diskGi: 0",
    `${ofStore}.dump.diskGi`,
    "20",
    "1 to 4096",
  ),
  number(
    "backups that are kept for no day",
    "{ keepDays: 2600",
    "{ keepDays: 0",
    "recovery.tiers.yearly.keepDays",
    "30",
    "1 to 36500",
  ),
  number(
    "backups that are cold at once",
    "coldAfterDays: 120",
    "coldAfterDays: 0",
    "recovery.tiers.yearly.coldAfterDays",
    "90",
    "1 to 36500",
  ),
  number(
    "a lock of no day",
    "minimumDays: 2557",
    "minimumDays: 0",
    "recovery.tiers.yearly.lock.minimumDays",
    "30",
    "1 to 36500",
  ),
  number(
    "a lock of more than a century",
    "maximumDays: 2700",
    "maximumDays: 36501",
    "recovery.tiers.yearly.lock.maximumDays",
    "35",
    "1 to 36500",
  ),
  broken("a tier of stores that there is not", "tier: standard # orders-db", "tier: gold", [
    "social-commerce:stores.orders-db.tier",
    "gold",
    "critical, standard, rebuildable",
    "correct it, for example critical",
  ]),
  broken("failures that are told to no address", "notify: [backups@example.com]", "notify: [backups]", [
    "social-commerce:recovery.notify.0",
    "backups",
    "a list of up to 10 e-mail addresses",
    'correct it, for example ["backups@shop.example.com"]',
  ]),
  broken(
    "failures that are told to one address, without the list",
    "notify: [backups@example.com]",
    "notify: backups",
    [
      "social-commerce:recovery.notify",
      "backups",
      "a list of up to 10 e-mail addresses",
      'correct it, for example ["backups@shop.example.com"]',
    ],
  ),
  broken("failures that are told to nobody in production", "notify: [backups@example.com]", "notify: []", [
    "social-commerce:recovery.notify",
    "nobody",
    "at least one address where backups are required, as in production",
    "add one, for example [backups@shop.example.com], and let its owner confirm it in each region",
  ]),
  broken("reports of AWS by a word", "audit: true", "audit: daily", [
    "social-commerce:recovery.audit",
    "daily",
    "true, false",
    "correct it, for example true",
  ]),
  broken("a dump's image of a version with a blank", 'version: "18.1"', 'version: "18 1"', [
    "social-commerce:recovery.dumpImage.version",
    "18 1",
    'a version in quotes that begins with the major one of PostgreSQL: "18.1"',
    'correct it, for example "18.1"',
  ]),
  broken("a dump's image by its tag", image, '{ version: "18.1", digest: latest }', [
    "social-commerce:recovery.dumpImage.digest",
    "latest",
    "sha256: and 64 hexadecimal digits",
    `correct it, for example sha256:${"c".repeat(64)}`,
  ]),
  broken("a sentence that is too long to be one", "lock the vaults of production for ever", "x".repeat(101), [
    "social-commerce:recovery.lock.confirm",
    `${"x".repeat(79)}…`,
    "lock the vaults of production for ever",
    "correct it, for example lock the vaults of production for ever",
  ]),
  broken("a dump into a number", "into: catalogue, database", "into: 7, database", [
    "social-commerce:stores.orders-db.dump.into",
    "7",
    "the name of a pair under `backups`",
    "correct it, for example orders",
  ]),
  broken(
    "alarms that are told to nobody where backups are required",
    ", alarmMail: on-call@example.com",
    "",
    [
      "social-commerce:alerting.alarmMail",
      "nobody",
      "an address where backups are required, as in production: ledger, archive, sessions, pictures, order-mails, catalogue-events have alarms",
      "add one, for example on-call@shop.example.com, and let its owner confirm it in each region",
    ],
  ),
];
