import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Platform } from "../../../components/platform";
import type { Region } from "../../../components/region/region";
import { buildStores } from "../../../components/store/made-stores";
import type { PlatformConfig } from "../../../config/model";
import { isStore } from "../../../tools/preview/compare/stores/effect";
import { record } from "../../support/recorder";
import { estate, platformOf } from "../../support/samples";
import { Tree } from "../../support/tree";

// Two dozen builds of production's stores.
jest.setTimeout(120_000);

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
function storesIn(tree: Tree): Map<string, string> {
  const stores = tree.all.filter(
    ({ type, custom }) =>
      custom && isStore(type) && /:(rds|docdb|elasticache|s3|secretsmanager)\//u.test(type),
  );
  return new Map(
    stores.map(({ name, type, ...one }) => [
      `${type} ${name}`,
      JSON.stringify([
        one.inputs,
        tree.providerOf({ ...one, name, type })?.name,
        one.protect,
        one.ignoreChanges,
      ]),
    ]),
  );
}

/** The stores of a platform on ground that is told by its names alone. */
async function storesOf(config: PlatformConfig): Promise<Map<string, string>> {
  const recording = await record(() => {
    const root = new pulumi.ComponentResource("test:index:Root", "root");
    const provider = new random.Provider("random", {}, { parent: root });
    const grounds = config.regions.map((region) => ({ region, ground: groundOf(region.name) }));
    buildStores(root, config, { estate, random: provider }, grounds);
  });
  return storesIn(new Tree(recording));
}

/** As much of a region's ground as stores see. */
function groundOf(name: string): Region {
  const named = (what: string): pulumi.Output<string> => pulumi.output(`${what} of ${name}`);
  const three = (what: string): pulumi.Output<string>[] =>
    ["a", "b", "c"].map((zone) => named(`${what} ${zone}`));
  const network = {
    vpcId: named("network"),
    dataSubnetIds: three("subnet"),
    privateRouteTableIds: three("routes"),
    dataRouteTableId: named("data routes"),
  };
  const made = {
    aws: new aws.Provider(`${name}-aws`, { region: name as aws.Region }),
    network,
    clusterSecurityGroupId: named("pods"),
  };
  return { made } as unknown as Region;
}

describe("A store", () => {
  test("is neither replaced nor deleted nor changed, whoever takes the writes and whichever regions are lost", async () => {
    const before = await storesOf(configOf("us-east-1", []));
    for (const kind of [
      "rds/cluster:",
      "rds/globalCluster:",
      "docdb/cluster:",
      "elasticache/replicationGroup:",
      "s3/bucket:",
    ])
      expect([...before.keys()].filter((one) => one.startsWith(`aws:${kind}`)).length).toBeGreaterThan(0);
    for (const writer of names)
      for (const lost of subsets) {
        const after = await storesOf(configOf(writer, lost));
        expect([writer, lost, [...after].filter(([key, told]) => before.get(key) !== told)]).toEqual([
          writer,
          lost,
          [],
        ]);
        expect(after.size).toBe(before.size);
      }
  });

  test("is the same on the ground of a whole platform, after a failover with the former writer lost", async () => {
    const platform = async (config: PlatformConfig): Promise<Map<string, string>> =>
      storesIn(new Tree(await record(() => new Platform("platform", config))));
    const before = await platform(configOf("us-east-1", []));
    expect(before.size).toBeGreaterThan(0);
    expect(await platform(configOf("eu-central-1", ["us-east-1"]))).toEqual(before);
  });
});
