import { setTimeout as pause } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import type * as ReleaseHook from "../../components/service/release-hook";
import type * as WatchHook from "../../components/service/watch-hook";
import { watchSettings } from "../../watch/settings";
import { killedWatch } from "./killed";
import { Refused } from "./support/api";
import type * as Hooks from "./support/hooks";
import { settingsOf } from "./support/hooks";
import type { KubernetesObject } from "./support/object";
import { ended, seconds, share, Shop, steady, west, type Ended } from "./support/release";
import { next } from "./support/shop";

jest.mock("../../components/service/release-hook", () => {
  const { keep } = jest.requireActual<typeof Hooks>("./support/hooks");
  const actual = jest.requireActual<typeof ReleaseHook>("../../components/service/release-hook");
  const releaseGuardHook: typeof actual.releaseGuardHook = (...args) =>
    keep(actual.releaseGuardHook(...args));
  return { ...actual, releaseGuardHook };
});
jest.mock("../../components/service/watch-hook", () => {
  const { keep, settingsOf } = jest.requireActual<typeof Hooks>("./support/hooks");
  const actual = jest.requireActual<typeof WatchHook>("../../components/service/watch-hook");
  const releaseWatchHook: typeof actual.releaseWatchHook = (route, watched) =>
    keep(actual.releaseWatchHook(route, watched, undefined, settingsOf.get(watched.service.name)));
  return { ...actual, releaseWatchHook };
});

/** Numbers for what is no claim about times. */
const brief = { ...watchSettings, windowSeconds: 10, intervalSeconds: 2, blindLimitSeconds: 15 };
const slow = 400_000;
const whole = "cart-service";
const healthy = "healthy-service";
const failing = "failing-service";
const leaking = "leaking-service";
const killed = "killed-service";
const broken = "broken-service";
const small = { min: 1, max: 2 };
const shop = new Shop([
  { name: whole, scaling: { min: 4, max: 8 }, everySeconds: 1 },
  ...[healthy, failing, leaking, killed].map((name) => ({ name, scaling: small, everySeconds: 15 })),
  { name: broken, scaling: small, everySeconds: 15, works: false },
]);
const seen = shop.green.bind(shop);
const watchedMark = shop.watchedMark.bind(shop);

const inWaves = ["west", "east"].flatMap((region) => [
  { region, did: "written" },
  { region, did: "watched" },
]);

const measured: string[] = [];
const told: string[] = [];
/** Watches by the business's own numbers, all at the same time: a first step of 10 % in the region of the first wave. */
let watches: Record<"healthy" | "failing" | "leaking", Promise<Ended & { readonly failedAt: number }>>;

async function watchedStep(
  service: string,
  share = 0,
  afterSeconds = 0,
): Promise<Ended & { failedAt: number }> {
  let failedAt = NaN;
  const exporter = await shop.report(service, steady);
  const timer = setTimeout(() => {
    failedAt = Date.now();
    exporter.change({ ...steady, failing: share });
  }, afterSeconds * 1000);
  const outcome = await ended(shop.up(service, { greenPercent: 10 }, west));
  clearTimeout(timer);
  exporter.change(steady);
  return { ...outcome, failedAt };
}

beforeAll(async () => {
  jest.spyOn(pulumi.log, "info").mockImplementation((line) => {
    told.push(line);
    return Promise.resolve();
  });
  await shop.start();
  settingsOf.set(whole, brief);
  watches = {
    healthy: watchedStep(healthy),
    failing: watchedStep(failing, 0.4, 30),
    leaking: watchedStep(leaking, 0.06, 200),
  };
}, slow);
afterAll(async () => {
  process.stderr.write(
    `releases on real API servers, by a real Prometheus:\n${measured.map((line) => `  ${line}\n`).join("")}`,
  );
  await shop.stop();
});

describe("a release on real API servers", () => {
  const edits = {
    built: { green: next(10) },
    tenth: { green: next(10), greenPercent: 10 },
    grown: { green: next(50), greenPercent: 10 },
    half: { green: next(50), greenPercent: 50 },
    large: { green: next(100), greenPercent: 50 },
    full: { green: next(100), greenPercent: 100 },
    complete: { green: next(100), greenPercent: 100, stable: "green" },
    warm: { green: next(100), greenPercent: 100, stable: "green", blue: { capacityPercent: 10 } },
  } as const;

  it("begins with routes that say that nothing needs a watch", async () => {
    for (const region of ["west", "east"]) expect(await watchedMark(whole, region)).toEqual(share(0));
  });

  it("is refused where the pods of green are not ready", async () => {
    const { thrown } = await ended(shop.up(broken, { greenPercent: 10 }, west));
    expect(thrown).toContain("(REL-18)");
    expect(await seen(broken)).toBe(0);
  });

  it("goes from idle over 10, 50 and 100 % to a warm colour, region after region, and no Service ever selects other pods", async () => {
    await shop.report(whole, steady);
    const selectors = await shop.selectors();
    const early = await ended(shop.up(whole, edits.tenth, { regions: ["east"] }));
    expect(early.thrown).toContain("(REL-22)");
    const since = Date.now();
    for (const [name, edit] of Object.entries(edits)) {
      const percent = "greenPercent" in edit ? edit.greenPercent : 0;
      const moves = name in { tenth: 1, half: 1, full: 1 };
      shop.engine.events.length = 0;
      await shop.up(whole, edit);
      expect(shop.engine.events.filter(() => moves)).toEqual(moves ? inWaves : []);
      for (const region of ["west", "east"]) {
        expect([name, region, await seen(whole, region)]).toEqual([name, region, percent]);
        if (moves) expect(await watchedMark(whole, region)).toEqual(share(percent));
      }
      expect(await shop.selectors()).toEqual(selectors);
      const pods = (4 * edit.green.capacityPercent) / 100;
      await shop.ready(whole, "green", Math.ceil(pods));
    }
    measured.push(`a whole release with windows of ${brief.windowSeconds} s: ${seconds(since)} s`);
  });
});

