import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { releaseWatchHook, type WatchArgs } from "../../../components/service/watch-hook";
import type { ClusterAddress } from "../../../watch/run";
import { record } from "../../support/recorder";
import { guarded } from "../../support/samples";
import { answers } from "../../watch/samples";
import { rules, world, type Story, type World } from "../../watch/world";

interface Ran {
  readonly world: World;
  readonly addresses: ClusterAddress[];
  readonly thrown: string;
  readonly told: string[];
}

/** Lets the engine update a route with this hook, from some weights of green to others. */
async function update(
  story: Story,
  from: number | undefined,
  to: number,
  watch?: Partial<WatchArgs>,
  served?: number,
): Promise<Ran> {
  const made = world(story);
  const addresses: ClusterAddress[] = [];
  const hooks: pulumi.ResourceHook[] = [];
  const told: string[] = [];
  const info = jest.spyOn(pulumi.log, "info").mockImplementation((line) => {
    told.push(line);
    return Promise.resolve();
  });
  await record(() => {
    const connection = { kind: "kubeconfig", kubeconfig: pulumi.output("text") } as const;
    const args = {
      ...guarded(),
      ...(served !== undefined && {
        notes: { changes: {}, served: { blue: 100 - served, green: served } },
      }),
      watch: { connection, userPercent: 80, ...watch },
    };
    const hook = releaseWatchHook("route", args, (address, log) => {
      addresses.push(address);
      return { ...made.deps, log };
    });
    const provider = new kubernetes.Provider("us-east-1-kubernetes", {});
    new kubernetes.core.v1.Namespace("watched", {}, { provider, hooks: { afterUpdate: [hook] } });
    hooks.push(hook);
  });
  const inputs = (green: number) => ({ spec: { rules: rules({ blue: 100 - green, green }) } });
  const old = from === undefined ? {} : { oldInputs: inputs(from) };
  let thrown = "";
  try {
    await hooks[0]!.callback({ urn: "", id: "", name: "", type: "", newInputs: inputs(to), ...old });
  } catch (error) {
    thrown = (error as Error).message;
  }
  info.mockRestore();
  return { world: made, addresses, thrown, told };
}

const failing = { recent: answers({ failed: 400 }), sinceShift: answers({ failed: 400 }) };

describe("The watch of a route, as the engine calls it", () => {
  test("lets a shift stand that is well, and tells of it", async () => {
    const { world: made, addresses, thrown, told } = await update({}, 0, 10);
    expect(thrown).toBe("");
    expect(made.marks.map(({ weights }) => weights)).toEqual([{ blue: 90, green: 10 }]);
    expect(addresses).toEqual([{ kind: "kubeconfig", kubeconfig: "text" }]);
    expect(told[0]).toBe(
      "route: blue 90 %, green 10 %: watching green for 300 s by errors, time to answer and pods",
    );
  });

  test("fails the update of a shift that is not, with the old weights back", async () => {
    const { world: made, thrown } = await update({ traffic: () => failing }, 10, 50);
    expect(thrown).toContain("40 % of green's 1000 requests failed");
    expect(made.rollbacks.map((one) => one.rules)).toEqual([rules({ blue: 90, green: 10 })]);
  });

  test("asks no Prometheus where the region has no users", async () => {
    const connection = { kind: "context", context: "kind-one" } as const;
    const { world: made, addresses } = await update({}, 0, 10, { userPercent: 0, connection });
    expect([made.queries.length, made.marks.length]).toEqual([0, 1]);
    expect(addresses).toEqual([connection]);
  });

  test("marks a new route at once, and leaves one alone whose weights do not move", async () => {
    const created = await update({}, undefined, 0);
    expect([created.world.seconds(), created.world.marks[0]?.weights]).toEqual([0, { blue: 100, green: 0 }]);
    expect((await update({}, 10, 10)).world.marks).toEqual([]);
  });

  test("watches what really moves: from what the guard saw, unless that was there already", async () => {
    // A rollback had put 0 back; its acknowledgement sends the 10 again that the engine sent before.
    const acknowledged = await update({ traffic: () => failing }, 10, 10, {}, 0);
    expect(acknowledged.world.rollbacks.map(({ mark }) => mark.to)).toEqual([{ blue: 100, green: 0 }]);
    // A run was killed after it had sent 10: the engine sends it anew.
    const again = await update({ traffic: () => failing }, 0, 10, {}, 10);
    expect(again.world.rollbacks.map(({ mark }) => mark.to)).toEqual([{ blue: 100, green: 0 }]);
    expect((await update({}, 10, 0, {}, 0)).told.at(0)).toContain("going back is not watched");
  });
});
