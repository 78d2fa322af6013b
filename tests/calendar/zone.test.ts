import fc from "fast-check";

import { daysWithin, isOpen } from "../../config/calendar/recurrence";
import { daySeconds, instantsOf, isZone, localTime, offsetAt, utcInstant } from "../../config/calendar/zone";
import { recurrences, weekdays, type RecurringWindow } from "../../config/model";

/** Zones whose clocks change by an hour, by half an hour, by other rules, on other days, or never. */
const zones = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Pacific/Chatham",
];
const zone = fc.constantFrom(...zones);
const minute = fc.integer({ min: 29_000_000, max: 30_600_000 });
const text = (instant: number): string => new Date(instant * 1000).toISOString().slice(0, 16);

describe("The clocks of a zone", () => {
  test.each([
    ["2026-11-27T00:00", "America/New_York", ["2026-11-27T05:00"]],
    ["2026-07-01T00:00", "America/New_York", ["2026-07-01T04:00"]],
    ["2026-03-08T02:30", "America/New_York", []],
    ["2026-11-01T01:30", "America/New_York", ["2026-11-01T05:30", "2026-11-01T06:30"]],
    ["2026-03-29T02:00", "Europe/Berlin", []],
    ["2026-03-29T03:00", "Europe/Berlin", ["2026-03-29T01:00"]],
    ["2026-10-25T02:59", "Europe/Berlin", ["2026-10-25T00:59", "2026-10-25T01:59"]],
    // Half an hour of summer time.
    ["2026-10-04T02:15", "Australia/Lord_Howe", []],
    ["2026-04-05T01:45", "Australia/Lord_Howe", ["2026-04-04T14:45", "2026-04-04T15:15"]],
    ["2026-02-30T00:00", "UTC", []],
    ["2026-06-15T24:30", "UTC", []],
  ])("show %s in %s at %j", (local, at, expected) => {
    expect(instantsOf(local, at).map(text)).toEqual(expected);
  });

  test("show every minute at the instant, or one of the two, that it is said to come at", () => {
    fc.assert(
      fc.property(zone, minute, (at, number) => {
        const instant = number * 60;
        const local = text(instant + offsetAt(instant, at));
        const found = instantsOf(local, at);
        expect(found).toContain(instant);
        expect(found.length).toBeLessThanOrEqual(2);
        for (const one of found) expect(text(one + offsetAt(one, at))).toBe(local);
      }),
      { numRuns: 3000 },
    );
  });

  test("show no time twice or never but around a change", () => {
    fc.assert(
      fc.property(zone, minute, (at, number) => {
        const instant = number * 60;
        const still = [-daySeconds, daySeconds].every(
          (away) => offsetAt(instant + away, at) === offsetAt(instant, at),
        );
        fc.pre(still);
        expect(instantsOf(text(instant + offsetAt(instant, at)), at)).toEqual([instant]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["UTC", true],
    ["America/New_York", true],
    ["Asia/Kolkata", true],
    ["America/Argentina/Buenos_Aires", true],
    ["America/New_Yrok", false],
    ["EST", false],
    ["+02:00", false],
    ["Etc/GMT+5", true],
    ["", false],
  ])("are known by their name: %s %s", (name, known) => {
    expect(isZone(name)).toBe(known);
  });
});

const window = fc.record<RecurringWindow>({
  name: fc.constant("window"),
  every: fc.constantFrom(...recurrences),
  day: fc.constantFrom(...weekdays),
  // Not in the hours that clocks skip or repeat.
  startMinute: fc.integer({ min: 300, max: 700 }),
  endMinute: fc.integer({ min: 701, max: 1439 }),
  zone,
  except: fc.constant([]),
});

describe("A window", () => {
  const weekly: RecurringWindow = {
    ...{ name: "weekly", every: "week", day: "sunday", startMinute: 120, endMinute: 240 },
    ...{ zone: "UTC", except: ["2026-11-29"] },
  };

  test("is open from its first minute until before its last, on its days, and not on its exceptions", () => {
    const at = (moment: string): boolean => isOpen(weekly, utcInstant(moment)!);
    expect(["2026-11-22T01:59", "2026-11-22T02:00", "2026-11-22T03:59", "2026-11-22T04:00"].map(at)).toEqual([
      ...[false, true, true, false],
    ]);
    expect(["2026-11-23T03:00", "2026-11-29T03:00", "2026-12-06T03:00"].map(at)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.each([
    ["week", ["2026-12-27", "2027-01-03", "2027-01-10", "2027-01-17"]],
    ["month", ["2027-01-03"]],
    ["quarter", ["2027-01-03"]],
  ] as const)("comes every %s", (every, days) => {
    const stretch = { start: utcInstant("2026-12-27T00:00")!, end: utcInstant("2027-01-18T00:00")! };
    expect(daysWithin({ ...weekly, every }, stretch)).toEqual(days);
  });

  test("comes in the first months of quarters alone where it comes quarterly", () => {
    const year = { start: utcInstant("2026-01-01T00:00")!, end: utcInstant("2027-01-01T00:00")! };
    expect(daysWithin({ ...weekly, every: "quarter" }, year)).toEqual([
      ...["2026-01-04", "2026-04-05", "2026-07-05", "2026-10-04"],
    ]);
    expect(daysWithin({ ...weekly, every: "month" }, year)).toHaveLength(12);
  });

  test("touches neither a stretch that ends where it begins, nor one that begins where it ends", () => {
    const days = (start: string, end: string): string[] =>
      daysWithin(weekly, { start: utcInstant(start)!, end: utcInstant(end)! });
    expect(days("2026-11-22T00:00", "2026-11-22T02:00")).toEqual([]);
    expect(days("2026-11-22T00:00", "2026-11-22T02:01")).toEqual(["2026-11-22"]);
    expect(days("2026-11-22T03:59", "2026-11-22T09:00")).toEqual(["2026-11-22"]);
    expect(days("2026-11-22T04:00", "2026-11-22T09:00")).toEqual([]);
    expect(days("2026-11-29T00:00", "2026-11-30T00:00")).toEqual([]);
  });

  test("is on the days on which some minute of the stretch finds it open, whatever the zone", () => {
    fc.assert(
      fc.property(window, minute, fc.integer({ min: 1, max: 60 * 24 * 9 }), (one, first, minutes) => {
        const stretch = { start: first * 60, end: (first + minutes) * 60 };
        const open = new Set<string>();
        for (let instant = stretch.start; instant < stretch.end; instant += 60)
          if (isOpen(one, instant)) {
            const { year, month, day } = localTime(instant, one.zone);
            open.add([year, month, day].map((part) => String(part).padStart(2, "0")).join("-"));
          }
        expect(daysWithin(one, stretch)).toEqual([...open]);
      }),
      { numRuns: 25 },
    );
  });
});
