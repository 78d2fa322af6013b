import type { OffHours, RecurringWindow } from "../../config/model";
import type { ColourChange, Observed, ReleaseFacts, Step } from "../../guards/facts";
import type { Moment } from "../../guards/guard";
import { releaseProblems } from "../../guards/release";
import { after, serving } from "../../tools/schema/guard-examples";

const codes = (moment: Moment, release: ReleaseFacts, step?: Step, observed?: Observed): string[] =>
  releaseProblems(moment, release, step, observed).map(({ code }) => code!);
const route = codes.bind(undefined, "route");
const pods = codes.bind(undefined, "pods");

const at = (time: string): string => `2026-11-27T${time}Z`;
const image: ColourChange = {
  pods: true,
  image: { before: "sha256:1", after: "sha256:2" },
  version: { before: "1", after: "2" },
};

describe("While releases stand still, the guards", () => {
  const freezes = [{ name: "sale", start: at("07:00:00"), end: at("09:00:00") }];
  test.each([
    ["before", at("06:59:59"), []],
    ["at its start", at("07:00:00"), ["REL-23"]],
    ["at its last moment", at("08:59:59"), ["REL-23"]],
    ["at its end", at("09:00:00"), []],
    ["at no time", undefined, []],
  ])("holds a release in a freeze: %s", (_, now, expected) => {
    const observed = now === undefined ? {} : { now };
    expect(route(serving(10, { freezes }), after(0), observed)).toEqual(expected);
    expect(route(serving(0, { freezes }), after(10), observed)).toEqual([]);
    expect(pods(serving(0, { freezes }), { changes: { green: image } }, observed)).toEqual(expected);
    expect(route(serving(0, { freezes, strategy: "canary" }), after(0), observed)).toEqual(expected);
    expect(route(serving(100, { freezes, stable: "green" }), after(100), observed)).toEqual(expected);
    expect(route(serving(0, { freezes }), after(0), observed)).toEqual([]);
  });

  // The first Tuesday of the quarter, 10:00 to 12:00 in New York: 14:00 to 16:00 in UTC in October.
  const failover: RecurringWindow = {
    ...{ name: "failover", every: "quarter", day: "tuesday", startMinute: 600, endMinute: 720 },
    ...{ zone: "America/New_York", except: ["2027-01-05"] },
  };
  test.each([
    ["before", "2026-10-06T13:59:59Z", []],
    ["at its start", "2026-10-06T14:00:00Z", ["REL-23"]],
    ["at its last moment", "2026-10-06T15:59:59Z", ["REL-23"]],
    ["at its end", "2026-10-06T16:00:00Z", []],
    ["a week later", "2026-10-13T14:00:00Z", []],
    ["in winter, by the clocks of its zone", "2027-01-05T15:00:00Z", []],
    ["in spring", "2027-04-06T14:30:00Z", ["REL-23"]],
    ["at no time", undefined, []],
    ["at a time that is none", "soon", []],
  ])("holds a release in a drill: %s", (_, now, expected) => {
    const observed = now === undefined ? {} : { now };
    const drills = [failover];
    expect(route(serving(10, { drills }), after(0), observed)).toEqual(expected);
    expect(pods(serving(0, { drills }), { changes: { green: image } }, observed)).toEqual(expected);
    expect(route(serving(0, { drills }), after(10), observed)).toEqual([]);
  });

  test("says which drill holds a release, and until when", () => {
    const release = serving(10, { drills: [failover] });
    const [problem] = releaseProblems("route", release, after(0), { now: "2026-10-06T14:00:00Z" });
    expect(problem).toMatchObject({
      found: "a change at 2026-10-06T14:00:00Z, during the drill failover",
      allowed: "a step back, until 12:00 America/New_York",
      remedy: "wait until 12:00 America/New_York",
    });
  });
});

describe("While a service sleeps, the guards", () => {
  const offHours: OffHours = {
    ...{ wakes: "07:00", sleeps: "20:00", zone: "America/New_York" },
    days: ["thursday", "friday"],
  };
  // 20:00 on Thursday in New York.
  const night = "2026-11-27T01:00:00Z";
  const none = { blue: 0, green: 0 };
  const asleep: Observed = { now: night, readyPercent: none };

  test.each<[string, Observed, string[]]>([
    ["at the first moment of the night", asleep, ["REL-25"]],
    ["at the last moment of the day", { now: "2026-11-27T00:59:59Z", readyPercent: none }, ["REL-18"]],
    ["in the morning, when they fail", { now: "2026-11-27T12:00:00Z", readyPercent: none }, ["REL-18"]],
    ["before the morning", { now: "2026-11-27T11:59:59Z", readyPercent: none }, ["REL-25"]],
    ["on a day off", { now: "2026-11-28T15:00:00Z", readyPercent: none }, ["REL-25"]],
    ["woken for the evening", { now: night, readyPercent: { blue: 50, green: 10 } }, []],
    ["woken but for one colour", { now: night, readyPercent: { blue: 50, green: 0 } }, ["REL-18"]],
    ["where nobody looked", { now: night }, []],
    ["where nobody told the time", { readyPercent: none }, ["REL-18"]],
  ])("hold a step, and say why: %s", (_, observed, expected) => {
    expect(route(serving(10, { offHours }), after(0), observed)).toEqual(expected);
    expect(route(serving(0, { offHours }), after(10), observed)).toEqual([]);
    expect(route(serving(0, { offHours }), after(0), observed)).toEqual([]);
  });

  test("hold another strategy and the end of a release", () => {
    expect(route(serving(0, { offHours, strategy: "canary" }), after(0), asleep)).toEqual(["REL-25"]);
    expect(route(serving(100, { offHours, stable: "green" }), after(100), asleep)).toEqual(["REL-25"]);
  });

  test("hold another image of what serves, and let pods of an idle colour be made anew", () => {
    const rolling = serving(0, { offHours, strategy: "rolling" });
    expect(pods(rolling, { changes: { blue: image } }, asleep)).toEqual(["REL-25"]);
    expect(pods(rolling, { changes: { blue: { pods: true } } }, asleep)).toEqual([]);
    expect(pods(rolling, { changes: { green: image } }, asleep)).toEqual([]);
    // The live route decides what serves, and not the file.
    const lived = { ...asleep, weights: { blue: 90, green: 10 } };
    expect(pods(rolling, { changes: { green: image } }, lived)).toEqual(["REL-25"]);
    expect(route(serving(0, { offHours }), after(0, { changes: { green: image } }), asleep)).toEqual([]);
  });

  test("know no night where services run at every hour", () => {
    expect(route(serving(10), after(0), asleep)).toEqual(["REL-18"]);
  });

  test("tell when it ends, and how to end it", () => {
    const [problem] = releaseProblems("route", serving(10, { offHours }), after(0), asleep);
    expect(problem!.remedy).toBe(
      "wake the services (docs/off-hours.md), or wait until 07:00 America/New_York on thursday, friday",
    );
  });
});
