import { markFirst, watchRelease } from "../../watch/watch";
import { WatchError } from "../../watch/watch-error";
import { answers } from "./samples";
import { images, refused, release, rules, start, well, world, type Story, type World } from "./world";
import type { Release } from "../../watch/watch";

/** Runs a watch to its end, and tells what it threw. */
async function run(story: Story, changes: Partial<Release> = {}): Promise<World & { thrown: string }> {
  const made = world(story);
  try {
    await watchRelease(made.deps, release(changes));
  } catch (error) {
    expect(error).toBeInstanceOf(WatchError);
    return Object.assign(made, { thrown: (error as Error).message });
  }
  return Object.assign(made, { thrown: "" });
}

const failing = { recent: answers({ failed: 400 }), sinceShift: answers({ failed: 400 }) };

describe("A watch that ends well", () => {
  test("takes the whole window, marks the weights and gives up the lock of an earlier rollback", async () => {
    const { thrown, marks, rollbacks, unlocked, seconds } = await run({});
    expect([thrown, seconds(), unlocked, rollbacks.length]).toEqual(["", 300, 1, 0]);
    const since = new Date(start).toISOString();
    expect(marks).toEqual([{ weights: { blue: 90, green: 10 }, digest: images.green.digest, since }]);
  });

  test("looks every ten seconds, and asks for ever longer stretches since the shift", async () => {
    const { queries } = await run({});
    expect(queries.length).toBe(30);
    const stretches = queries.map((query) =>
      [...new Set([...query.matchAll(/\[(\d+)s\]/gu)].map(([, seconds]) => Number(seconds)))].sort(
        (a, b) => a - b,
      ),
    );
    expect([stretches[0], stretches[6], stretches[29]]).toEqual([[60], [60, 70], [60, 300]]);
    expect(queries[0]).toContain("httproute/shop/cart-service/rule/[0-9]+/backend/1");
  });

  test("keeps its pace when looks take long", async () => {
    expect((await run({ lookTakes: 3 })).queries.length).toBe(30);
    const { queries, seconds } = await run({ lookTakes: 15 });
    expect(queries.length).toBe(21);
    expect(seconds()).toBe(325);
  });

  test("says what it waits for on a change and each minute", async () => {
    const { lines } = await run({});
    expect(lines).toEqual([
      "0 s: blue 90 %, green 10 %: watching green for 300 s by errors, time to answer and pods",
      "10 s: after 10 s: waiting for the end of the window",
      "70 s: after 70 s: waiting for the end of the window",
      "130 s: after 130 s: waiting for the end of the window",
      "190 s: after 190 s: waiting for the end of the window",
      "250 s: after 250 s: waiting for the end of the window",
      "300 s: green is well: blue 90 %, green 10 % stands",
    ]);
    const few = (second: number) => answers({ requests: Math.min(second, 1000) });
    const slow = await run({ traffic: (second) => ({ recent: few(1), sinceShift: few(second / 5) }) });
    // A count that grows is no change.
    expect(slow.lines.filter((line) => line.includes("of which there were"))).toHaveLength(9);
    expect(slow.seconds()).toBe(500);
  });

  test("asks no Prometheus in a region without users, and says so", async () => {
    const { thrown, queries, lines, marks } = await run({ traffic: () => "down" }, { expectsTraffic: false });
    expect([thrown, queries.length, marks.length]).toEqual(["", 0, 1]);
    expect(lines[0]).toContain("by pods alone, because no users are sent here");
  });

  test("says when an old lock could not be given up, which the next step will meet", async () => {
    const { thrown, lines } = await run({
      write: (what) => (what === "unlock" ? refused : { ok: true, body: {} }),
    });
    expect(thrown).toBe("");
    expect(lines.join()).toContain("the lock of the last rollback is still there: status 503");
  });

  test("fails all the same when it cannot leave its mark, because the next step would be refused", async () => {
    const { thrown, rollbacks } = await run({
      write: (what) => (what === "mark" ? refused : { ok: true, body: {} }),
    });
    expect(thrown).toContain(
      "could not be marked as watched (status 503); when the cluster answers, go back",
    );
    expect(rollbacks).toEqual([]);
  });
});

