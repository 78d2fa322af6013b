import fc from "fast-check";

import type { Problem } from "../../config/problems";
import type { ReleaseFacts, Step } from "../../guards/facts";
import { releaseGuards, releaseProblems } from "../../guards/release";
import { firstStepPercent } from "../../guards/steps";
import { after, atRest, serving, type ReleaseChanges } from "../../tools/schema/guard-examples";

const { boundedStep, declaredStep } = releaseGuards;

/** What the guard of blue-green steps says of a shift of green, while blue is stable. */
const stepFrom = (from: number, to: number, maximumStepPercent = 50): readonly Problem[] =>
  boundedStep.judge(serving(to, { maximumStepPercent }), after(from));

const codes = (release: ReleaseFacts, step?: Step): string[] =>
  releaseProblems("route", release, step).map(({ code }) => code!);

const share = fc.integer({ min: 0, max: 100 });

describe("A step of a blue-green release", () => {
  test.each([
    [0, 10, 50],
    [10, 60, 50],
    [10, 50, 40],
    [50, 100, 50],
    [0, 5, 5],
    [1, 100, 99],
  ])("may go from %i to %i with a maximum of %i", (from, to, maximum) => {
    expect(stepFrom(from, to, maximum)).toEqual([]);
  });

  test.each([
    [0, 11, 50, "at most 10 away from a colour that serves everything", 10],
    [0, 100, 100, "at most 10 away from a colour that serves everything", 10],
    [0, 6, 5, "at most 5 away from a colour that serves everything", 5],
    [10, 61, 50, "at most 50 in one edit (release.maximumStepPercent)", 60],
    [50, 91, 40, "at most 40 in one edit (release.maximumStepPercent)", 90],
  ])("may not go from %i to %i with a maximum of %i", (from, to, maximum, allowed, next) => {
    expect(stepFrom(from, to, maximum)).toEqual([
      {
        path: "social-commerce:services.cart-service.release.greenPercent",
        found: `a step from ${from} to ${to}`,
        allowed,
        remedy: `set greenPercent to ${next}, watch, and go on from there; to go back at once, set it to 0`,
      },
    ]);
  });

  test("counts from the other side where green is stable", () => {
    const green = { stable: "green" as const };
    expect(boundedStep.judge(serving(90, green), after(100, {}, green))).toEqual([]);
    expect(boundedStep.judge(serving(80, green), after(100, {}, green))).toMatchObject([
      {
        found: "a step from 100 to 80",
        remedy: "set greenPercent to 90, watch, and go on from there; to go back at once, set it to 100",
      },
    ]);
    expect(boundedStep.judge(serving(30, green), after(90, {}, green))).toMatchObject([
      { remedy: "set greenPercent to 40, watch, and go on from there; to go back at once, set it to 100" },
    ]);
  });

  test("allows only a first step away from a route that names neither colour", () => {
    const nothing = { before: { weights: { blue: 0, green: 0 } } };
    expect(codes(serving(10), nothing)).toEqual([]);
    expect(codes(serving(11), nothing)).toEqual(["REL-11"]);
    const partial = { before: { weights: { blue: 0, green: 20 }, stable: "blue" as const } };
    expect(codes(serving(30), partial)).toEqual([]);
    expect(codes(serving(31), partial)).toEqual(["REL-11"]);
    expect(firstStepPercent).toBe(10);
  });

  test("is counted from what really serves, where somebody looked", () => {
    const observed = { weights: { blue: 90, green: 10 } };
    expect(boundedStep.judge(serving(60), after(50), observed)).toEqual([]);
    expect(boundedStep.judge(serving(61), after(50), observed)).toHaveLength(1);
    expect(boundedStep.judge(serving(50), undefined, { weights: { blue: 100, green: 0 } })).toHaveLength(1);
  });

  test("tells a next step that it lets pass itself, whatever the step", () => {
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 100 }), (from, to, maximum) => {
        const [problem] = stepFrom(from, to, maximum);
        fc.pre(problem !== undefined);
        const next = Number(/set greenPercent to (\d+),/u.exec(problem.remedy)?.[1]);
        expect(next).toBeGreaterThan(from);
        expect(stepFrom(from, next, maximum)).toEqual([]);
      }),
    );
  });
});

