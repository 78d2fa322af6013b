import type { BrokenFile, Told } from "./case";

/** A file of staging in which services sleep, with one thing about it. */
const sleeping = (title: string, offHours: string, ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit: [
    "  social-commerce:environment: production\n",
    `  social-commerce:environment: staging\n  social-commerce:offHours: ${offHours}\n`,
  ],
  environment: "staging",
  problems,
});
const at = (key: string): string => `social-commerce:offHours.${key}`;

const sale = '"2026-11-27T00:00", end: "2026-11-28T03:00"';
const flash = '"2026-11-28T03:00", end: "2026-11-28T04:00"';

/** The peaks of the base file that services sleep through. */
const missed = (hours: string, ...peaks: readonly string[]): Told[] =>
  peaks.map((peak) => {
    const [start, end] = [...peak.matchAll(/2026[^"]+/gu)].map(String);
    const [name, lead] = peak.startsWith('"2026-11-27') ? ["sale", 60] : ["flash", 45];
    return [
      `social-commerce:calendar.events.${name}.start`,
      `${start!} to ${end!}, ${lead} minutes before it included, when services sleep`,
      `hours of one day from ${hours}`,
      "move the peak, or remove social-commerce:offHours until it is over",
    ];
  });

/** What is wrong with the hours in which services run. */
export const offHours: readonly BrokenFile[] = [
  {
    title: "hours in which production has no pods",
    edit: [
      "  social-commerce:outside:\n",
      '  social-commerce:offHours: { wakes: "07:00", sleeps: "20:00" }\n  social-commerce:outside:\n',
    ],
    problems: [
      [
        "social-commerce:offHours",
        "07:00 to 20:00",
        "nothing in production, which runs at every hour",
        "remove it",
      ],
    ],
  },
  sleeping("services that stop before they start", '{ wakes: "20:00", sleeps: "07:00" }', [
    at("sleeps"),
    "07:00",
    "a time of day after 20:00, when they start",
    "raise sleeps, or lower wakes",
  ]),
  sleeping("services that stop when they start", '{ wakes: "07:00", sleeps: "07:00" }', [
    at("sleeps"),
    "07:00",
    "a time of day after 07:00, when they start",
    "raise sleeps, or lower wakes",
  ]),
  sleeping(
    "a day that is said twice",
    '{ wakes: "07:00", sleeps: "20:00", days: [monday, tuesday, monday] }',
    [at("days"), "monday for the second time", "each day once", "remove it"],
    ...missed("07:00 to 20:00 Etc/UTC on monday, tuesday, monday", sale, flash),
  ),
  sleeping(
    "a peak of two days, while services sleep at night",
    '{ wakes: "02:15", sleeps: "04:00", days: [friday, saturday], zone: America/New_York }',
    ...missed("02:15 to 04:00 America/New_York on friday, saturday", sale),
  ),
  sleeping(
    "services that wake a minute after the lead of a peak",
    '{ wakes: "02:16", sleeps: "04:00", days: [saturday], zone: America/New_York }',
    ...missed("02:16 to 04:00 America/New_York on saturday", sale, flash),
  ),
  sleeping(
    "services that sleep a minute before the end of a peak",
    '{ wakes: "02:15", sleeps: "03:59", days: [saturday], zone: America/New_York }',
    ...missed("02:15 to 03:59 America/New_York on saturday", sale, flash),
  ),
  sleeping("a day that there is not", '{ wakes: "07:00", sleeps: "20:00", days: [mon] }', [
    at("days.0"),
    "mon",
    "a list of sunday, monday, tuesday, wednesday, thursday, friday, saturday",
    'correct it, for example ["monday","tuesday","wednesday","thursday","friday"]',
  ]),
  sleeping("an hour that there is not", '{ wakes: "24:00", sleeps: "20:00" }', [
    at("wakes"),
    "24:00",
    'a time of day in quotes: "07:00"',
    "correct it, for example 07:00",
  ]),
  sleeping("an hour without its minutes", '{ wakes: "07:00", sleeps: "20" }', [
    at("sleeps"),
    '"20"',
    'a time of day in quotes, after `wakes`: "20:00"',
    "correct it, for example 20:00",
  ]),
  sleeping("a time zone that there is not", '{ wakes: "07:00", sleeps: "20:00", zone: America/Metropolis }', [
    at("zone"),
    "America/Metropolis",
    "a time zone by its IANA name: America/New_York",
    "correct it, for example America/New_York",
  ]),
];
