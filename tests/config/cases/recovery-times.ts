import { broken, type BrokenFile } from "./case";

/** How the base file keeps yearly backups. */
export const yearly =
  "yearly: { keepDays: 2600, coldAfterDays: 120, lock: { minimumDays: 2557, maximumDays: 2700 } }";

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
