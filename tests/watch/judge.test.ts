import fc from "fast-check";

import { judge, type Verdict } from "../../watch/judge";
import type { Sample } from "../../watch/sample";
import { watchSettings } from "../../watch/settings";
import { answers, looks, sample, shift } from "./samples";

const reason = (verdict: Verdict): string => (verdict.kind === "roll back" ? verdict.reason : verdict.kind);
const waiting = (verdict: Verdict): string =>
  verdict.kind === "continue" ? verdict.waitingFor : reason(verdict);
const recent = (changes: Parameters<typeof answers>[0]): Partial<Sample> => ({
  traffic: { recent: answers(changes), sinceShift: answers() },
});
const sinceShift = (changes: Parameters<typeof answers>[0]): Partial<Sample> => ({
  traffic: { recent: answers({ requests: 20 }), sinceShift: answers(changes) },
});
const silent = { traffic: undefined };
const idle = { ...shift, expectsTraffic: false };

describe("The numbers of a watch", () => {
  test("are what the business asks of a release", () => {
    const { windowSeconds, intervalSeconds, errorRatio, averageMs, holdLimitSeconds } = watchSettings;
    expect([windowSeconds, intervalSeconds, errorRatio, averageMs]).toEqual([300, 10, 0.05, 1000]);
    // A release may take 30 minutes.
    expect(holdLimitSeconds).toBe(1800);
  });
});

describe("A shift that is well", () => {
  test("stands at the end of the window, and not before", () => {
    expect(waiting(judge([], shift))).toBe("the first look");
    expect(waiting(judge(looks(10, 290), shift))).toBe("the end of the window");
    expect(judge(looks(10, 300), shift)).toEqual({ kind: "promote" });
  });

  test("stands at exactly the limits", () => {
    const atLimits = recent({ requests: 100, failed: 5, averageMs: 1000 });
    expect(judge(looks(10, 300, atLimits), shift).kind).toBe("promote");
  });
});

describe("A shift that is not well is taken back", () => {
  test.each<[string, Partial<Sample>, string]>([
    [
      "fails",
      recent({ failed: 51 }),
      "5.1 % of green's 1000 requests failed in the last 60 s; at most 5 % may",
    ],
    [
      "has failed",
      sinceShift({ requests: 100, failed: 6 }),
      "6 % of green's 100 requests failed in the 20 s since the shift; at most 5 % may",
    ],
    [
      "is slow",
      recent({ averageMs: 1001 }),
      "green took 1001 ms on average in the last 60 s; at most 1000 ms are allowed",
    ],
    [
      "was slow",
      sinceShift({ averageMs: 2000 }),
      "green took 2000 ms on average in the 20 s since the shift; at most 1000 ms are allowed",
    ],
    ["has no ready pod", { pods: { ready: 0, desired: 3 } }, "no pod of green is ready; 3 are wanted"],
    ["has no pod at all", { pods: { ready: 0, desired: 0 } }, "no pod of green is ready; 0 are wanted"],
  ])("at once when it %s", (_, changes, expected) => {
    expect(reason(judge([sample(10), sample(20, changes)], shift))).toBe(expected);
  });

  test("by the limits of the settings that it is given", () => {
    const strict = { ...shift, settings: { ...watchSettings, errorRatio: 0.01, averageMs: 40 } };
    expect(reason(judge([sample(10, recent({ failed: 11 }))], strict))).toContain("at most 1 % may");
    expect(reason(judge([sample(10)], strict))).toContain("at most 40 ms are allowed");
  });

  test("not by a ratio of fewer than 100 requests", () => {
    const few = { requests: 99, failed: 99, averageMs: 9000 };
    const traffic = { recent: answers(few), sinceShift: answers(few) };
    expect(judge([sample(10, { traffic })], shift).kind).toBe("continue");
    const slowFew = answers({ requests: 1000, timed: 99, averageMs: 9000 });
    expect(judge([sample(10, { traffic: { recent: slowFew, sinceShift: slowFew } })], shift).kind).toBe(
      "continue",
    );
  });

  test("not by traffic where no users are sent", () => {
    expect(judge(looks(10, 300, recent({ failed: 500 })), idle).kind).toBe("promote");
  });
});

