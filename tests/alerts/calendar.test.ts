import fc from "fast-check";

import { calendarRuleGroups } from "../../components/calendar/calendar-rules";
import { floorRules, type FlooredService } from "../../components/calendar/floors";
import { maintenanceRules } from "../../components/calendar/maintenance";
import { peakAlertNames } from "../../components/calendar/peak-alerts";
import { deploymentSeries } from "../../components/observability/deployment-series";
import { isOpen } from "../../config/calendar/recurrence";
import { instantsOf, localTime, utcInstant } from "../../config/calendar/zone";
import type { Calendar, PeakEvent, RecurringWindow, Service } from "../../config/model";
import { estate, platformOf, service as sample } from "../support/samples";
import { describeWith } from "../support/tools";
import { checkRules, testRules, testTimelines, type QueryTest, type RuleTest } from "./promtool";

const namespace = "shop";
const shop: FlooredService = {
  name: "cart-service",
  scaling: { min: 3, max: 60 },
  release: { blue: { capacityPercent: 100 }, green: { capacityPercent: 34 } },
};

const group = (rules: ReturnType<typeof floorRules>) => ({ name: "calendar", interval: "15s", rules });
const iso = (instant: number): string => new Date(instant * 1000).toISOString();
const at = (moment: string): number => utcInstant(moment)!;

const peak = (name: string, start: number, end: number, leadMinutes: number, floor: number): PeakEvent => ({
  ...{ name, factor: floor / 3, start, end, leadSeconds: leadMinutes * 60 },
  floors: { "cart-service": floor },
});

/** What a series must be in each minute of a timeline. */
function everyMinute(
  begins: number,
  minutes: number,
  expr: string,
  value: (instant: number) => number | undefined,
): Omit<RuleTest, "evaluateEvery" | "groups"> {
  const queries = Array.from({ length: minutes }, (_, minute): QueryTest => {
    const expected = value(begins + minute * 60);
    const exp_samples = expected === undefined ? [] : [{ labels: "{}", value: expected }];
    return { expr, eval_time: `${minute}m`, exp_samples };
  });
  return { begins: iso(begins), input: [], queries };
}

const floorOf = (colour: string, service = "cart-service"): string =>
  `sum(platform:calendar_floor_replicas{namespace="shop",service="${service}",colour="${colour}"})`;

interface Announced {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly lead: number;
  readonly floor: number;
}

