import type { ColourChange, Observed, ReleaseFacts, Step } from "../../guards/facts";
import type { Moment } from "../../guards/guard";
import type { WatchedMark } from "../../guards/marks";
import { releaseProblems } from "../../guards/release";
import { after, atRest, serving } from "../../tools/schema/guard-examples";

const codes = (moment: Moment, release: ReleaseFacts, step?: Step, observed?: Observed): string[] =>
  releaseProblems(moment, release, step, observed).map(({ code }) => code!);

const route = codes.bind(undefined, "route");
const pods = codes.bind(undefined, "pods");
const file = codes.bind(undefined, "file");

const image: ColourChange = {
  pods: true,
  image: { before: "sha256:1", after: "sha256:2" },
  version: { before: "1", after: "2" },
};
const restart: ColourChange = { pods: true };
const floor = (before: number, now: number): ColourChange => ({ floor: { before, after: now } });

describe("A stack file's release", () => {
  test.each([
    ["a share of each", serving(50), []],
    ["a share that is exactly what the colour runs", serving(34, { green: { capacityPercent: 34 } }), []],
    ["one percent above what the colour runs", serving(35, { green: { capacityPercent: 34 } }), ["REL-03"]],
    ["an undeclared idle colour", serving(0, { green: { declared: false, capacityPercent: 10 } }), []],
    ["an undeclared stable colour", serving(0, { stable: "green", green: { declared: false } }), ["REL-02"]],
    ["a stable colour that is small", serving(0, { blue: { capacityPercent: 99 } }), ["REL-04"]],
    ["an idle colour that is small", serving(0, { green: { capacityPercent: 1 } }), []],
    ["a small colour that was stable", serving(100, { stable: "green", blue: { capacityPercent: 1 } }), []],
    ["steps that fall", serving(0, { steps: [50, 10, 100] }), ["REL-05"]],
    ["steps that stand still", serving(0, { steps: [50, 50, 100] }), ["REL-05"]],
    ["one step", serving(0, { steps: [100] }), []],
    ["no step", serving(0, { steps: [] }), ["REL-05"]],
    ["rolling, blue serves", serving(0, { strategy: "rolling" }), []],
    ["rolling, green serves", serving(100, { strategy: "rolling", stable: "green" }), []],
    ["rolling, the other one serves", serving(100, { strategy: "rolling" }), ["REL-06"]],
    ["one version for two images", serving(0, { green: { version: "1.8.2" } }), ["REL-07"]],
    [
      "one image under two versions",
      serving(0, { green: { digest: atRest.colours.blue.digest } }),
      ["REL-07"],
    ],
    ["the same twice", serving(0, { green: { version: "1.8.2", digest: atRest.colours.blue.digest } }), []],
    ["a version for the undeclared", serving(0, { green: { declared: false, version: "1.8.2" } }), []],
    ["weights that sum to less", serving(10, { blue: { weight: 80 } }), ["REL-01"]],
    ["a negative weight", serving(-10, { blue: { weight: 110, capacityPercent: 100 } }), ["REL-01"]],
    ["half a percent", serving(0.5), ["REL-01"]],
    ["no number", serving(Number.NaN), ["REL-01", "REL-03"]],
  ])("with %s", (_, release, expected) => {
    expect(file(release)).toEqual(expected);
  });

  test("says which versions a colour works with, one or several", () => {
    const allowed = (min: number, max: number) =>
      releaseProblems(
        "file",
        serving(0, {
          databaseSchema: 9,
          blue: { schema: { min, max } },
          green: { schema: { min: 9, max: 9 } },
        }),
      ).map((problem) => problem.allowed);
    expect(allowed(8, 8)).toEqual(["8 to 8, for blue"]);
    expect(allowed(8, 7)).toEqual(["a range whose min is not above its max"]);
  });

  const schema = (min: number, max: number) => ({ schema: { min, max } });
  test.each([
    ["both ranges around it", 119, schema(118, 119), schema(119, 120), []],
    ["one range below it", 120, schema(118, 119), schema(119, 120), ["REL-08"]],
    ["one range above it", 118, schema(118, 119), schema(119, 120), ["REL-08"]],
    ["an empty range", 119, schema(120, 118), schema(119, 119), ["REL-08"]],
    ["a colour without range", 119, schema(118, 119), {}, ["REL-08"]],
    ["ranges alone", undefined, schema(118, 119), schema(118, 119), ["REL-08", "REL-08"]],
    ["nothing of it", undefined, {}, {}, []],
    ["an undeclared colour", 119, schema(119, 119), { declared: false }, []],
  ])("with a database schema and %s", (_, databaseSchema, blue, green, expected) => {
    expect(file(serving(0, { databaseSchema, blue, green }))).toEqual(expected);
  });

  test.each([
    ["as many as both colours need", 10, 600, []],
    ["one too few", 10, 599, ["REL-09"]],
    ["no limit", 10, undefined, ["REL-09"]],
    ["no use", undefined, 600, ["REL-09"]],
    ["neither", undefined, undefined, []],
  ])("with %s connections", (_, perReplica, limit, expected) => {
    expect(file(serving(0, { connections: { path: "p", replicas: 30, perReplica, limit } }))).toEqual(
      expected,
    );
  });
});

