import { calendarValues } from "./calendar-values";
import type { BrokenFile, Told } from "./case";

const at = (path: string): string => `social-commerce:calendar.${path}`;
const wrong = (title: string, edit: readonly [string, string], ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit,
  problems,
});

const saleStart = 'sale: { factor: 1.5, start: "2026-11-27T00:00"';
const flashEnd = 'end: "2026-11-28T04:00", zone: America/New_York';
const holidays = 'holidays: { start: "2026-12-20T00:00", end: "2027-01-05T00:00", zone: Europe/Berlin }';
const weekly = 'weekly: { every: week, day: sunday, start: "02:00", end: "04:00", except: ["2026-12-06"] }';
const failover =
  'failover: { every: quarter, day: tuesday, start: "10:00", end: "12:00", zone: Europe/Berlin, except: ["2027-04-06"], regions: [us-west-2] }';

const notThere = "UTC, or a name out of the IANA database";
const once = "a time that the clocks of the zone show once";
const apart = "write a time an hour earlier or later, or the zone UTC and the time in it";

/** What is wrong with when things begin and end. */
const times: readonly BrokenFile[] = [
  wrong(
    "a peak in a zone that is misspelt",
    [flashEnd, 'end: "2026-11-28T04:00", zone: America/NewYork'],
    [
      at("events.flash.zone"),
      '"America/NewYork", a zone that there is not',
      notThere,
      "write for example America/New_York",
    ],
  ),
  wrong(
    "a freeze in a zone that is an offset",
    [holidays, holidays.replace("Europe/Berlin", '"+01:00"')],
    [
      at("freezes.holidays.zone"),
      '"+01:00", a zone that there is not',
      notThere,
      "write for example America/New_York",
    ],
  ),
  wrong(
    "a drill in a zone that is misspelt",
    [failover, failover.replace("Europe/Berlin", "Europe/Berlim")],
    [
      at("drills.failover.zone"),
      '"Europe/Berlim", a zone that there is not',
      notThere,
      "write for example Europe/Berlin",
    ],
  ),
  wrong(
    "a freeze that begins in the hour that summer time skips",
    [holidays, holidays.replace("2026-12-20T00:00", "2026-03-29T02:30")],
    [
      at("freezes.holidays.start"),
      "2026-03-29T02:30, which does not come in Europe/Berlin: the clocks skip it when summer time begins",
      once,
      apart,
    ],
  ),
  wrong(
    "a peak that begins in the hour that comes twice",
    [saleStart, saleStart.replace("2026-11-27T00:00", "2026-11-01T01:30")],
    [
      at("events.sale.start"),
      "2026-11-01T01:30, which comes twice in America/New_York: the clocks are put back over it when summer time ends",
      once,
      apart,
    ],
  ),
  wrong(
    "a freeze that ends on a day that there is not",
    [holidays, holidays.replace("2027-01-05", "2027-02-29")],
    [
      at("freezes.holidays.end"),
      "2027-02-29T00:00, a day or a time that there is not",
      "a day of the calendar, and a time from 00:00 to 23:59",
      "write a day that there is",
    ],
  ),
  wrong(
    "a peak that ends before it begins",
    [flashEnd, flashEnd.replace("28T04", "28T02")],
    [
      at("events.flash.end"),
      "2026-11-28T02:00, which is not after the start, 2026-11-28T03:00",
      "a time after 2026-11-28T03:00",
      "exchange the two, or correct one; a window past midnight is two windows",
    ],
  ),
  wrong(
    "a freeze of no time",
    [holidays, holidays.replace("2027-01-05", "2026-12-20")],
    [
      at("freezes.holidays.end"),
      "2026-12-20T00:00, which is not after the start, 2026-12-20T00:00",
      "a time after 2026-12-20T00:00",
      "exchange the two, or correct one; a window past midnight is two windows",
    ],
  ),
  wrong(
    "a maintenance window past midnight",
    [weekly, weekly.replace('"02:00"', '"22:00"')],
    [
      at("maintenance.weekly.end"),
      "04:00, which is not after the start, 22:00",
      "a time after 22:00",
      "exchange the two, or correct one; a window past midnight is two windows",
    ],
  ),
  wrong(
    "a peak whose lead is too short",
    ["leadMinutes: 45", "leadMinutes: 29"],
    [
      at("events.flash.leadMinutes"),
      "29 minutes from the normal size to that of the peak",
      "at least 30: nodes take minutes, and people need the rest",
      "write 30 or more; 60 where it is left out",
    ],
  ),
  wrong(
    "a peak that is a season",
    [saleStart, saleStart.replace("2026-11-27T00:00", "2026-11-14T02:59")],
    [
      at("events.sale.end"),
      "2026-11-28T03:00, more than 14 days after 2026-11-14T02:59",
      "at most 14 days",
      "raise scaling.min of the services for a season, and announce its peaks one by one",
    ],
    [
      at("maintenance.weekly.except"),
      "nothing about 2026-11-15, when weekly would be inside the peak sale",
      "no maintenance and no drill during a peak, no drill during a freeze",
      'add "2026-11-15" to except, and hold it on another day if it must be',
    ],
    [
      at("maintenance.weekly.except"),
      "nothing about 2026-11-22, when weekly would be inside the peak sale",
      "no maintenance and no drill during a peak, no drill during a freeze",
      'add "2026-11-22" to except, and hold it on another day if it must be',
    ],
  ),
  wrong(
    "an exception on a day without the window",
    ['["2026-12-06"]', '["2026-12-07"]'],
    [
      at("maintenance.weekly.except"),
      "2026-12-07, on which weekly does not come",
      "a sunday",
      "correct the day, or remove it",
    ],
  ),
  wrong(
    "an exception in a month without the drill",
    ['["2027-04-06"]', '["2027-03-02"]'],
    [
      at("drills.failover.except"),
      "2027-03-02, on which failover does not come",
      "the first tuesday of a quarter",
      "correct the day, or remove it",
    ],
  ),
];

