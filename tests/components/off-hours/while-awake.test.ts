import fc from "fast-check";

import { awakeInUtc, whileAwake } from "../../../components/off-hours/while-awake";
import { isAwake } from "../../../config/calendar/waking";
import { daySeconds, localTime } from "../../../config/calendar/zone";
import { weekdays, type OffHours } from "../../../config/model";

const week: OffHours["days"] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const office: OffHours = { wakes: "07:00", sleeps: "20:00", days: week, zone: "America/New_York" };

/** Minutes since Monday 00:00 in UTC, counted anew. */
const weekMinute = (instant: number): number => {
  const { weekday, minute } = localTime(instant, "UTC");
  return ((weekday + 6) % 7) * 1440 + minute;
};

describe("The hours of alarms", () => {
  test("are those that are awake in summer and in winter, late enough to have worked off the night", () => {
    // From 07:15 in winter, 12:15 in UTC, to 20:00 in summer, 24:00 in UTC.
    expect(awakeInUtc({ ...office, days: ["monday", "tuesday"] }, 900)).toEqual([
      { start: 735, end: 1440 },
      { start: 2175, end: 2880 },
    ]);
    expect(awakeInUtc({ ...office, days: ["monday"] }, 901)).toEqual([{ start: 736, end: 1440 }]);
  });

  test("go on into the next day and the next week, or begin in the one before, where UTC is elsewhere", () => {
    const sunday = { ...office, days: ["sunday"], sleeps: "21:30" } as const;
    expect(awakeInUtc(sunday, 0)).toEqual([
      { start: 0, end: 90 },
      { start: 6 * 1440 + 720, end: 10_080 },
    ]);
    const east = { ...office, days: ["monday"], zone: "Asia/Tokyo", wakes: "06:00" } as const;
    expect(awakeInUtc(east, 0)).toEqual([
      { start: 0, end: 660 },
      { start: 10_080 - 180, end: 10_080 },
    ]);
  });

  test("are none where they are shorter than what is not sure", () => {
    const short = { ...office, wakes: "19:00" };
    expect(awakeInUtc(short, 60)).toEqual([]);
    expect(whileAwake("age", short, 60)).toBe("IF(age<0, age)");
  });

  test("are an expression that CloudWatch takes", () => {
    const minute = "(DAY(age)-1)*1440+HOUR(age)*60+MINUTE(age)";
    expect(whileAwake("age", { ...office, days: ["monday", "sunday"] }, 900)).toBe(
      `IF((${minute}>=735 AND ${minute}<1440) OR (${minute}>=9375 AND ${minute}<10080), age)`,
    );
    const all = { ...office, days: [...weekdays], zone: "Asia/Tokyo", wakes: "06:00" };
    // The longest expression that CloudWatch takes.
    expect(whileAwake("age", all, 900).length).toBeLessThanOrEqual(2048);
  });

  test("are never asleep, and miss no more than the change of clocks and the time to work off", () => {
    const zones = ["America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Chatham", "UTC"];
    const hours = fc.record<OffHours>({
      wakes: fc.constantFrom("00:00", "06:30", "08:00"),
      sleeps: fc.constantFrom("17:00", "20:15", "23:00"),
      days: fc.subarray([...weekdays], { minLength: 1 }),
      zone: fc.constantFrom(...zones),
    });
    fc.assert(
      fc.property(
        hours,
        fc.constantFrom(60, 900, 5400),
        fc.integer({ min: 0, max: 364 }),
        (one, late, day) => {
          const stretches = awakeInUtc(one, late);
          const first = Date.UTC(2026, 0, 1) / 1000 + day * daySeconds;
          for (let instant = first; instant < first + 2 * daySeconds; instant += 900) {
            const at = weekMinute(instant);
            const counts = stretches.some(({ start, end }) => start <= at && at < end);
            if (counts) expect([isAwake(one, instant), isAwake(one, instant - late)]).toEqual([true, true]);
            const around = Array.from({ length: 15 }, (_, step) => -late - 3600 + step * 900);
            const longAwake = around.every((shift) => isAwake(one, instant + Math.min(shift, 3600)));
            if (longAwake) expect(counts).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