describe("A step towards the stable colour", () => {
  test.each(["blue-green", "canary"] as const)(
    "is free under %s, however far, without another key",
    (strategy) => {
      fc.assert(
        fc.property(share, share, fc.constantFrom("blue" as const, "green" as const), (from, to, stable) => {
          const back = stable === "blue" ? to <= from : to >= from;
          fc.pre(back);
          expect(codes(serving(to, { strategy, stable }), after(from, {}, { strategy, stable }))).toEqual([]);
        }),
      );
    },
  );

  test("is told by the larger share, where the route does not say which colour is stable", () => {
    const silent = (green: number): Step => ({ before: { weights: { blue: 100 - green, green } } });
    expect(codes(serving(100, { stable: "green" }), silent(60))).toEqual([]);
    expect(codes(serving(100), silent(60))).toEqual([]);
    expect(codes(serving(0, { stable: "green" }), silent(60))).toEqual(["REL-11"]);
    expect(codes(serving(0), silent(50))).toEqual([]);
  });
});

describe("A step of a canary", () => {
  const canary = (from: number, to: number, rest: ReleaseChanges = {}): readonly Problem[] =>
    declaredStep.judge(serving(to, { strategy: "canary", ...rest }), after(from, {}, { strategy: "canary" }));

  test.each([
    [0, 10],
    [10, 50],
    [50, 100],
    [30, 50],
    [100, 0],
    [50, 20],
  ])("may go from %i to %i", (from, to) => {
    expect(canary(from, to)).toEqual([]);
  });

  test.each([
    [0, 50, 10],
    [0, 5, 10],
    [10, 100, 50],
    [10, 49, 50],
    [50, 60, 100],
  ])("may not go from %i to %i, but to %i", (from, to, next) => {
    expect(canary(from, to)).toEqual([
      {
        path: "social-commerce:services.cart-service.release.greenPercent",
        found: `a step from ${from} to ${to}`,
        allowed: `${next}, the next of release.steps [10,50,100]`,
        remedy: `set greenPercent to ${next}, watch, and go on from there; to go back at once, set it to 0`,
      },
    ]);
  });

  test("goes by its own steps, not by the maximum of a blue-green release", () => {
    const steps = [25, 100];
    expect(codes(serving(25, { strategy: "canary", steps }), after(0, {}, { strategy: "canary" }))).toEqual(
      [],
    );
    expect(codes(serving(100, { strategy: "canary", steps }), after(25, {}, { strategy: "canary" }))).toEqual(
      [],
    );
    expect(boundedStep.judge(serving(100, { strategy: "rolling" }), after(0))).toEqual([]);
    expect(declaredStep.judge(serving(10, { steps: [50, 100] }), after(0))).toEqual([]);
  });

  test("counts the share of the colour that is tried, whichever it is", () => {
    const green = { strategy: "canary", stable: "green" } as const;
    expect(declaredStep.judge(serving(90, green), after(100, {}, green))).toEqual([]);
    expect(declaredStep.judge(serving(50, green), after(100, {}, green))).toMatchObject([
      { allowed: "90, the next of release.steps [10,50,100]" },
    ]);
  });
});

describe("A region", () => {
  const { digest } = atRest.colours.green;
  const shares = (green: number) => ({ blue: 100 - green, green });
  const marked = (green: number, of = digest) => ({
    weights: shares(green),
    digest: of,
    since: "2026-11-27T07:00:00.000Z",
  });
  const judged = (to: number, there: number, mark: ReturnType<typeof marked> | null): string[] =>
    releaseGuards.wavesInOrder
      .judge(serving(to), after(10), { earlier: { name: "us-west-2", weights: shares(there), mark } })
      .map(({ found }) => found);

  test("waits until the one before has made the step, and somebody watched it there", () => {
    expect(judged(50, 50, marked(50))).toEqual([]);
    expect(judged(50, 60, marked(60))).toEqual([]);
    expect(judged(50, 49, marked(49))).toEqual(["green 10 → 50 %, while it serves 49 % in us-west-2"]);
    const unwatched = "green 10 → 50 %, while nobody watched it to its end in us-west-2";
    for (const mark of [null, marked(10), marked(50, "sha256:1")])
      expect(judged(50, 50, mark)).toEqual([unwatched]);
  });

  test("goes back before the one before, and is alone where there is none", () => {
    expect([judged(0, 50, null), judged(0, 0, null)]).toEqual([[], []]);
    const alone = (earlier?: null) => releaseGuards.wavesInOrder.judge(serving(50), after(10), { earlier });
    expect([alone(null), alone()]).toEqual([[], []]);
  });

  test("counts from the other side where green is stable", () => {
    const green = { stable: "green" } as const;
    const of = (mark: ReturnType<typeof marked>, there = 50) =>
      releaseGuards.wavesInOrder.judge(serving(50, green), after(90, {}, green), {
        earlier: { name: "us-west-2", weights: shares(there), mark },
      });
    expect(of(marked(50, atRest.colours.blue.digest))).toEqual([]);
    expect(of(marked(50))).toHaveLength(1);
    expect(of(marked(60, atRest.colours.blue.digest), 60)).toHaveLength(1);
  });
});
