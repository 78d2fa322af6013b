import type { BrokenFile } from "./case";

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
        "a start from 01:30 on, or an end before 22:30: AWS refuses a snapshot during maintenance",
        "end it earlier, or begin it later",
      ],
    ],
  },
];
