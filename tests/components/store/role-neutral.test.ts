import { Platform } from "../../../components/platform";
import type { PlatformConfig } from "../../../config/model";
import { isStore } from "../../../tools/preview/compare/stores/effect";
import { record } from "../../support/recorder";
import { platformOf } from "../../support/samples";
import { Tree } from "../../support/tree";

// Two dozen builds of production's ground.
jest.setTimeout(300_000);

const { regions, ...production } = platformOf("production");
const names = regions.map(({ name }) => name);

/** Every subset of the regions. */
const subsets = names.reduce<string[][]>((all, name) => [...all, ...all.map((one) => [...one, name])], [[]]);

/** Production's ground and stores, without what runs there, for a writer and with some of its regions lost. */
function configOf(writer: string, lost: readonly string[]): PlatformConfig {
  return {
    ...production,
    writer,
    services: [],
    tenants: [],
    access: [],
    backups: [],
    regions: regions.map((region) => ({
      ...region,
      // Whoever takes the writes becomes the primary; a failover also moves users and capacity.
      role: region.name === writer ? ("primary" as const) : ("secondary" as const),
      state: lost.includes(region.name) ? ("lost" as const) : ("active" as const),
      capacityPercent: region.name === writer ? 100 : 15,
      trafficPercent: region.name === writer ? 100 : 0,
    })),
  };
}

/** Everything that decides about a store: what it is told, by whom, and how it is treated. */
async function storesOf(config: PlatformConfig): Promise<Map<string, string>> {
  const tree = new Tree(await record(() => new Platform("platform", config)));
  const stores = tree.all.filter(({ type, custom }) => custom && isStore(type));
  return new Map(
    stores.map(({ urn, ...one }) => [
      urn,
      JSON.stringify([one.inputs, one.provider, one.protect, one.ignoreChanges, one.parent]),
    ]),
  );
}

describe("A store", () => {
  test("is neither replaced nor deleted nor changed, whoever takes the writes and whichever regions are lost", async () => {
    const before = await storesOf(configOf("us-east-1", []));
    const kinds = [...before.keys()].map((urn) => urn.split("::").at(-2)!.split("$").at(-1)!);
    for (const kind of ["rds/cluster", "rds/globalCluster", "docdb/cluster", "elasticache/replicationGroup"])
      expect(kinds.filter((one) => one.startsWith(`aws:${kind}:`)).length).toBeGreaterThan(0);
    for (const writer of names)
      for (const lost of subsets) {
        const after = await storesOf(configOf(writer, lost));
        expect([writer, lost, [...after].filter(([urn, told]) => before.get(urn) !== told)]).toEqual([
          writer,
          lost,
          [],
        ]);
        expect(after.size).toBe(before.size);
      }
  });
});
