import fc from "fast-check";

import {
  boundedStep,
  declaredColour,
  firstStepPercent,
  legalWeights,
  releaseGuards,
  releaseProblems,
  sufficientCapacity,
  type ColourFacts,
  type ReleaseFacts,
} from "../../guards/release";
import type { Problem } from "../../config/problems";

const path = "social-commerce:services.cart-service.release";

const release = (blue: Partial<ColourFacts>, green: Partial<ColourFacts>): ReleaseFacts => ({
  path,
  colours: {
    blue: { weight: 100, declared: true, capacityPercent: 100, ...blue },
    green: { weight: 0, declared: true, capacityPercent: 100, ...green },
  },
  maximumStepPercent: 50,
  rollback: false,
});

describe("The guards of a release", () => {
  test("are asked in the order: weights, declaration, capacity, step", () => {
    expect(releaseGuards).toEqual([legalWeights, declaredColour, sufficientCapacity, boundedStep]);
  });

  test("let every whole share pass between two declared colours that have room for it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (green) => {
        expect(releaseProblems(release({ weight: 100 - green }, { weight: green }))).toEqual([]);
      }),
    );
  });

  test.each([
    ["a sum above the whole", 60, 50],
    ["a sum below the whole", 0, 0],
    ["a negative share", 110, -10],
    ["a share above the whole", -1, 101],
    ["a fraction", 99.5, 0.5],
    ["a share that is no number", Number.NaN, 100],
  ])("refuse %s", (_, blue, green) => {
    expect(legalWeights(release({ weight: blue }, { weight: green }))).toEqual([
      {
        path: `${path}.greenPercent`,
        found: `weights blue ${blue}, green ${green}`,
        allowed: "whole numbers from 0 to 100 that sum to 100",
        remedy: "set greenPercent to a whole number from 0 to 100; blue serves the rest",
      },
    ]);
  });

  test.each(["blue", "green"] as const)("refuse requests to a %s that is not declared", (colour) => {
    const other = { weight: colour === "blue" ? 0 : 99 };
    const facts = { weight: 100 - other.weight, declared: false };
    const judged = colour === "blue" ? release(facts, { weight: 0 }) : release(other, facts);
    expect(declaredColour(judged)).toEqual([
      {
        path: `${path}.${colour}`,
        found: `nothing, while ${colour} is to serve ${facts.weight} % of the requests`,
        allowed: "a colour with traffic is declared with version and digest",
        remedy: `declare release.${colour} in an edit of its own, wait for its pods, then shift traffic`,
      },
    ]);
  });

  test("allow an undeclared colour that serves nobody", () => {
    expect(releaseProblems(release({}, { declared: false, capacityPercent: 10 }))).toEqual([]);
  });

  test.each(["blue", "green"] as const)("refuse a %s that serves more than it runs", (colour) => {
    const small = { weight: 60, capacityPercent: 59 };
    const judged = colour === "blue" ? release(small, { weight: 40 }) : release({ weight: 40 }, small);
    expect(sufficientCapacity(judged)).toEqual([
      {
        path: `${path}.${colour}.capacityPercent`,
        found: `59, while ${colour} is to serve 60 % of the requests`,
        allowed: "60 to 100",
        remedy: `raise release.${colour}.capacityPercent in an edit of its own, wait for its pods, then shift traffic`,
      },
    ]);
  });

  test("allow a colour that serves exactly what it runs", () => {
    expect(releaseProblems(release({ weight: 66 }, { weight: 34, capacityPercent: 34 }))).toEqual([]);
  });

  test("tell one thing of an undeclared colour, not two", () => {
    const judged = release({ weight: 50 }, { weight: 50, declared: false, capacityPercent: 10 });
    expect(releaseProblems(judged).map((problem) => problem.path)).toEqual([`${path}.green`]);
  });
});

/** What the guard of steps says of a shift of green from one share to another. */
const stepFrom = (green: number, to: number, maximumStepPercent = 50): readonly Problem[] =>
  boundedStep(
    { ...release({ weight: 100 - to }, { weight: to }), maximumStepPercent },
    { blue: 100 - green, green },
  );

describe("The guard of steps", () => {
  test.each([
    [0, 10, 50],
    [100, 90, 50],
    [10, 60, 50],
    [10, 50, 40],
    [50, 100, 50],
    [50, 0, 50],
    [0, 0, 50],
    [0, 5, 5],
    [1, 100, 99],
  ])("lets green go from %i to %i with a maximum of %i", (from, to, maximum) => {
    expect(stepFrom(from, to, maximum)).toEqual([]);
  });

  test.each([
    [0, 11, 50, "at most 10 away from a colour that serves everything", 10],
    [0, 100, 100, "at most 10 away from a colour that serves everything", 10],
    [0, 6, 5, "at most 5 away from a colour that serves everything", 5],
    [100, 89, 50, "at most 10 away from a colour that serves everything", 90],
    [10, 61, 50, "at most 50 in one edit (release.maximumStepPercent)", 60],
    [40, 81, 40, "at most 40 in one edit (release.maximumStepPercent)", 80],
    [60, 9, 50, "at most 50 in one edit (release.maximumStepPercent)", 10],
    [50, 91, 40, "at most 40 in one edit (release.maximumStepPercent)", 90],
    [50, 9, 40, "at most 40 in one edit (release.maximumStepPercent)", 10],
  ])(
    "refuses green from %i to %i with a maximum of %i, and tells the next step",
    (from, to, maximum, allowed, next) => {
      expect(stepFrom(from, to, maximum)).toEqual([
        {
          path: `${path}.greenPercent`,
          found: `a step from ${from} to ${to}`,
          allowed,
          remedy: `set greenPercent to ${next}, watch, and go on from there; to go back at once, add release.rollback: true`,
        },
      ]);
    },
  );

  test("lets every release go all the way back to the colour that serves more, in one step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 100 }), (green, maximum) => {
        fc.pre(green !== 50);
        expect(stepFrom(green, green < 50 ? 0 : 100, maximum)).toEqual([]);
      }),
    );
  });

  test("lets an edit that says that it goes back go anywhere in one step", () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(share, share, (from, to) => {
        const judged = { ...release({ weight: 100 - to }, { weight: to }), rollback: true };
        expect(boundedStep(judged, { blue: 100 - from, green: from })).toEqual([]);
      }),
    );
  });

  test("allows only a first step away from a route that names neither colour", () => {
    const shift = (to: number) =>
      boundedStep(release({ weight: 100 - to }, { weight: to }), { blue: 0, green: 0 });
    expect(shift(10)).toEqual([]);
    expect(shift(11)).toHaveLength(1);
  });

  test("tells a next step that it lets pass itself, whatever the step", () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 100 }), (from, to, maximum) => {
        const [problem] = stepFrom(from, to, maximum);
        fc.pre(problem !== undefined);
        const next = Number(/set greenPercent to (\d+),/u.exec(problem.remedy)?.[1]);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(100);
        expect(next).not.toBe(from);
        expect(stepFrom(from, next, maximum)).toEqual([]);
      }),
    );
  });

  test("says nothing where nothing served before: a first deployment, and the check of a file", () => {
    expect(firstStepPercent).toBe(10);
    expect(boundedStep(release({ weight: 0 }, { weight: 100 }))).toEqual([]);
    expect(releaseProblems(release({ weight: 0 }, { weight: 100 }))).toEqual([]);
    expect(releaseProblems(release({ weight: 0 }, { weight: 100 }), { blue: 100, green: 0 })).toHaveLength(1);
  });
});
