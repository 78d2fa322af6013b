import fc from "fast-check";

import { judge } from "../../watch/judge";
import type { Answers, Sample } from "../../watch/sample";
import { shift } from "./samples";

/** A scrape of the proxy: what its counters say. */
interface Scrape {
  readonly at: number;
  readonly requests: number;
  readonly failed: number;
}

/** Traffic of one colour: at what rate it is asked, and from when on which share fails. */
interface Course {
  readonly perSecond: number;
  readonly failsFrom: number;
  readonly share: number;
  /** Second of the first scrape after the shift. */
  readonly scrapePhase: number;
  /** Seconds by which looks come later than every ten. */
  readonly lookPhase: number;
}

const scrapeEvery = 15;

function scrapes({ perSecond, failsFrom, share, scrapePhase }: Course): Scrape[] {
  return Array.from({ length: 150 }, (_, index) => scrapePhase + index * scrapeEvery).map((at) => ({
    at,
    requests: at * perSecond,
    failed: Math.max(0, at - failsFrom) * perSecond * share,
  }));
}

/** `increase` as Prometheus computes it: between the first and last sample of the range, extrapolated to its ends. */
function increase(
  all: readonly Scrape[],
  of: (scrape: Scrape) => number,
  now: number,
  range: number,
): number {
  // A class of answers has no series before its first answer.
  const samples = all.filter((one) => one.at > now - range && one.at <= now && of(one) > 0);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || samples.length < 2) return 0;
  const [sampled, grown] = [last.at - first.at, of(last) - of(first)];
  const limit = (sampled / (samples.length - 1)) * 1.1;
  const half = sampled / (samples.length - 1) / 2;
  const toStart = first.at - (now - range);
  const before = Math.min(
    toStart > limit ? half : toStart,
    grown > 0 ? sampled * (of(first) / grown) : Infinity,
  );
  const after = now - last.at > limit ? half : now - last.at;
  return (grown * (sampled + before + after)) / sampled;
}

/** What a watch decides of a course, and when. */
function decided(course: Course): { readonly kind: string; readonly at: number } {
  const all = scrapes(course);
  const answers = (now: number, range: number): Answers => {
    const count = (of: (scrape: Scrape) => number) => increase(all, of, now, range);
    const requests = count((one) => one.requests);
    return { requests, failed: count((one) => one.failed), timed: requests, totalMs: requests * 20 };
  };
  const history: Sample[] = [];
  for (let at = 10 + course.lookPhase; ; at += 10) {
    const traffic = { recent: answers(at, 60), sinceShift: answers(at, Math.max(60, Math.ceil(at))) };
    history.push({ at, pods: { ready: 3, desired: 3 }, traffic });
    const verdict = judge(history, shift);
    if (verdict.kind !== "continue") return { kind: verdict.kind, at };
  }
}

/** Requests come at all rates at which a minute has enough of them, scrapes and looks at all times. */
const phases = {
  scrapePhase: fc.double({ min: 0.1, max: scrapeEvery, noNaN: true }),
  lookPhase: fc.double({ min: 0, max: 9.9, noNaN: true }),
  perSecond: fc.double({ min: 2.5, max: 500, noNaN: true }),
};

describe("A colour that begins to fail is taken back", () => {
  test("within a minute when 40 % fail, whenever they begin", () => {
    const course = fc.record({
      ...phases,
      share: fc.constant(0.4),
      failsFrom: fc.double({ min: 0, max: 240, noNaN: true }),
    });
    fc.assert(
      fc.property(course, (one) => {
        const { kind, at } = decided(one);
        expect(kind).toBe("roll back");
        expect(at - one.failsFrom).toBeLessThanOrEqual(60);
      }),
      { numRuns: 400 },
    );
  });

  test("within 330 s when 6 % fail", () => {
    const course = fc.record({
      ...phases,
      share: fc.constant(0.06),
      failsFrom: fc.double({ min: 0, max: 200, noNaN: true }),
    });
    fc.assert(
      fc.property(course, (one) => {
        const { kind, at } = decided(one);
        expect(kind).toBe("roll back");
        expect(at - one.failsFrom).toBeLessThanOrEqual(100);
      }),
      { numRuns: 400 },
    );
  });

  test("never when fewer than 4 % fail, and then it stands within 310 s", () => {
    const course = fc.record({
      ...phases,
      share: fc.double({ min: 0, max: 0.04, noNaN: true }),
      failsFrom: fc.constant(0),
    });
    fc.assert(
      fc.property(course, (one) => {
        const { kind, at } = decided(one);
        expect(kind).toBe("promote");
        expect(at).toBeLessThan(310);
      }),
    );
  });
});
