import { readFileSync } from "node:fs";

import { podTemplate } from "../../../components/service/pod";
import { withTable } from "../../../tools/scaling/page";
import { delays, simulate } from "../../../tools/scaling/simulation";
import { announced, outcome, rise, sample, scenario, surge } from "../../../tools/scaling/table";
import { service } from "../../support/samples";

// Fifteen runs for each outcome, on a machine that may be busy.
jest.setTimeout(60_000);

describe("Fifteen times the users at once", () => {
  const flash = surge(15, 1);

  test("are met within 30 s where the calendar raised the floor, and are not without", () => {
    const prepared = outcome(scenario(flash, { headroom: 0, floor: announced(15, 30) }));
    const headroom = outcome(scenario(flash, { headroom: 12 }));
    const nothing = outcome(scenario(flash, { headroom: 0 }));
    expect(prepared.metAfter).toBeLessThanOrEqual(30);
    expect(headroom.metAfter).toBeGreaterThan(120);
    expect(nothing.metAfter).toBeGreaterThan(headroom.metAfter + 60);
    expect(nothing.unmetPercent).toBeGreaterThan(2 * headroom.unmetPercent);
  });

  test("are not met by a floor that is raised with them, and are by one ten minutes before", () => {
    const floor = (minutes: number) =>
      outcome(scenario(flash, { headroom: 0, floor: announced(15, minutes) })).metAfter;
    expect(floor(0)).toBeGreaterThan(120);
    expect(floor(10)).toBe(0);
  });

  test("leave as many replicas as they found, one by one, and none comes back on the way", () => {
    const run = simulate({
      ...scenario(flash, { headroom: 12, floor: announced(15, 30) }, rise.until + 6 * 3600),
      phase: 7,
    });
    const after = run.slice(rise.until).map(({ replicas }) => replicas);
    after.forEach((replicas, index) => {
      const before = after[index - 1] ?? replicas;
      expect([0, 1]).toContain(before - replicas);
    });
    expect(after.at(-1)).toBe(sample.min);
    expect(run.slice(rise.until).every(({ unmet }) => unmet === 0)).toBe(true);
  });
});

describe("A simulation", () => {
  test("has room for as many pods as it is kept for, until a node was made for it anew", () => {
    const run = simulate({ ...scenario(surge(15, 1), { headroom: 1 }), phase: 0 });
    const asked = run.findIndex(({ replicas }) => replicas > sample.min);
    expect(run[asked]!.replicas).toBe(5);
    const ready = (after: number): number => run[asked + after]!.ready;
    expect(ready(delays.place + delays.ready)).toBe(sample.min + 1);
    expect(ready(delays.node + delays.place + delays.ready - 1)).toBe(sample.min + 1);
    expect(ready(delays.node + delays.place + delays.ready)).toBe(5);
  });

  test("goes nowhere while users stay, in any phase", () => {
    for (const phase of [0, 7, 14]) {
      const run = simulate({ ...scenario(() => sample.usual, { headroom: 0 }), phase });
      expect(new Set(run.map(({ replicas, unmet }) => `${replicas} ${unmet}`))).toEqual(new Set(["3 0"]));
    }
  });

  test("does not flap where users come and go in waves of ten minutes", () => {
    const waves = (second: number): number => 900 + 500 * Math.sin((2 * Math.PI * second) / 600);
    const run = simulate({ ...scenario(waves, { headroom: 0 }, 4 * 3600), phase: 3 }).slice(3600);
    expect(new Set(run.map(({ replicas }) => replicas)).size).toBeLessThanOrEqual(2);
  });

  test("has pods ready as late as their probes allow", () => {
    const { spec } = podTemplate({
      ...{ service, colour: "blue", image: "image", serviceAccount: "one", signingKeySecret: "key" },
    }) as {
      spec: { containers: { readinessProbe: { initialDelaySeconds: number; periodSeconds: number } }[] };
    };
    const { initialDelaySeconds, periodSeconds } = spec.containers[0]!.readinessProbe;
    expect(delays.ready).toBe(initialDelaySeconds + periodSeconds);
  });

  test("reads series as often as Prometheus does", () => {
    expect(readFileSync("components/region/operators/prometheus-values.ts", "utf8")).toContain(
      `const scrapeInterval = "${delays.scrape}s"`,
    );
  });
});

describe("The page on scaling", () => {
  test("keeps what is around its table, and is refused without a place for one", () => {
    const page = "one\n<!-- simulated -->\nold\n<!-- end -->\ntwo\n";
    expect(withTable(page, "new")).toBe("one\n<!-- simulated -->\n\nnew\n\n<!-- end -->\ntwo\n");
    expect(() => withTable("one\n", "new")).toThrow(RangeError);
  });
});
