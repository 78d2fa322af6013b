import fc from "fast-check";

import type { Observed, ReleaseFacts, Step } from "../../guards/facts";
import type { Guard, Moment } from "../../guards/guard";
import { releaseGuards, releaseProblems } from "../../guards/release";
import { after, atRest, guardExamples, serving } from "../../tools/schema/guard-examples";

type Name = keyof typeof releaseGuards;
const names = Object.keys(releaseGuards) as Name[];
const all: readonly Guard[] = Object.values(releaseGuards);

const codes = (moment: Moment, release: ReleaseFacts, step?: Step, observed?: Observed): string[] =>
  releaseProblems(moment, release, step, observed).map(({ code }) => code!);

describe("The table of guards", () => {
  test("numbers them without a gap, in the order in which problems are told", () => {
    expect(all.map(({ code }) => code)).toEqual(
      names.map((_, index) => `REL-${String(index + 1).padStart(2, "0")}`),
    );
  });

  test("says of each what it refuses and what to do, as sentences", () => {
    for (const { refuses, remedy, asked } of all) {
      expect(refuses).toMatch(/^[A-Z].+\.$/u);
      expect(remedy).toMatch(/^[A-Z].+\.$/u);
      expect(asked).not.toEqual([]);
    }
  });

  test("asks each at its moments, and no other", () => {
    const at = (moment: Moment): string[] =>
      names.filter((name) => releaseGuards[name].asked.some((m) => m === moment));
    expect(at("file")).toEqual([
      ...["legalWeights", "declaredColour", "sufficientCapacity", "wayBack", "orderedSteps"],
      ...["rollingServesWhole", "oneNamePerImage", "schemaRange", "connectionLimit"],
    ]);
    expect(at("migration")).toEqual(["backedUp"]);
    expect(at("pods")).toEqual(["oneNamePerImage", "drainTimes", "noRebuild", "frozen", "seen", "asleep"]);
    expect(at("route")).toEqual([
      ...["legalWeights", "declaredColour", "sufficientCapacity", "wayBack", "rollingServesWhole"],
      ...["schemaRange", "connectionLimit", "boundedStep", "declaredStep", "imageApart", "capacityApart"],
      ...["strategyAtRest", "completed", "readyPods", "watchedShare", "baked", "acknowledged"],
      ...["wavesInOrder", "frozen", "seen", "asleep"],
    ]);
  });

  test.each(names)("refuses the example of %s for that reason alone", (name) => {
    const { moment, release, step, observed } = guardExamples[name];
    expect(codes(moment, release, step, observed)).toEqual([releaseGuards[name].code]);
  });

  test.each(names.filter((name) => "needs" in releaseGuards[name]))(
    "is silent about the example of %s where nobody looked at the cluster",
    (name) => {
      const { moment, release, step } = guardExamples[name];
      expect(codes(moment, release, step)).toEqual([]);
    },
  );

  test("lets a service at rest pass at every moment", () => {
    for (const moment of ["file", "migration", "pods", "route"] as const) {
      expect(codes(moment, atRest)).toEqual([]);
      expect(codes(moment, atRest, after(0), { mark: null, rollback: null, now: "2026-01-01" })).toEqual([]);
    }
  });

  test("asks a new route for nothing that needs a former one", () => {
    expect(codes("route", serving(60))).toEqual([]);
  });

  test("never throws, whatever the values, and says every problem in full", () => {
    const wild = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 100, Number.NaN, -0, 1e21));
    const text = fc.oneof(fc.string(), fc.constantFrom("1", "2026-11-27T12:00Z", "sha256:"));
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const colour = fc.constantFrom("blue" as const, "green" as const);
    const strategy = fc.constantFrom("blue-green" as const, "canary" as const, "rolling" as const);
    const weights = fc.record({ blue: wild, green: wild });
    const between = <T>(value: fc.Arbitrary<T>) => fc.record({ before: value, after: value });
    const facts = fc.record({
      weight: wild,
      declared: fc.boolean(),
      capacityPercent: wild,
      version: text,
      digest: text,
      schema: maybe(fc.record({ min: wild, max: wild })),
    });
    const change = fc.record({
      image: maybe(between(text)),
      version: maybe(between(text)),
      pods: maybe(fc.boolean()),
      floor: maybe(between(wild)),
    });
    const release = fc.record({
      path: fc.constant("path"),
      strategy,
      stable: colour,
      steps: fc.array(wild),
      maximumStepPercent: wild,
      bakeSeconds: wild,
      acknowledgeRollback: maybe(text),
      databaseSchema: maybe(wild),
      colours: fc.record({ blue: facts, green: facts }),
      connections: fc.record({ path: text, perReplica: maybe(wild), limit: maybe(wild), replicas: wild }),
      freezes: maybe(fc.array(fc.record({ name: text, start: text, end: text }))),
      dumps: maybe(fc.array(fc.record({ store: fc.constantFrom("a", "b"), region: text }))),
    });
    const step = fc.record({
      before: maybe(fc.record({ weights, strategy: maybe(strategy), stable: maybe(colour) })),
      changes: maybe(fc.record({ blue: change, green: change })),
      drain: maybe(fc.record({ preStop: wild, longestRequest: wild, closing: wild, grace: wild })),
      migrating: maybe(colour),
    });
    const mark = fc.record({ weights, digest: text, since: text });
    const last = fc.oneof(
      fc.record({ kind: fc.constantFrom("done" as const, "never" as const), at: text }),
      fc.record({ kind: fc.constant("unseen" as const), why: text }),
    );
    const observed = fc.record({
      now: maybe(text),
      weights: maybe(weights),
      readyPercent: maybe(weights),
      mark: fc.option(mark),
      rollback: fc.option(fc.record({ id: text })),
      earlier: fc.option(fc.record({ name: text, weights, mark: fc.option(mark) })),
      unseen: maybe(text),
      dumps: maybe(fc.dictionary(fc.constantFrom("a", "b"), fc.option(last))),
    });
    fc.assert(
      fc.property(release, maybe(step), maybe(observed), (...args) => {
        for (const { judge } of all)
          for (const problem of judge(...args))
            for (const part of [problem.path, problem.found, problem.allowed, problem.remedy])
              expect(part).not.toMatch(/undefined|\[object/u);
      }),
      { numRuns: 3000 },
    );
  });
});
