import fc from "fast-check";

import { lifecycle, terminationGraceSeconds } from "../../../components/service/lifecycle";
import { colourSize } from "../../../components/service/size";

const percent = fc.integer({ min: 1, max: 100 });
const scaling = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
  .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }));

describe("The size of a colour in a region", () => {
  test.each([
    // floor, ceiling, region %, colour % → fewest, most
    [3, 20, 100, 100, 3, 20],
    [3, 20, 15, 100, 1, 20],
    [3, 20, 50, 100, 2, 20],
    [3, 20, 100, 34, 2, 20],
    [3, 20, 50, 34, 1, 20],
    [3, 20, 15, 34, 1, 20],
    [10, 100, 70, 70, 5, 100],
    [10, 100, 30, 100, 3, 100],
    // 10 × 0.7 × 0.3 in floating point is above 2.1; 100 × 0.07 is above 7.
    [100, 100, 7, 100, 7, 100],
    [10, 30, 70, 10, 1, 30],
    [1, 2, 1, 1, 1, 2],
    [1, 1, 100, 10, 1, 1],
    [4, 40, 100, 100, 4, 40],
  ])("of %i to %i replicas at %i %% and %i %% is %i to %i", (min, max, region, colour, fewest, most) => {
    expect(colourSize({ min, max }, region, colour)).toEqual({ min: fewest, max: most });
  });

  test("is never without a replica, never upside down, and never above the service's own", () => {
    fc.assert(
      fc.property(scaling, percent, percent, (service, region, colour) => {
        const { min, max } = colourSize(service, region, colour);
        expect(min).toBeGreaterThanOrEqual(1);
        expect(max).toBeGreaterThanOrEqual(min);
        expect(min).toBeLessThanOrEqual(service.min);
      }),
    );
  });

  test("is the smallest whole number that carries the share", () => {
    fc.assert(
      fc.property(scaling, percent, percent, (service, region, colour) => {
        const { min } = colourSize(service, region, colour);
        const share = BigInt(service.min) * BigInt(region) * BigInt(colour);
        expect(BigInt(min) * 10_000n >= share && BigInt(min - 1) * 10_000n < share).toBe(true);
      }),
    );
  });

  test("has the service's ceiling: an idle colour must be able to grow, and so must a small region", () => {
    fc.assert(
      fc.property(scaling, percent, percent, (service, region, colour) => {
        expect(colourSize(service, region, colour).max).toBe(service.max);
      }),
    );
  });
});

describe("The times of a pod's life", () => {
  test("leave room for the longest request after the proxies have let go", () => {
    expect(terminationGraceSeconds()).toBeGreaterThan(
      lifecycle.preStopSeconds + lifecycle.longestRequestSeconds,
    );
    // R11: a timeout of 5 s, three retries and the first try.
    expect(lifecycle.longestRequestSeconds).toBe(5 * 4);
  });

  test("are those of R7: 120 s to start, 30 min to roll out", () => {
    expect(lifecycle.startSeconds).toBe(120);
    expect(lifecycle.rolloutSeconds).toBe(30 * 60);
    expect(lifecycle.startSeconds % lifecycle.startProbeSeconds).toBe(0);
  });
});
