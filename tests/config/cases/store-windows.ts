import type { BrokenFile, Told } from "./case";

/** The problem of a weekly window in which backups of a tier begin. */
const meets = (window: string, tier: string, hour: string, allowed: string): Told => [
  "social-commerce:calendar.maintenance.weekly.start",
  `${window}, while ${tier} backups begin at ${hour}, within 60 minutes`,
  allowed,
  "move it: a database takes no backup in the hour before its maintenance and during it",
];

const weekly = 'weekly: { every: week, day: sunday, start: "02:00", end: "04:00", except: ["2026-12-06"] }';

/** What is wrong with the weekly maintenance, as stores see it. */
export const storeWindows: readonly BrokenFile[] = [
  {
    title: "maintenance that is shorter than AWS takes for a cache",
    edit: [weekly, weekly.replace('"04:00"', '"02:59"')],
    problems: [
      [
        "social-commerce:calendar.maintenance.weekly.end",
        "59 minutes of maintenance a week",
        "at least 60, as AWS asks for the stores under social-commerce:stores",
        "end it later, or begin it earlier",
      ],
    ],
  },
  {
    title: "maintenance that leaves no room for snapshots",
    edit: [weekly, weekly.replace('"02:00", end: "04:00"', '"01:29", end: "22:30"')],
    problems: [
      [
        "social-commerce:calendar.maintenance.weekly.end",
        "01:29 to 22:30, which leaves no room for the daily snapshots of stores",
        "an hour of the day half an hour apart from it, in which no backup begins: AWS refuses both at once",
        "end it earlier, or begin it later",
      ],
      meets("01:29 to 22:30", "six-hourly", "00:00", "a window that begins at 02:00 or later"),
      ...["06:00", "12:00", "18:00"].map((hour, index) =>
        meets(
          "01:29 to 22:30",
          "six-hourly",
          hour,
          `a window that begins at ${["08:00", "14:00", "20:00"][index] ?? ""} or later, or ends by ${hour}`,
        ),
      ),
      meets("01:29 to 22:30", "monthly", "09:00", "a window that begins at 11:00 or later, or ends by 09:00"),
      meets("01:29 to 22:30", "yearly", "10:00", "a window that begins at 12:00 or later, or ends by 10:00"),
    ],
  },
  {
    title: "maintenance a minute too early after a backup of every six hours",
    edit: [weekly, weekly.replace('"02:00"', '"01:59"')],
    problems: [meets("01:59 to 04:00", "six-hourly", "00:00", "a window that begins at 02:00 or later")],
  },
  {
    title: "maintenance a minute too late before a backup of every six hours",
    edit: [weekly, weekly.replace('"04:00"', '"06:01"')],
    problems: [
      meets(
        "02:00 to 06:01",
        "six-hourly",
        "06:00",
        "a window that begins at 08:00 or later, or ends by 06:00",
      ),
    ],
  },
  {
    title: "maintenance in which weekly backups begin",
    edit: [
      weekly,
      'weekly: { every: week, day: saturday, start: "08:00", end: "09:00", except: ["2026-11-28"] }',
    ],
    problems: [
      meets("08:00 to 09:00", "weekly", "08:00", "a window that begins at 10:00 or later, or ends by 08:00"),
    ],
  },
];
