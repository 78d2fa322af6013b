import * as pulumi from "@pulumi/pulumi";

import type { Drill, Service } from "../../../config/model";
import type { GuardedService } from "../../../components/service/release-hook";
import type { ClusterAddress } from "../../../watch/run";
import { WatchError } from "../../../watch/watch-error";
import { guarded } from "../../support/samples";
import { world, type Story } from "../../watch/world";
import {
  changed,
  codesOf,
  floors,
  half,
  judgeRun,
  newImage,
  pods,
  route,
  shares,
  tenth,
  whole,
  type Call,
} from "./release-calls";

const noon = Date.parse("2026-11-27T12:00:00.000Z");
const markedFor = (green: number, minutes: number, of: Service = whole) => ({
  weights: { blue: 100 - green, green },
  digest: of.release.green.digest,
  since: new Date(noon - minutes * 60_000).toISOString(),
});
const fifth = changed(shares(20), whole);
const rollback = {
  id: "cart-service-1f0c9d2e",
  from: { blue: 90, green: 10 },
  to: { blue: 100, green: 0 },
  reason: "slow",
  at: new Date(noon).toISOString(),
};
const acknowledging = (id: string, of: Service): Service =>
  changed({ rollout: { acknowledgeRollback: id } }, of);

interface Looked {
  readonly answers: string[];
  readonly addresses: ClusterAddress[];
  readonly told: GuardedService;
}

/** What the guard says in an update of one region, and where it looked. */
async function update(
  service: Service,
  story: Story,
  calls: readonly Call[],
  earlier?: Story,
): Promise<Looked> {
  const addresses: ClusterAddress[] = [];
  const context = (name: string) => ({ kind: "context", context: name }) as const;
  const told: GuardedService = {
    ...guarded(service),
    ...(earlier && { earlier: { region: "us-west-2", connection: context("us-west-2") } }),
  };
  const answers = await judgeRun(
    told,
    (address) => {
      addresses.push(address);
      const isEarlier = address.kind === "context" && address.context === "us-west-2";
      return world(isEarlier ? earlier : story).deps;
    },
    calls,
  );
  return { answers: codesOf(answers), addresses, told };
}

const step = async (from: Service, to: Service, story: Story, earlier?: Story): Promise<string> =>
  (await update(to, story, [route(from, to)], earlier)).answers[0]!;