const testAlert = killedWatch(shop, killed, measured);

describe("a watch by the numbers of the business", () => {
  it(
    "puts the old weights back within 60 s of the first failures, when 40 % fail",
    async () => {
      const { thrown, at, failedAt } = await watches.failing;
      measured.push(
        `40 % failing: old weights back ${((at - failedAt) / 1000).toFixed(1)} s after the first failures`,
      );
      expect(at - failedAt).toBeLessThanOrEqual(60_000);
      expect(thrown).toMatch(
        /% of green's \d+ requests failed in the last 60 s; at most 5 % may\. blue 100 %, green 0 % serves again/,
      );
      expect([await seen(failing), await watchedMark(failing)]).toEqual([0, share(0)]);
      expect(await shop.rollbackMark(failing)).toMatchObject({ from: share(10), to: share(0) });
    },
    slow,
  );

  it("locks the weights against the same edit, and takes the old ones", async () => {
    const again = await ended(shop.up(failing, { greenPercent: 10 }, west));
    // The engine knows the weights that it sent, so the same edit changes nothing.
    expect(again.thrown).toBe("");
    const bad = shop.engine.sent(failing, "west") as unknown as KubernetesObject;
    const { client } = shop.planes.get("west")!;
    const refused = await client.apply(bad, "program").catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 409,
      reason: expect.stringContaining('conflict with "rollback-guard"') as string,
    });
    expect(refused).toBeInstanceOf(Refused);
    const more = await ended(shop.up(failing, { greenPercent: 5 }, west));
    expect(more.thrown).toContain("(REL-21)");
    await shop.up(failing, { greenPercent: 0 }, west);
    expect(await seen(failing)).toBe(0);
  });

  it("lets the step through that names the rollback, and gives the lock up when it is well", async () => {
    const { id } = (await shop.rollbackMark(failing))!;
    settingsOf.set(failing, brief);
    // What failed is out of the stretch that is judged.
    await pause(80_000);
    await shop.up(failing, { greenPercent: 10, acknowledgeRollback: id }, west);
    const { weights, managers } = await shop.live(failing, "west");
    expect([weights, await watchedMark(failing)]).toEqual([share(10), share(10)]);
    expect(managers).not.toContain("rollback-guard");
  });

  it(
    "puts the old weights back within 330 s of the step, when 6 % fail from its 200th second",
    async () => {
      const { thrown, seconds, at, failedAt } = await watches.leaking;
      measured.push(
        `6 % failing: old weights back ${seconds.toFixed(1)} s after the step, ${((at - failedAt) / 1000).toFixed(1)} s after the first failures`,
      );
      expect(thrown).toMatch(/^[56]\.?\d* % of green's \d+ requests failed/);
      expect(seconds).toBeLessThanOrEqual(330);
      expect(await seen(leaking)).toBe(0);
    },
    slow,
  );

  it(
    "lets a step stand that is well after 300 s, and marks the live route",
    async () => {
      const { thrown, seconds } = await watches.healthy;
      measured.push(`healthy: done ${seconds.toFixed(1)} s after the step`);
      expect(thrown).toBe("");
      expect(seconds).toBeGreaterThanOrEqual(300);
      expect(seconds).toBeLessThanOrEqual(320);
      expect([await seen(healthy), await watchedMark(healthy)]).toEqual([10, share(10)]);
      expect(told.some((line) => line.includes(`green is well: blue 90 %, green 10 % stands`))).toBe(true);
    },
    slow,
  );
});

testAlert();

describe("a watch without eyes", () => {
  it("never lets a step stand while Prometheus is down, and takes it back", async () => {
    await shop.prometheus.get("east")!.stop();
    settingsOf.set(healthy, brief);
    const { thrown, seconds } = await ended(shop.up(healthy, { greenPercent: 10 }, { regions: ["east"] }));
    expect(thrown).toMatch(/Prometheus has not answered for \d+ s\. blue 100 %, green 0 % serves again/);
    expect(seconds).toBeGreaterThan(brief.windowSeconds);
    expect([await seen(healthy, "east"), await watchedMark(healthy, "east")]).toEqual([0, share(0)]);
  });
});