describe("Pods", () => {
  test.each([
    ["another image on the idle colour", serving(0), { green: image }, []],
    ["another image on the stable colour", serving(0), { blue: image }, ["REL-14"]],
    ["another image on a stable colour without requests", serving(100), { blue: image }, ["REL-14"]],
    ["another image on a colour that is tried", serving(1), { green: image }, ["REL-14"]],
    ["another image under rolling", serving(0, { strategy: "rolling" }), { blue: image, green: image }, []],
    ["other pods at rest", serving(0), { blue: restart, green: restart }, []],
    ["other pods in a release", serving(1), { green: restart }, ["REL-14"]],
    ["other pods of a colour that is complete but in name", serving(100), { green: restart }, ["REL-14"]],
    ["other pods of a complete release", serving(100, { stable: "green" }), { green: restart }, []],
    ["another size in a release", serving(50), { green: floor(1, 2) }, []],
    ["an image without its version", serving(0), { green: { ...image, version: undefined } }, ["REL-07"]],
    ["a version without its image", serving(0), { green: { ...image, image: undefined } }, ["REL-07"]],
  ] as const)("change: %s", (_, release, changes, expected) => {
    expect(pods(release, { changes })).toEqual(expected);
  });

  test("count as serving what served before the edit, or serves in the cluster", () => {
    const changes = { green: image };
    expect(pods(serving(0), { ...after(10), changes })).toEqual(["REL-14"]);
    expect(pods(serving(0), { changes }, { weights: { blue: 90, green: 10 } })).toEqual(["REL-14"]);
    expect(pods(serving(0), { changes: { green: restart } }, { weights: { blue: 90, green: 10 } })).toEqual([
      "REL-14",
    ]);
    expect(pods(serving(0, { stable: "green" }), { ...after(0), changes })).toEqual(["REL-14"]);
    expect(pods(serving(100, { stable: "green" }), { ...after(100), changes: { blue: image } })).toEqual([
      "REL-14",
    ]);
  });

  test.each([
    ["just in time", 45, 15, []],
    ["a second too late", 44, 15, ["REL-10"]],
    ["without a time for the proxies", 45, 0, ["REL-10"]],
    ["in no time", Number.NaN, 15, ["REL-10"]],
  ])("stop %s", (_, grace, preStop, expected) => {
    expect(pods(atRest, { drain: { preStop, longestRequest: 20, closing: 10, grace } })).toEqual(expected);
  });
});

describe("An edit that shifts", () => {
  test.each([
    ["another image of either colour", { green: image }, ["REL-13"]],
    ["other pods of the colour that gives", { blue: restart }, ["REL-13"]],
    ["a larger floor of the colour that receives", { green: floor(1, 2) }, ["REL-15"]],
    ["a smaller floor of the colour that receives", { green: floor(2, 1) }, ["REL-15"]],
    ["a smaller floor of the colour that gives", { blue: floor(2, 1) }, ["REL-15"]],
    ["a larger floor of the colour that gives", { blue: floor(1, 2) }, []],
    ["nothing else", {}, []],
  ] as const)("does not bring %s", (_, changes, expected) => {
    expect(route(serving(10), after(0, { changes }))).toEqual(expected);
  });

  test("goes back with nothing else either, and the colour that receives is then the stable one", () => {
    expect(route(serving(0), after(50, { changes: { green: image } }))).toEqual(["REL-13"]);
    expect(route(serving(0), after(50, { changes: { green: floor(2, 1) } }))).toEqual(["REL-15"]);
    expect(route(serving(0), after(50, { changes: { blue: floor(1, 2) } }))).toEqual(["REL-15"]);
    expect(route(serving(0), after(50, { changes: { green: floor(1, 2) } }))).toEqual([]);
  });

  test("is no shift where no share moves: images and sizes change as they like", () => {
    expect(route(serving(10), after(10, { changes: { green: { ...image, ...floor(2, 1) } } }))).toEqual([]);
  });
});

