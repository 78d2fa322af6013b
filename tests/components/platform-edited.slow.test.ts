import { Platform } from "../../components/platform";
import type { PlatformConfig } from "../../config/model";
import { record } from "../support/recorder";
import { platformOf } from "../support/samples";
import { Tree } from "../support/tree";

jest.setTimeout(60_000);

const production = platformOf("production");
const staging = platformOf("staging");

const build = async (config: PlatformConfig): Promise<Tree> =>
  new Tree(await record(() => new Platform("platform", config)));

describe("The platform, edited", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(production);
  });

  test("asks for tokens in another region, by role and never in one that is lost", async () => {
    const tokenRegions = (all: Tree): Record<string, unknown> =>
      Object.fromEntries(
        all.all
          .filter(({ type }) => type === "pulumi:providers:aws")
          .map(({ name, inputs }) => [name, inputs.stsRegion]),
      );
    expect(tokenRegions(tree)).toEqual({
      "eu-central-1-aws": "us-east-1",
      "us-east-1-aws": "us-west-2",
      "us-west-2-aws": "us-east-1",
      "global-aws": "us-west-2",
      "runner-aws": "us-east-1",
    });
    const { regions, ...rest } = production;
    const lost = regions.map((one) => (one.name === "us-west-2" ? { ...one, state: "lost" as const } : one));
    expect(tokenRegions(await build({ ...rest, regions: lost }))).toMatchObject({
      "us-east-1-aws": "eu-central-1",
      "global-aws": "eu-central-1",
    });
    const [standby] = regions.filter(({ role }) => role === "standby");
    const added = await build({ ...rest, regions: [{ ...standby!, name: "af-south-1" }, ...regions] });
    expect(tokenRegions(added)).toMatchObject(tokenRegions(tree));
  });

  test("changes nothing but weights and words when its users are moved", async () => {
    const { regions, ...rest } = production;
    const shares: Record<string, number> = { "us-east-1": 50, "us-west-2": 50 };
    const moved = regions.map((one) => ({ ...one, trafficPercent: shares[one.name] ?? 0 }));
    const after = await build({ ...rest, regions: moved });
    const custom = (all: Tree): Map<string, string> =>
      new Map(all.all.filter((one) => one.custom).map((one) => [one.urn, JSON.stringify(one.inputs)]));
    const now = custom(after);
    const different = [...custom(tree)]
      .filter(([urn, inputs]) => now.get(urn) !== inputs)
      .map(([urn]) => urn);
    expect(now.size).toBe(custom(tree).size);
    expect(different.map((urn) => urn.split("::").at(-1)).sort()).toEqual([
      "dns-serving-us-east-1",
      "dns-serving-us-west-2",
    ]);
  });

  test("has one region's lost cluster skipped, and only that one's", async () => {
    const { regions, ...rest } = production;
    const lost = regions.map((region) =>
      region.name === "us-west-2" ? { ...region, state: "lost" as const } : region,
    );
    const skipping = (await build({ ...rest, regions: lost })).all.filter(
      ({ inputs }) => inputs.skipUpdateUnreachable === "true",
    );
    expect(skipping.map(({ name }) => name)).toEqual(["us-west-2-kubernetes"]);
  });

  test("is built the same way twice", async () => {
    const [one, other] = [await build(staging), await build(staging)];
    expect(new Map(one.all.map((resource) => [resource.urn, resource]))).toEqual(
      new Map(other.all.map((resource) => [resource.urn, resource])),
    );
  });
});