describe("Pods that are unready", () => {
  const unready = { pods: { ready: 2, desired: 3 } };

  test("have as long as a pod may take to start", () => {
    expect(waiting(judge(looks(10, 120, unready), shift))).toBe("every pod of green to be ready");
    expect(reason(judge(looks(10, 130, unready), shift))).toBe("1 of green's 3 pods are unready for 120 s");
  });

  test("begin anew when all were ready in between, and not when nobody answered in between", () => {
    const recovered = [...looks(10, 110, unready), sample(120), ...looks(130, 240, unready)];
    expect(judge(recovered, shift).kind).toBe("continue");
    const unanswered = [
      ...looks(10, 60, unready),
      ...looks(70, 100, { pods: undefined }),
      ...looks(110, 130, unready),
    ];
    expect(reason(judge(unanswered, shift))).toContain("unready for 120 s");
    const beginsBlind = [...looks(10, 100, { pods: undefined }), ...looks(110, 220, unready)];
    expect(judge(beginsBlind, shift).kind).toBe("continue");
  });

  test("never let a shift stand", () => {
    expect(judge([...looks(10, 290), sample(300, unready)], shift).kind).toBe("continue");
    expect(judge([...looks(10, 290), sample(300, unready), sample(310)], idle).kind).toBe("promote");
  });

  test("end the watch of a region without users, too", () => {
    expect(reason(judge(looks(10, 130, unready), idle))).toContain("unready for 120 s");
  });
});

describe("A shift that nobody can judge", () => {
  const few = { traffic: { recent: answers({ requests: 9 }), sinceShift: answers({ requests: 99.9 }) } };

  test("is held while there are too few requests, up to the limit, and then taken back", () => {
    expect(waiting(judge(looks(10, 1790, few), shift))).toBe("100 requests to green, of which there were 99");
    expect(reason(judge(looks(10, 1800, few), shift))).toBe(
      "after 1800 s still waiting for 100 requests to green, of which there were 99",
    );
    expect(judge([...looks(10, 1790, few), sample(1800)], shift).kind).toBe("promote");
  });

  test("is held where requests are answered, and no time is taken", () => {
    const untimed = answers({ requests: 1000, timed: 0 });
    const traffic = { recent: untimed, sinceShift: untimed };
    expect(waiting(judge(looks(10, 300, { traffic }), shift))).toContain("of which there were 0");
  });

  test.each<[string, Partial<Sample>]>([
    ["Prometheus", silent],
    ["the cluster", { pods: undefined }],
  ])("is held while %s does not answer, and taken back after five minutes", (who, nothing) => {
    expect(waiting(judge(looks(10, 290, nothing), shift))).toBe(`${who} to answer`);
    expect(reason(judge(looks(10, 300, nothing), shift))).toBe(`${who} has not answered for 300 s`);
    const later = [...looks(10, 250), ...looks(260, 540, nothing)];
    expect(judge(later, shift).kind).toBe("continue");
    expect(judge([...later, sample(550)], shift).kind).toBe("promote");
    expect(reason(judge([...later, sample(550, nothing)], shift))).toContain("has not answered for 300 s");
  });

  test("needs no Prometheus where no users are sent", () => {
    expect(judge(looks(10, 300, silent), idle).kind).toBe("promote");
  });
});

describe("Whatever was seen", () => {
  const count = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }));
  const some = fc.record({ requests: count, failed: count, timed: count, totalMs: count });
  const seen = fc.record({
    pods: fc.option(fc.record({ ready: fc.nat(5), desired: fc.nat(5) }), { nil: undefined }),
    traffic: fc.option(fc.record({ recent: some, sinceShift: some }), { nil: undefined }),
  });
  const histories = fc
    .array(seen, { minLength: 1, maxLength: 200 })
    .map((all) => all.map((one, index): Sample => ({ at: (index + 1) * 10, ...one })));

  test("a shift never stands before its window, unseen, unready or over a limit", () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (history, expectsTraffic) => {
        if (judge(history, { ...shift, expectsTraffic }).kind !== "promote") return;
        const now = history.at(-1)!;
        expect(now.at).toBeGreaterThanOrEqual(300);
        expect(now.pods!.ready).toBeGreaterThanOrEqual(Math.max(1, now.pods!.desired));
        if (!expectsTraffic) return;
        const { requests, failed, timed, totalMs } = now.traffic!.sinceShift;
        expect(Math.min(requests, timed)).toBeGreaterThanOrEqual(100);
        expect(failed / requests).toBeLessThanOrEqual(0.05);
        expect(totalMs / timed).toBeLessThanOrEqual(1000);
      }),
    );
  });

  test("there is an end after half an hour", () => {
    fc.assert(
      fc.property(histories, seen, (history, last) => {
        expect(judge([...history, { at: 2100, ...last }], shift).kind).not.toBe("continue");
      }),
    );
  });

  test("to read one scrape twice changes nothing", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const now = history.at(-1)!;
        expect(judge([...history, now], shift)).toEqual(judge(history, shift));
      }),
    );
  });
});