describe("Another strategy, or another stable colour", () => {
  const canary = { strategy: "canary" } as const;
  test.each([
    ["at rest", serving(0, canary), after(0), []],
    [
      "at rest on green",
      serving(100, { ...canary, stable: "green" }),
      after(100, {}, { stable: "green" }),
      [],
    ],
    ["while requests are split", serving(10, canary), after(10), ["REL-16"]],
    ["with a shift", serving(10, canary), after(0), ["REL-16"]],
    ["with a step back", serving(0, canary), after(10), ["REL-16"]],
    ["before the release is complete", serving(100, canary), after(100), ["REL-16"]],
    ["with its completion", serving(100, { ...canary, stable: "green" }), after(100), ["REL-16"]],
    ["on a route that does not say", serving(10, canary), after(10, {}, { strategy: undefined }), []],
  ])("is chosen %s", (_, release, step, expected) => {
    expect(route(release, step)).toEqual(expected);
  });

  const green = { stable: "green" } as const;
  test.each([
    ["when it serves everything", serving(100, green), after(100), []],
    ["when it serves almost everything", serving(99, green), after(99), ["REL-17"]],
    ["in the edit that gives it everything", serving(100, green), after(60), ["REL-17"]],
    ["in an edit that takes something away", serving(90, green), after(100), ["REL-17"]],
    ["with another image", serving(100, green), after(100, { changes: { blue: image } }), ["REL-17"]],
    ["with another size", serving(100, green), after(100, { changes: { blue: floor(2, 1) } }), ["REL-17"]],
    ["on a route that does not say", serving(100, green), after(100, {}, { stable: undefined }), []],
  ])("is named %s", (_, release, step, expected) => {
    expect(route(release, step)).toEqual(expected);
  });
});

describe("What somebody saw in the cluster", () => {
  const { digest } = atRest.colours.green;
  const marked = (green: number): WatchedMark => ({
    weights: { blue: 100 - green, green },
    digest,
    since: "2026-11-27T12:00:00Z",
  });
  const mark = marked(10);
  const at = (time: string): string => `2026-11-27T${time}Z`;

  test.each([
    ["the mark of these shares", mark, []],
    ["no mark", null, ["REL-19"]],
    ["the mark of other shares", marked(5), ["REL-19"]],
    ["the mark of another image", { ...mark, digest: "sha256:1" }, ["REL-19"]],
  ])("lets a release go on by %s", (_, seen, expected) => {
    expect(route(serving(50), after(10), { mark: seen })).toEqual(expected);
    expect(route(serving(0), after(10), { mark: seen })).toEqual([]);
  });

  test("says how to go back to where no mark is needed, whichever colour is stable", () => {
    const remedyOf = (release: ReleaseFacts, step: Step): string | undefined =>
      releaseProblems("route", release, step, { mark: null })[0]?.remedy;
    expect(remedyOf(serving(50), after(10))).toBe(
      "set greenPercent to 0, which needs no watch, and step again",
    );
    const green = { stable: "green" } as const;
    expect(remedyOf(serving(50, green), after(90, {}, green))).toContain("set greenPercent to 100,");
  });

  test("asks no mark for a first step, and one for the end of a release", () => {
    expect(route(serving(10), after(0), { mark: null })).toEqual([]);
    const end = serving(100, { stable: "green" });
    expect(route(end, after(100), { mark: null })).toEqual(["REL-19"]);
    expect(route(end, after(100), { mark: marked(100) })).toEqual([]);
  });

  test.each([
    ["a second too early", at("12:09:59"), mark, ["REL-20"]],
    ["half a second too early", at("12:09:59.500"), mark, ["REL-20"]],
    ["in time", at("12:10:00"), mark, []],
    ["at no time", "noon", mark, ["REL-20"]],
    ["by a mark without a time", at("12:10:00"), { ...mark, since: "" }, ["REL-20"]],
    ["by a mark of other shares", at("12:00:00"), marked(5), ["REL-19"]],
  ])("lets shares bake: %s", (_, now, seen, expected) => {
    expect(route(serving(50), after(10), { now, mark: seen })).toEqual(expected);
    expect(route(serving(0), after(10), { now, mark: seen })).toEqual([]);
  });

  test("lets the end of a release bake as well", () => {
    const full = marked(100);
    const end = serving(100, { stable: "green" });
    expect(route(end, after(100), { now: at("12:09:59"), mark: full })).toEqual(["REL-20"]);
    expect(route(end, after(100), { now: at("12:10:00"), mark: full })).toEqual([]);
  });

  test("holds a release that was rolled back until that rollback is named", () => {
    const rollback = { id: "r2" };
    expect(route(serving(10, { acknowledgeRollback: "r1" }), after(0), { rollback })).toEqual(["REL-21"]);
    expect(route(serving(10, { acknowledgeRollback: "r2" }), after(0), { rollback })).toEqual([]);
    expect(route(serving(10), after(0), { rollback: null })).toEqual([]);
    expect(route(serving(0), after(50), { rollback })).toEqual([]);
  });

  test("wants ready pods for the new share, and none for a way back", () => {
    const ready = (green: number) => ({ readyPercent: { blue: 0, green } });
    expect(route(serving(10), after(0), ready(9))).toEqual(["REL-18"]);
    expect(route(serving(10), after(0), ready(10))).toEqual([]);
    expect(route(serving(0), after(10), ready(100))).toEqual([]);
  });
});