let info: jest.SpyInstance;
beforeEach(() => {
  info = jest.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
  jest.useFakeTimers({ now: noon, doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"] });
});
afterEach(() => {
  jest.useRealTimers();
  info.mockRestore();
});

describe("The guard of a route, in an update", () => {
  test("looks at the region's cluster, and at that of the region before, and tells nothing", async () => {
    const { answers, addresses } = await update(tenth, {}, [route(whole, tenth)], {
      route: 10,
      mark: markedFor(10, 20),
    });
    expect(answers).toEqual([""]);
    expect(addresses).toEqual([
      { kind: "context", context: "kind" },
      { kind: "context", context: "us-west-2" },
    ]);
    expect(info).not.toHaveBeenCalled();
  });

  test("wants ready pods, counted against the region's floor", async () => {
    const ready = (count: number) => ({ pods: () => ({ ready: count, desired: 3 }) });
    expect(whole.scaling.min).toBe(4);
    expect(await step(whole, tenth, ready(0))).toBe("REL-18");
    expect(await step(whole, tenth, ready(1))).toBe("");
    expect(info).not.toHaveBeenCalled();
    const small = { ...guarded(half), regionPercent: 40 };
    const calls = [route(tenth, half)];
    const story = { ...ready(1), route: 10, mark: markedFor(10, 20) };
    expect(codesOf(await judgeRun(small, () => world(story).deps, calls))).toEqual([""]);
    expect(await step(tenth, half, story)).toBe("REL-18");
  });

  test("wants the mark of these shares and this image, and lets them bake", async () => {
    const going = (mark?: Story["mark"]) => step(tenth, fifth, { route: 10, mark });
    expect(await going(markedFor(10, 10))).toBe("");
    expect(await going(markedFor(10, 9.99))).toBe("REL-20");
    expect(await going()).toBe("REL-19");
    expect(await going(markedFor(5, 20))).toBe("REL-19");
    expect(await going(markedFor(10, 20, changed({ green: newImage }, whole)))).toBe("REL-19");
    expect(await step(tenth, whole, { route: 10 })).toBe("");
  });

  test("wants the rollback on the route acknowledged by its own id, and any id where there is none", async () => {
    const again = (id: string) => step(whole, acknowledging(id, tenth), { rollback });
    expect(await step(whole, tenth, { rollback })).toBe("REL-21");
    expect(await again("cart-service-00000000")).toBe("REL-21");
    expect(await again(rollback.id)).toBe("");
    expect(await step(whole, acknowledging("cart-service-00000000", tenth), {})).toBe("");
  });

  test("wants the step made and watched in the region before", async () => {
    expect(await step(whole, tenth, {}, { route: 0 })).toBe("REL-22");
    // Its run was killed: the next run does not touch that route, and begins here.
    expect(await step(whole, tenth, {}, { route: 10 })).toBe("REL-22");
    expect(await step(whole, tenth, {}, { route: 10, mark: markedFor(10, 5) })).toBe("");
    expect(await step(tenth, whole, { route: 10 }, { route: 10 })).toBe("");
  });

  test("judges from what serves, not from what was last sent, and leaves word of it for the watch", async () => {
    const seen = async (green: number) =>
      (await update(fifth, { route: green, mark: markedFor(green, 20) }, [route(tenth, fifth)])).told.notes
        .served;
    expect(await seen(10)).toEqual({ blue: 90, green: 10 });
    expect(await seen(20)).toEqual({ blue: 80, green: 20 });
    // A rollback has put everything back on blue, and 20 is no first step.
    expect(await step(tenth, fifth, { route: 0 })).toBe("REL-11");
  });

  test.each<[string, Story, Story | undefined]>([
    ["its route", { route: "down" }, undefined],
    ["its pods", { pods: () => undefined }, undefined],
    ["the route of the region before", {}, { route: "down" }],
  ])("goes no further, only back, where it cannot see %s", async (_, story, earlier) => {
    const refused = (answer: string) => answer.split(" ").includes("REL-24");
    expect(refused(await step(whole, tenth, story, earlier))).toBe(true);
    const complete = changed({ ...shares(100), rollout: { stable: "green" } }, whole);
    expect(refused(await step(changed(shares(100), whole), complete, story, earlier))).toBe(true);
    expect(await step(tenth, whole, story, earlier)).toBe("");
    expect(await step(half, tenth, { route: 50, ...story }, earlier)).toBe("");
  });

  test("says why it saw nothing, and what to do", async () => {
    const broken = () => {
      throw new WatchError('the kubeconfig has no context "kind"');
    };
    const [refusal] = await judgeRun(guarded(tenth), broken, [route(whole, tenth)]);
    expect(refusal).toContain('found    no sight of what serves: the kubeconfig has no context "kind"');
    expect(refusal).toContain("to go back at once, give blue everything");
    expect(await judgeRun(guarded(whole), broken, [route(tenth, whole)])).toEqual(["passed"]);
  });

  test("looks at nothing before a route is made", async () => {
    const { answers, addresses } = await update(whole, { route: "down" }, [route(undefined, whole)]);
    expect([answers, addresses]).toEqual([[""], []]);
  });
});

describe("A freeze", () => {
  // No stack file can say one yet; the facts can.
  const freeze = { name: "sale", start: "2026-11-27T11:00:00Z", end: "2026-11-27T13:00:00Z" };
  const inFreeze = (of: Service): Service => ({
    ...of,
    rollout: { ...of.rollout, ...{ freezes: [freeze] } },
  });

  test("is told by the clock of whoever runs a preview or an update", async () => {
    const calls = [route(whole, tenth)];
    const frozen = guarded(inFreeze(tenth));
    expect(codesOf(await judgeRun(frozen, undefined, calls))).toEqual(["REL-23"]);
    expect(codesOf(await judgeRun(frozen, () => world().deps, calls))).toEqual(["REL-23"]);
    const back = guarded(inFreeze(whole));
    expect(codesOf(await judgeRun(back, undefined, [route(tenth, whole)]))).toEqual([""]);
  });
});

describe("A drill", () => {
  test("holds releases in the regions that it names, and in no other", async () => {
    jest.setSystemTime(Date.parse("2026-10-06T14:30:00Z"));
    const drill: Omit<Drill, "regions"> = {
      ...{ name: "failover", every: "quarter", day: "tuesday", startMinute: 600, endMinute: 720 },
      ...{ zone: "America/New_York", except: [] },
    };
    const drilled = (regions: string[], of: Service) =>
      guarded(changed({ rollout: { drills: [{ ...drill, regions }] } }, of));
    const built = changed({ green: newImage }, whole);
    const refusals = async (regions: string[]) => [
      ...codesOf(await judgeRun(drilled(regions, tenth), undefined, [route(whole, tenth)])),
      ...codesOf(await judgeRun(drilled(regions, built), undefined, [pods(whole, built)])),
    ];
    const { region } = guarded(tenth);
    expect(await refusals([region, "eu-central-1"])).toEqual(["REL-23", "REL-23"]);
    expect(await refusals(["eu-central-1"])).toEqual(["", ""]);
  });
});

describe("The guard of pods, in an update", () => {
  const next = changed({ green: newImage }, whole);

  test("leaves pods alone that serve, whatever the stack file says", async () => {
    const judged = async (story: Story) => (await update(next, story, [pods(whole, next)])).answers[0];
    expect(await judged({})).toBe("");
    // A run was killed after it had shifted, and before the engine noted it.
    expect(await judged({ route: 10 })).toBe("REL-14");
    expect(await judged({ route: "gone" })).toBe("");
    expect(await judged({ route: "down" })).toBe("REL-24");
  });

  test("looks at nothing where no pod changes", async () => {
    const { addresses } = await update(whole, {}, [pods(whole, whole), floors(1, 2)]);
    expect(addresses).toEqual([]);
  });
});