describe("A watch that ends badly", () => {
  test("puts the old weights back with nothing else changed, leaves word and fails", async () => {
    const { thrown, rollbacks, marks, unlocked, seconds } = await run({
      traffic: (second) => (second < 100 ? well() : failing),
    });
    expect(seconds()).toBe(100);
    expect([marks.length, unlocked]).toEqual([0, 0]);
    expect(rollbacks).toHaveLength(1);
    const [{ rules: written, mark }] = rollbacks as [World["rollbacks"][number]];
    expect(written).toEqual(rules({ blue: 100, green: 0 }));
    const reason = "40 % of green's 1000 requests failed in the last 60 s; at most 5 % may";
    expect(mark).toEqual({
      id: expect.stringMatching(/^cart-service-[0-9a-f]{8}$/u) as string,
      from: { blue: 90, green: 10 },
      to: { blue: 100, green: 0 },
      reason,
      at: new Date(start + 100_000).toISOString(),
    });
    expect(thrown).toBe(
      `${reason}. blue 100 %, green 0 % serves again. Set greenPercent back to 0; ` +
        `after the repair, release.acknowledgeRollback: ${mark.id} lets the next step through`,
    );
  });

  test("has another id for another region, other weights or another time, and the same for the same", async () => {
    const id = async (changes: Partial<Release>, from = 100): Promise<string> => {
      const traffic = (second: number) => (second < from ? well() : failing);
      return (await run({ traffic }, changes)).rollbacks[0]!.mark.id;
    };
    const half = { before: { blue: 90, green: 10 }, after: { blue: 50, green: 50 } };
    const ids = [
      await id({}),
      await id({ region: "us-west-2" }),
      await id({ ...half }),
      await id({ ...half, before: { blue: 100, green: 0 } }),
      await id({}, 110),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(await id({})).toBe(ids[0]);
  });

  test("tries for a minute to put the weights back", async () => {
    const write: Story["write"] = (what, second) =>
      what === "putBack" && second < 60 ? refused : { ok: true, body: {} };
    const { thrown, rollbacks, seconds } = await run({ traffic: () => failing, write });
    expect([rollbacks.length, seconds()]).toEqual([1, 60]);
    expect(thrown).toContain("serves again");
  });

  test("says loudly when it cannot put the weights back", async () => {
    const { thrown, seconds } = await run({ traffic: () => failing, write: () => refused });
    expect(seconds()).toBe(70);
    expect(thrown).toContain("could NOT be put back (status 503): blue 90 %, green 10 % STILL SERVES");
    expect(thrown).toContain("Set greenPercent to 0, and run the update again");
  });

  test.each<[string, Story, string, number]>([
    ["a Prometheus that is down", { traffic: () => "down" }, "Prometheus has not answered for 300 s", 300],
    ["a cluster that is gone", { pods: () => undefined }, "the cluster has not answered for 300 s", 300],
    [
      "too few requests",
      { traffic: () => ({ recent: answers({ requests: 1 }), sinceShift: answers({ requests: 30 }) }) },
      "after 1800 s still waiting for 100 requests to green, of which there were 30",
      1800,
    ],
    ["pods that stay unready", { pods: () => ({ ready: 2, desired: 3 }) }, "unready for 120 s", 130],
    ["pods that are all gone", { pods: () => ({ ready: 0, desired: 3 }) }, "no pod of green is ready", 10],
  ])("does so of %s", async (_, story, reason, second) => {
    const { thrown, seconds, rollbacks } = await run(story);
    expect(thrown).toContain(reason);
    expect([seconds(), rollbacks.length]).toEqual([second, 1]);
  });
});

describe("Going back", () => {
  const watched = (green: number, digest = images.green.digest) => ({
    weights: { blue: 100 - green, green },
    digest,
    since: "2026-11-20T07:00:00.000Z",
  });
  const step = (from: number, to: number, stable: "blue" | "green" = "blue"): Partial<Release> => {
    const after = { blue: 100 - to, green: to };
    return { before: { blue: 100 - from, green: from }, after, stable, rules: rules(after) };
  };
  const since = new Date(start).toISOString();

  test.each([
    [10, 0, "blue"],
    [100, 0, "blue"],
    [50, 10, "blue"],
    [0, 100, "green"],
    [50, 90, "green"],
  ] as const)("from %i to %i, where %s is stable, is not watched", async (from, to, stable) => {
    const { seconds, unlocked, thrown, lines } = await run({}, step(from, to, stable));
    // The lock stays: only a step that was watched proves that what failed is repaired.
    expect([thrown, seconds(), unlocked]).toEqual(["", 0, 0]);
    expect(lines[0]).toContain("going back is not watched");
  });

  test("is the only thing that is not", async () => {
    for (const forward of [step(0, 10), step(50, 90), step(100, 90, "green"), step(30, 0, "green")])
      expect((await run({}, forward)).seconds()).toBe(300);
  });

  test("leaves a mark where it leads to what is known to work, and says where it does not", async () => {
    const marksOf = async (mark: ReturnType<typeof watched> | undefined, from: number, to: number) =>
      (await run({ mark }, step(from, to))).marks;
    expect(await marksOf(undefined, 50, 0)).toEqual([{ ...watched(0), since }]);
    expect(await marksOf(watched(50), 90, 50)).toEqual([{ ...watched(50), since }]);
    expect(await marksOf(watched(50), 50, 10)).toEqual([{ ...watched(10), since }]);
    // Killed between 10 and 50: nobody watched 30.
    expect(await marksOf(watched(10), 50, 30)).toEqual([]);
    expect(await marksOf(watched(50, images.blue.digest), 90, 50)).toEqual([]);
    const { lines } = await run({ route: "down", mark: watched(50) }, step(50, 10));
    expect(lines.at(-1)).toBe(
      "0 s: blue 90 %, green 10 % is not marked as watched: nobody watched as large a share of this image",
    );
  });

  test("does not fail for want of its mark", async () => {
    const { thrown, lines } = await run({ write: () => refused }, step(50, 0));
    expect([thrown, lines.at(-1)]).toEqual([
      "",
      "0 s: blue 100 %, green 0 % is not marked as watched: status 503",
    ]);
  });
});

describe("A route", () => {
  test("whose weights do not move is left alone", async () => {
    const { marks, lines, seconds } = await run({}, { before: { blue: 90, green: 10 } });
    expect([marks, lines, seconds()]).toEqual([[], [], 0]);
  });

  test("that is new is marked at once: nothing served before it", async () => {
    const made = world();
    await markFirst(made.deps, { ...release(), after: { blue: 100, green: 0 } });
    const since = new Date(start).toISOString();
    expect(made.marks).toEqual([{ weights: { blue: 100, green: 0 }, digest: images.green.digest, since }]);
  });
});
