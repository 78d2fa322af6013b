import type { BrokenFile, Told } from "./case";

const at = (path: string): string => `social-commerce:calendar.${path}`;
const wrong = (title: string, edit: readonly [string, string], ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit,
  problems,
});

/** One value of an entry that its schema refuses. */
const shape = (
  path: string,
  edit: readonly [string, string],
  found: string,
  allowed: string,
  example: string,
): BrokenFile =>
  wrong(`${path} of the calendar as ${found}`, edit, [
    at(path),
    found,
    allowed,
    `correct it, for example ${example}`,
  ]);

const moment = 'a day and a time in quotes: "2026-11-27T00:00"';
const clock = 'a time of the day in quotes: "02:00"';
const days = "sunday, monday, tuesday, wednesday, thursday, friday, saturday";
const dates = 'a list of days in quotes: ["2026-11-29"]';
const ianaName = "UTC, or a name out of the IANA database: America/New_York";

const sale = "factor: 1.5, start: ";
const flashEnd = 'end: "2026-11-28T04:00", zone: America/New_York';
const holidays = 'holidays: { start: "2026-12-20T00:00", end: "2027-01-05T00:00", zone: Europe/Berlin }';
const failover =
  'failover: { every: quarter, day: tuesday, start: "10:00", end: "12:00", zone: Europe/Berlin, except: ["2027-04-06"], regions: [us-west-2] }';

/** What is wrong with single values of the calendar. */
export const calendarValues: readonly BrokenFile[] = [
  shape(
    "events.sale.factor",
    [sale, "factor: 1, start: "],
    "1",
    "a number from 1.5 to 50 in steps of 0.5",
    "10",
  ),
  shape(
    "events.sale.factor",
    [sale, "factor: 1.7, start: "],
    "1.7",
    "a number from 1.5 to 50 in steps of 0.5",
    "10",
  ),
  shape(
    "events.sale.factor",
    [sale, "factor: 51, start: "],
    "51",
    "a number from 1.5 to 50 in steps of 0.5",
    "10",
  ),
  shape("events.sale.start", ['"2026-11-27T00:00"', "tomorrow"], "tomorrow", moment, "2026-11-27T00:00"),
  shape(
    "events.flash.end",
    ['"2026-11-28T04:00"', '"2026-11-28T04:00Z"'],
    "2026-11-28T04:00Z",
    moment,
    "2026-11-28T03:00",
  ),
  shape(
    "events.flash.leadMinutes",
    ["leadMinutes: 45", "leadMinutes: 1441"],
    "1441",
    "a whole number from 30 to 1440",
    "60",
  ),
  shape(
    "events.flash.services",
    ["services: [order-service]", "services: []"],
    "[]",
    "a list of names under `services`",
    '["cart-service","order-service"]',
  ),
  shape("events.flash.holdFloor", ["holdFloor: false", "holdFloor: maybe"], "maybe", "true, false", "true"),
  shape(
    "freezes.holidays.start",
    ['"2026-12-20T00:00"', '"2026-12-20"'],
    "2026-12-20",
    moment,
    "2026-12-20T00:00",
  ),
  shape("freezes.holidays.end", ['"2027-01-05T00:00"', "never"], "never", moment, "2027-01-04T06:00"),
  shape(
    "maintenance.weekly.every",
    ["every: week", "every: fortnight"],
    "fortnight",
    "week, month, quarter",
    "week",
  ),
  shape(
    "maintenance.weekly.day",
    ["every: week, day: sunday", "every: week, day: sun"],
    "sun",
    days,
    "sunday",
  ),
  shape(
    "maintenance.weekly.start",
    ['"02:00", end: "04:00"', '"2:00", end: "04:00"'],
    "2:00",
    clock,
    "02:00",
  ),
  shape("maintenance.weekly.end", ['end: "04:00"', 'end: "24:00"'], "24:00", clock, "04:00"),
  wrong(
    "an exception that is no day",
    ['["2026-12-06"]', "[sunday]"],
    [at("maintenance.weekly.except.0"), "sunday", dates, 'correct it, for example ["2026-11-29"]'],
  ),
  shape("maintenance.weekly.except", ['["2026-12-06"]', "never"], "never", dates, '["2026-11-29"]'),
  shape("drills.failover.every", ["every: quarter", "every: year"], "year", "week, month, quarter", "week"),
  shape("drills.failover.day", ["day: tuesday", "day: 2"], "2", days, "sunday"),
  shape("drills.failover.start", ['start: "10:00"', 'start: "25:00"'], "25:00", clock, "02:00"),
  shape("drills.failover.end", ['end: "12:00"', "end: noon"], "noon", clock, "04:00"),
  shape("drills.failover.except", ['["2027-04-06"]', "{}"], "{}", dates, '["2026-11-29"]'),
  shape(
    "drills.failover.regions",
    ["regions: [us-west-2] }", "regions: [] }"],
    "[]",
    "a list of names under `regions`",
    '["us-east-1","us-west-2"]',
  ),
  wrong(
    "a peak without a time zone",
    [flashEnd, 'end: "2026-11-28T04:00"'],
    [at("events.flash.zone"), "nothing", ianaName, "add it, for example America/New_York"],
  ),
  wrong(
    "a freeze without a time zone",
    [holidays, holidays.replace(", zone: Europe/Berlin", "")],
    [at("freezes.holidays.zone"), "nothing", ianaName, "add it, for example America/New_York"],
  ),
  wrong(
    "a drill without a time zone",
    [failover, failover.replace(" zone: Europe/Berlin,", "")],
    [at("drills.failover.zone"), "nothing", ianaName, "add it, for example America/New_York"],
  ),
  wrong(
    "a peak whose name has capitals",
    ["      flash: {", "      Flash: {"],
    [
      at("events.Flash"),
      'the name "Flash"',
      "up to 40 lower-case letters, digits and hyphens, a letter first",
      "rename it, for example to black-friday-2026",
    ],
  ),
];