/** Days on which clocks change, and one on which they do not. */
const days = [
  ["America/New_York", "2026-11-01"],
  ["America/New_York", "2027-03-14"],
  ["Europe/Berlin", "2026-10-25"],
  ["Europe/Berlin", "2027-03-28"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Pacific/Chatham", "2027-04-04"],
  ["Asia/Kathmandu", "2026-11-27"],
] as const;

const two = (number: number): string => String(number).padStart(2, "0");
const announced: fc.Arbitrary<Announced> = fc
  .record({
    day: fc.constantFrom(...days),
    start: fc.integer({ min: 0, max: 300 }),
    length: fc.integer({ min: 10, max: 240 }),
    lead: fc.integer({ min: 30, max: 90 }),
    floor: fc.integer({ min: 4, max: 60 }),
  })
  .map(({ day: [zone, day], start, length, lead, floor }) => {
    const clock = (minute: number): string => `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    return { start: clock(start), end: clock(start + length), zone, lead, floor };
  })
  .filter(({ start, end, zone }) => [start, end].every((one) => instantsOf(one, zone).length === 1));

/** What the clocks of the zone show: with bounds that they show once, earlier or later is a question of the text. */
function shown(instant: number, zone: string): string {
  const { year, month, day, minute } = localTime(instant, zone);
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

describeWith("promtool", "The floors of announced peaks", (promtool) => {
  test("hold from the lead to the end, to the minute, in each colour's share", () => {
    const [start, end] = [at("2026-11-27T05:00"), at("2026-11-27T06:00")];
    const rules = floorRules(namespace, shop, [peak("sale", start, end, 60, 30)], 100);
    const holds = (instant: number): boolean => start - 3600 <= instant && instant < end;
    const timelines = (
      [
        ["blue", 30],
        ["green", 11],
      ] as const
    ).map(([colour, floor]) =>
      everyMinute(start - 3600 - 300, 130, floorOf(colour), (one) => (holds(one) ? floor : 0)),
    );
    expect(testTimelines(promtool, [group(rules)], "1m", timelines)).toBe("");
  });

  test("are the larger one where the lead of a peak is in another peak", () => {
    const first = peak("first", at("2026-11-27T05:00"), at("2026-11-27T06:00"), 30, 45);
    const second = peak("second", at("2026-11-27T06:00"), at("2026-11-27T07:00"), 30, 12);
    const expected = (instant: number): number =>
      instant < at("2026-11-27T04:30") ? 0 : instant < first.end ? 45 : instant < second.end ? 12 : 0;
    for (const events of [
      [first, second],
      [second, first],
    ]) {
      const rules = floorRules(namespace, shop, events, 100);
      const timeline = everyMinute(at("2026-11-27T04:25"), 160, floorOf("blue"), expected);
      expect(testTimelines(promtool, [group(rules)], "1m", [timeline])).toBe("");
    }
  });

  test("are what the clocks of each zone say, minute by minute, while summer time begins and ends", () => {
    const calendars = fc.sample(fc.array(announced, { minLength: 1, maxLength: 2 }), {
      numRuns: 7,
      seed: 7,
    });
    const all = calendars.map((events, index) => {
      const name = `service-${index}`;
      const peaks = events.map(({ start, end, zone, lead, floor }, number) => ({
        ...peak(`peak-${number}`, instantsOf(start, zone)[0]!, instantsOf(end, zone)[0]!, lead, floor),
        floors: { [name]: floor },
      }));
      const value = (instant: number): number =>
        Math.max(
          0,
          ...events
            .filter(({ start, lead, zone }) => shown(instant + lead * 60, zone) >= start)
            .filter(({ end, zone }) => shown(instant, zone) < end)
            .map(({ floor }) => floor),
        );
      const first = Math.min(...peaks.map(({ start, leadSeconds }) => start - leadSeconds)) - 300;
      return {
        rules: floorRules(namespace, { ...shop, name }, peaks, 100),
        timeline: everyMinute(first, 420, floorOf("blue", name), value),
      };
    });
    const groups = [group(all.flatMap(({ rules }) => rules))];
    const timelines = all.map(({ timeline }) => timeline);
    expect(testTimelines(promtool, groups, "1m", timelines)).toBe("");
  }, 60_000);
});

const weekly: RecurringWindow = {
  ...{ name: "weekly", every: "week", day: "sunday", startMinute: 120, endMinute: 240 },
  ...{ zone: "UTC", except: ["2026-12-13"] },
};
const monthly: RecurringWindow = { ...weekly, name: "monthly", every: "month", endMinute: 360, except: [] };
const quarterly: RecurringWindow = {
  ...monthly,
  name: "quarterly",
  every: "quarter",
  startMinute: 480,
  endMinute: 600,
};
const empty: Calendar = { events: [], freezes: [], maintenance: [], drills: [] };

describeWith("promtool", "The mark of maintenance", (promtool) => {
  const maintenance = [weekly, monthly, quarterly];
  const expr = 'sum(platform:maintenance{namespace="shop"})';

  test.each([
    ["the first Sunday of a quarter", "2027-01-03"],
    ["the first Sunday of another month", "2026-12-06"],
    ["a Sunday that is the eighth", "2026-11-08"],
    ["a Sunday that is excepted", "2026-12-13"],
    ["a Sunday that is the seventh", "2027-02-07"],
    ["a Monday", "2026-11-30"],
  ])("is there exactly while a window is open: %s", (_, date) => {
    const rules = maintenanceRules(namespace, { ...empty, maintenance });
    const begins = at(`${date}T01:50`);
    const timeline = everyMinute(begins, 500, expr, (instant) =>
      maintenance.some((one) => isOpen(one, instant)) ? 1 : undefined,
    );
    expect(testTimelines(promtool, [group(rules)], "1m", [timeline])).toBe("");
  });

  test("is not there during a peak, from its lead on", () => {
    const sale = peak("sale", at("2026-12-06T03:00"), at("2026-12-06T03:30"), 30, 30);
    const rules = maintenanceRules(namespace, { ...empty, maintenance, events: [sale] });
    const open = (instant: number): boolean =>
      at("2026-12-06T02:00") <= instant && instant < at("2026-12-06T06:00");
    const inSale = (instant: number): boolean => at("2026-12-06T02:30") <= instant && instant < sale.end;
    const timeline = everyMinute(at("2026-12-06T01:55"), 260, expr, (instant) =>
      open(instant) && !inSale(instant) ? 1 : undefined,
    );
    expect(testTimelines(promtool, [group(rules)], "1m", [timeline])).toBe("");
  });
});

describeWith("promtool", "The alert on a missed floor", (promtool) => {
  const alerting = { runbooks: "https://runbooks.example.com", objectiveWindowDays: 28 };
  const start = at("2026-11-27T05:00");
  const calendar = { ...empty, events: [peak("sale", start, start + 3600, 60, 20)] };
  const service: Service = { ...sample, scaling: { min: 2, max: 20 } };
  const groups = calendarRuleGroups({ estate, calendar, services: [service], regionPercent: 100, alerting });
  const pods = (colour: string, values: string) => ({
    series: `${deploymentSeries.ready}{namespace="social-commerce-staging",deployment="cart-service-${colour}"}`,
    values,
  });
  const told = (minute: number, ...colours: string[]): QueryTest => ({
    expr: 'count by (colour) (ALERTS{alertname="PeakFloorMissed",alertstate="firing",service="cart-service"})',
    eval_time: `${minute}m`,
    exp_samples: colours.map((colour) => ({ labels: `{colour="${colour}"}`, value: 1 })),
  });
  const run = (blue: string, green: string, ...queries: QueryTest[]): string =>
    testRules(promtool, {
      ...{ groups, evaluateEvery: "1m", begins: iso(start - 3600 - 600) },
      ...{ input: [pods("blue", blue), pods("green", green)], queries },
    });

  test("tells a quarter of an hour after the lead has begun, and ends with the peak", () => {
    const queries = [
      told(0),
      told(9),
      told(24),
      told(25, "blue", "green"),
      told(129, "blue", "green"),
      told(130),
    ];
    expect(run("2x200", "1x200", ...queries)).toBe("");
  });

  test("says nothing of a colour that has its floor, or nine tenths of it", () => {
    expect(run("2x15 18x200", "1x15 5x200", told(60), told(120))).toBe("");
    expect(run("2x15 17x200", "1x15 4x200", told(60, "blue", "green"))).toBe("");
  });

  test("tells of a colour of which nothing is known", () => {
    const input = [pods("blue", "20x200")];
    const begins = iso(start - 3600);
    const queries = [told(30, "green")];
    expect(testRules(promtool, { groups, evaluateEvery: "1m", begins, input, queries })).toBe("");
  });

  test("says how many pods are missing, and where to read on", () => {
    const text = (colour: string, missing: string) => ({
      exp_labels: { severity: "critical", service: "cart-service", colour },
      exp_annotations: {
        summary: `cart-service: ${colour} is too small for the announced peak`,
        description: `${missing} more pods of ${colour} must be ready, and have not been for 15 minutes.`,
        runbook_url: `https://runbooks.example.com/${peakAlertNames.floor}.md`,
      },
    });
    const alerts = [
      {
        alertname: peakAlertNames.floor,
        eval_time: "40m",
        exp_alerts: [text("blue", "16"), text("green", "3.5")],
      },
    ];
    const input = [pods("blue", "2x200"), pods("green", "1x200")];
    const begins = iso(start - 3600);
    expect(testRules(promtool, { groups, evaluateEvery: "1m", begins, input, alerts })).toBe("");
  });
});

describeWith("promtool", "The calendars of the repository's stacks", (promtool) => {
  test.each(["production", "staging"])("are rules that Prometheus takes, none of them twice: %s", (stack) => {
    const { calendar, services, alerting } = platformOf(stack);
    const groups = calendarRuleGroups({ estate, calendar, services, regionPercent: 50, alerting });
    expect(groups).toHaveLength(1);
    expect(checkRules(promtool, groups)).toBe("");
  });

  test("are no rules where nothing is announced", () => {
    const { calendar, services, alerting } = platformOf("local");
    expect(calendarRuleGroups({ estate, calendar, services, regionPercent: 100, alerting })).toEqual([]);
  });
});