/** What is wrong with what meets. */
const meetings: readonly BrokenFile[] = [
  wrong(
    "a peak of a service that there is not",
    ["services: [order-service]", "services: [basket-service]"],
    [
      at("events.flash.services"),
      'the service "basket-service"',
      "cart-service, order-service",
      "name a service under social-commerce:services, or leave the list out for all",
    ],
  ),
  wrong(
    "two peaks of different factors at once",
    ['flash: { factor: 2, start: "2026-11-28T03:00"', 'flash: { factor: 2, start: "2026-11-28T02:59"'],
    [
      at("events.flash.factor"),
      "2, while sale announces 1.5 for the same hours",
      "one factor for a service at a time",
      "end one where the other begins, write the same factor, or give them different services",
    ],
  ),
  wrong(
    "maintenance inside a peak",
    [flashEnd, flashEnd.replace("28T04:00", "28T21:01")],
    [
      at("maintenance.weekly.except"),
      "nothing about 2026-11-29, when weekly would be inside the peak flash",
      "no maintenance and no drill during a peak, no drill during a freeze",
      'add "2026-11-29" to except, and hold it on another day if it must be',
    ],
  ),
  wrong(
    "maintenance in the lead of a peak",
    [
      '"2026-11-28T03:00", end: "2026-11-28T04:00", zone: America/New_York',
      '"2026-11-29T04:44", end: "2026-11-29T05:00", zone: UTC',
    ],
    [
      at("maintenance.weekly.except"),
      "nothing about 2026-11-29, when weekly would be inside the peak flash",
      "no maintenance and no drill during a peak, no drill during a freeze",
      'add "2026-11-29" to except, and hold it on another day if it must be',
    ],
  ),
  wrong(
    "a drill in a region that there is not",
    ["regions: [us-west-2] }", "regions: [us-west-2, eu-north-1] }"],
    [
      at("drills.failover.regions"),
      'the region "eu-north-1"',
      "us-east-1, us-west-2, lab",
      "name a region under social-commerce:regions, or leave the list out for all",
    ],
  ),
  wrong(
    "a drill inside a freeze",
    [holidays, holidays.replace("2027-01-05T00:00", "2027-01-05T10:01")],
    [
      at("drills.failover.except"),
      "nothing about 2027-01-05, when failover would be inside the freeze holidays",
      "no maintenance and no drill during a peak, no drill during a freeze",
      'add "2027-01-05" to except, and hold it on another day if it must be',
    ],
  ),
  wrong(
    "two weekly maintenance windows",
    ["monthly: { every: month", "monthly: { every: week"],
    [
      at("maintenance.monthly.every"),
      "week, as for weekly",
      "one weekly window: regions share it",
      "make the first one longer, or this one monthly",
    ],
  ),
];

/** What is wrong with the calendar. */
export const calendar: readonly BrokenFile[] = [...calendarValues, ...times, ...meetings];
