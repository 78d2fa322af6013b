import { observe } from "../../watch/observe";
import { images, world, type Story } from "./world";

const service = { namespace: "shop", name: "cart-service" };
const mark = {
  weights: { blue: 90, green: 10 },
  digest: images.green.digest,
  since: "2026-11-27T07:00:00.000Z",
};
const rollback = {
  id: "cart-service-1f0c9d2e",
  from: { blue: 50, green: 50 },
  to: mark.weights,
  reason: "slow",
  at: mark.since,
};

const look = (here: Story, floor = 3, there?: Story) =>
  observe({
    service,
    floor,
    cluster: world(here).deps.cluster,
    ...(there && { earlier: { name: "us-west-2", cluster: world(there).deps.cluster } }),
  });

describe("What a guard sees before an update", () => {
  test("is what serves, both marks, the ready pods, and the same route in the region before", async () => {
    expect(await look({ route: 10, mark, rollback }, 3, { route: 50, mark })).toEqual({
      weights: { blue: 90, green: 10 },
      mark,
      rollback,
      readyPercent: { blue: 100, green: 100 },
      earlier: { name: "us-west-2", weights: { blue: 50, green: 50 }, mark },
    });
  });

  test("tells what is not there from what nobody could see", async () => {
    expect(await look({ route: 10 }, 3, { route: "gone" })).toMatchObject({
      mark: null,
      rollback: null,
      earlier: null,
    });
    const gone = await look({ route: "gone" });
    expect(gone).toMatchObject({ mark: null, rollback: null });
    expect([gone.weights, gone.unseen, "earlier" in gone]).toEqual([undefined, undefined, false]);
    expect(await look({ route: 10 }, 3, { route: 10 })).toMatchObject({ earlier: { mark: null } });
  });

  test("says what could not be seen, and why", async () => {
    const blind = await look({ route: "down", pods: () => undefined }, 3, { route: "down" });
    expect(blind).toEqual({
      unseen:
        "the route (status 503), the pods of blue, the pods of green, the route in us-west-2 (status 503)",
    });
    expect(await look({ route: 10 }, 3, { route: "down" })).toMatchObject({
      weights: { blue: 90, green: 10 },
      unseen: "the route in us-west-2 (status 503)",
    });
  });

  test.each([
    [1, 3, 33],
    [2, 3, 66],
    [3, 3, 100],
    [9, 3, 100],
    [0, 3, 0],
    // A floor of 1.2 pods: the one that 60 % of it asks for carries 60 %, and two carry all.
    [1, 1.2, 83],
    [2, 1.2, 100],
    [0, 0, 100],
  ])("counts %i ready pods of a floor of %d as %i %%", async (ready, floor, percent) => {
    const { readyPercent } = await look({ pods: () => ({ ready, desired: 3 }) }, floor);
    expect(readyPercent).toEqual({ blue: percent, green: percent });
  });
});
