import fc from "fast-check";

import { nodeBudgets, type NodeBudget } from "../../../components/calendar/node-budgets";
import { isOpen } from "../../../config/calendar/recurrence";
import { daySeconds, instantsOf, localTime, utcInstant } from "../../../config/calendar/zone";
import { recurrences, weekdays, type PeakEvent, type RecurringWindow } from "../../../config/model";

const at = (moment: string): number => utcInstant(moment)!;

const peak = (start: number, end: number, leadMinutes: number): PeakEvent => ({
  ...{ name: "sale", factor: 10, start, end, leadSeconds: leadMinutes * 60, floors: {} },
});

function secondsOf(duration: string): number {
  const [, hours, minutes] = /^(\d+)h(?:(\d+)m)?$/u.exec(duration) ?? [];
  return Number(hours) * 3600 + Number(minutes ?? 0) * 60;
}

/** Whether a budget holds at an instant, as cron has it: minute, hour, day, month and weekday, each a number or any. */
function holds({ schedule = "", duration = "" }: NodeBudget, instant: number): boolean {
  const [minute, hour, day, month, weekday] = schedule.split(" ");
  const seconds = secondsOf(duration);
  const fits = (field: string | undefined, value: number): boolean =>
    field === "*" || Number(field) === value;
  const today = Math.floor(instant / daySeconds) * daySeconds;
  for (let midnight = today; midnight > instant - seconds - daySeconds; midnight -= daySeconds) {
    const date = localTime(midnight, "UTC");
    const began = midnight + Number(hour) * 3600 + Number(minute) * 60;
    const due = fits(day, date.day) && fits(month, date.month) && fits(weekday, date.weekday);
    if (due && began <= instant && instant < began + seconds) return true;
  }
  return false;
}

describe("The budgets of nodes", () => {
  test("are a tenth at any time where nothing is announced", () => {
    expect(nodeBudgets({ events: [], drills: [] })).toEqual([{ nodes: "10%" }]);
  });

  test("close in a peak, from its lead on, in UTC", () => {
    const sale = peak(at("2026-11-27T05:00"), at("2026-11-28T08:00"), 45);
    expect(nodeBudgets({ events: [sale], drills: [] })).toEqual([
      { nodes: "10%" },
      { nodes: "0", schedule: "15 4 27 11 *", duration: "27h45m" },
    ]);
  });

  test("let nodes with outdated images go in the region's share alone", () => {
    const slot = { day: "sunday", startMinute: 160, endMinute: 200 } as const;
    expect(nodeBudgets({ events: [], drills: [] }, slot)[1]).toEqual({
      ...{ nodes: "0", reasons: ["Drifted"], schedule: "20 3 * * 0", duration: "167h20m" },
    });
  });

  test("close around a drill by what its hours are in summer and in winter, each week", () => {
    const drill: RecurringWindow = {
      ...{ name: "failover", every: "quarter", day: "tuesday", startMinute: 600, endMinute: 720 },
      ...{ zone: "America/New_York", except: [] },
    };
    // 10:00 to 12:00 is 14:00 to 16:00 in summer and 15:00 to 17:00 in winter.
    expect(nodeBudgets({ events: [], drills: [drill] })[1]).toEqual({
      ...{ nodes: "0", schedule: "0 14 * * 2", duration: "3h" },
    });
    const early = {
      ...drill,
      zone: "Pacific/Chatham",
      day: "sunday",
      startMinute: 60,
      endMinute: 90,
    } as const;
    // A zone nearly fourteen hours before UTC: it is Saturday there.
    expect(nodeBudgets({ events: [], drills: [early] })[1]).toEqual({
      ...{ nodes: "0", schedule: "15 11 * * 6", duration: "1h30m" },
    });
    const late = { ...drill, day: "saturday", startMinute: 1200, endMinute: 1260 } as const;
    // And one behind it, where Saturday evening is Sunday.
    expect(nodeBudgets({ events: [], drills: [late] })[1]).toMatchObject({ schedule: "0 0 * * 0" });
  });

  const zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
  const changes = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"];
  const around = fc
    .record({
      change: fc.constantFrom(...changes),
      zone: fc.constantFrom(...zones),
      hour: fc.integer({ min: 10, max: 23 }),
      minute: fc.integer({ min: 10, max: 59 }),
      minutes: fc.integer({ min: 30, max: 14 * 24 * 60 }),
      lead: fc.integer({ min: 30, max: 1440 }),
    })
    .map(({ change, zone, hour, minute, minutes, lead }) => {
      const start = instantsOf(`${change}T${hour}:${minute}`, zone)[0]!;
      return peak(start, start + minutes * 60, lead);
    });

  test("close exactly in a peak, minute by minute, while summer time begins and ends", () => {
    fc.assert(
      fc.property(around, (sale) => {
        const budget = nodeBudgets({ events: [sale], drills: [] })[1]!;
        const first = sale.start - sale.leadSeconds;
        for (const edge of [first, sale.start, sale.end])
          for (let instant = edge - 7200; instant < edge + 7200; instant += 60)
            expect(holds(budget, instant)).toBe(first <= instant && instant < sale.end);
      }),
      { numRuns: 12 },
    );
  });

  test("are closed in every minute of every drill of a year, and never for a day", () => {
    const drills = fc.record<RecurringWindow>({
      name: fc.constant("drill"),
      every: fc.constantFrom(...recurrences),
      day: fc.constantFrom(...weekdays),
      startMinute: fc.integer({ min: 0, max: 1300 }),
      endMinute: fc.integer({ min: 1301, max: 1439 }),
      zone: fc.constantFrom(...zones),
      except: fc.constant([]),
    });
    fc.assert(
      fc.property(drills, fc.integer({ min: 0, max: 51 }), (drill, week) => {
        const budget = nodeBudgets({ events: [], drills: [drill] })[1]!;
        const first = at("2026-01-01T00:00") + week * 7 * daySeconds;
        let closed = 0;
        for (let instant = first; instant < first + 7 * daySeconds; instant += 600) {
          const now = holds(budget, instant);
          closed += now ? 600 : 0;
          if (isOpen(drill, instant)) expect(now).toBe(true);
        }
        expect(closed).toBeLessThanOrEqual((drill.endMinute - drill.startMinute) * 60 + 2 * 3600);
      }),
      { numRuns: 40 },
    );
  });

  test("keep images outside the share, and nothing inside it", () => {
    const slot = { day: "sunday", startMinute: 120, endMinute: 160 } as const;
    const images = nodeBudgets({ events: [], drills: [] }, slot)[1]!;
    const sunday = at("2026-11-22T00:00");
    for (let minute = -1440; minute < 9 * 1440; minute += 1) {
      const ofWeek = (minute + 7 * 1440) % (7 * 1440);
      expect(holds(images, sunday + minute * 60)).toBe(ofWeek < 120 || ofWeek >= 160);
    }
  });
});
