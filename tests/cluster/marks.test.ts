import { secretMark, unknownMark, type Plan, type PlanResource } from "../../tools/preview/plan";
import { fill, fills, Unfilled, type Fill } from "./support/fill";
import { managerOf, NotApplicable, objectsByRegion } from "./support/planned";
import { planOf } from "./support/plans";

const secret = "kubernetes:core/v1:Secret";
const row: Fill = { type: secret, path: "data.*.key", mark: unknownMark, value: "filled" };

describe("the table of what a plan cannot have", () => {
  it("has no row that no stack uses", () => {
    const used = new Set<Fill>();
    for (const { resources } of ["production", "staging", "local"].map(planOf))
      for (const { type, inputs } of resources.filter(
        (each) =>
          each.type.startsWith("kubernetes:") && each.custom && each.type !== "kubernetes:helm.sh/v3:Release",
      ))
        fill(type, inputs, fills, (each) => used.add(each));
    expect(fills.filter((each) => !used.has(each))).toEqual([]);
  });

  it("fills a mark by type and path, a star for any one key", () => {
    const inputs = { data: { one: { key: unknownMark }, other: { key: "known" } }, list: [1, null, true] };
    const filled = { data: { one: { key: "filled" }, other: { key: "known" } }, list: [1, null, true] };
    expect(fill(secret, inputs, [row])).toEqual(filled);
  });

  it.each([
    ["another type", "kubernetes:core/v1:ConfigMap", { data: { one: { key: unknownMark } } }],
    ["another path", secret, { data: { key: unknownMark } }],
    ["a deeper path", secret, { data: { one: { key: { deep: unknownMark } } } }],
    ["another mark", secret, { data: { one: { key: secretMark } } }],
    ["a mark inside a text", secret, { data: { one: { key: `https://${unknownMark}/` } } }],
    ["a mark in a list", secret, { list: [unknownMark] }],
  ])("stops at %s", (_, type, inputs) => {
    expect(() => fill(type, inputs, [row])).toThrow(Unfilled);
  });
});

describe("the order of a plan", () => {
  const object = (name: string, more: Partial<PlanResource> = {}): PlanResource => ({
    ...({
      urn: name,
      type: "kubernetes:core/v1:ConfigMap",
      name,
      custom: true,
      region: "east",
    } as PlanResource),
    provider: "provider",
    dependencies: [],
    propertyDependencies: {},
    inputs: { apiVersion: "v1", kind: "ConfigMap", metadata: { name } },
    ...more,
  });
  const wavesOf = (resources: PlanResource[]): string[][] =>
    objectsByRegion({ resources } as unknown as Plan, [])[0]!.waves.map((wave) =>
      wave.map(({ metadata }) => metadata.name),
    );

  it("is that of the dependencies, also through resources of other providers", () => {
    const key = object("key", { type: "aws:kms/key:Key", dependencies: ["first"] });
    const last = object("last", { propertyDependencies: { data: ["key"] } });
    expect(wavesOf([last, key, object("first"), object("beside")])).toEqual([["first", "beside"], ["last"]]);
  });

  it("knows what only changes an object that is there", () => {
    const account = object("account", { type: "kubernetes:core/v1:ServiceAccountPatch" });
    const [region] = objectsByRegion({ resources: [object("one"), account] } as unknown as Plan, []);
    expect([...region!.patches].map(({ metadata }) => metadata.name)).toEqual(["account"]);
    expect(region!.waves.flat()).toEqual(expect.arrayContaining([...region!.patches]));
  });

  it("leaves Helm releases out, and names the namespaces that they are in", () => {
    const release = (name: string, inputs: PlanResource["inputs"]): PlanResource =>
      object(name, { type: "kubernetes:helm.sh/v3:Release", inputs });
    const resources = [
      object("one"),
      release("one-more", { namespace: "kube-system" }),
      release("other", { namespace: "gateway-system" }),
    ];
    const [region] = objectsByRegion({ resources } as unknown as Plan, []);
    expect(region).toMatchObject({ region: "east", releaseNamespaces: ["gateway-system", "kube-system"] });
    expect(region!.waves.flat()).toHaveLength(1);
  });

  it("needs one field manager, named by every object", () => {
    const named = (manager?: string): PlanResource["inputs"] => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "one",
        annotations: manager === undefined ? {} : { "pulumi.com/patchFieldManager": manager },
      },
    });
    const manager = (...managers: (string | undefined)[]): string =>
      managerOf(managers.map((each) => named(each) as never));
    expect(manager("shop", "shop")).toBe("shop");
    expect(() => manager("shop", undefined)).toThrow(NotApplicable);
    expect(() => manager("shop", "other")).toThrow(NotApplicable);
  });
});
