import { Platform } from "../../components/platform";
import { releaseGuardHook } from "../../components/service/release-hook";
import type { PlatformConfig } from "../../config/model";
import { record } from "../support/recorder";
import { platformOf } from "../support/samples";

jest.setTimeout(60_000);

jest.mock("../../components/service/release-hook", () => {
  const actual = jest.requireActual<object>("../../components/service/release-hook");
  return { ...actual, releaseGuardHook: jest.fn((actual as Record<string, () => unknown>).releaseGuardHook) };
});

const production = platformOf("production");

/** What the guards of a platform were told, by the names of their services. */
async function guardsOf(config: PlatformConfig) {
  const { calls } = jest.mocked(releaseGuardHook).mock;
  calls.length = 0;
  await record(() => new Platform("platform", config));
  const told = new Map(calls.map(([name, guarded]) => [name, guarded]));
  return (name: string) => told.get(name)!;
}

test("The guard of a migration is told where its stores are dumped, after a failover as before", async () => {
  for (const writer of ["us-east-1", "us-west-2"]) {
    const guard = await guardsOf({ ...production, writer });
    const dumping = guard("us-east-1-order-service");
    for (const region of ["us-east-1", "us-west-2"]) {
      const { dumps = [] } = guard(`${region}-order-service`);
      expect(dumps.map((one) => [one.store, one.region])).toEqual([["orders-db", "us-east-1"]]);
      // The very connection of that region, not one that looks like it.
      expect(dumps[0]!.connection).toBe(dumping.watch.connection);
    }
    expect(guard("us-east-1-product-service").dumps).toEqual([]);
  }
});

test("The guard of a migration is sent to no region that is lost", async () => {
  const regions = production.regions.map((one) =>
    one.name === "us-east-1" ? { ...one, state: "lost" as const } : one,
  );
  const guard = await guardsOf({ ...production, regions, writer: "us-west-2" });
  expect(guard("us-west-2-order-service").dumps).toEqual([]);
});
