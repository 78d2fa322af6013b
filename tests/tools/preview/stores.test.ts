import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { compare } from "../../../tools/preview/compare/comparison";
import { requireNeeded } from "../../../tools/preview/compare/stores/leave";
import { storeTypes } from "../../../tools/preview/compare/stores/table";
import type { PlanResource, PlanValue } from "../../../tools/preview/plan";
import { planWith, resource, urn } from "./plans";

const bucket = (inputs: Record<string, PlanValue>, more: Partial<PlanResource> = {}) =>
  resource({ type: "aws:s3/bucket:Bucket", name: "orders", inputs, ...more });

/** What becomes of stores, as `name: fate (reasons)`. */
const fates = (before: PlanResource[], after: PlanResource[], allowed: string[] = []) =>
  compare({ label: "former", plan: planWith(...before) }, planWith(...after), allowed).stores.map(
    (store) => `${store.urn.split("::").at(-1)!}: ${store.fate} (${store.reasons.join("; ")})`,
  );

describe("a store", () => {
  it.each<[string, PlanValue, PlanValue, string[]]>([
    ["bucket", "a", "b", ["orders: replaced (bucket changes)"]],
    ["bucket", "a", "[unknown]", ["orders: may be replaced (bucket changes)"]],
    ["tags", { a: "1" }, { a: "2" }, []],
    [
      "cannedAcl",
      "x",
      "y",
      ["orders: may be replaced (cannedAcl changes, and its effect is not documented)"],
    ],
  ])("whose %s changes from %j to %j: %j", (name, before, after, expected) => {
    expect(fates([bucket({ [name]: before })], [bucket({ [name]: after })])).toEqual(expected);
  });

  it("is updated in a block, but for what replaces in it", () => {
    const cluster = (inputs: Record<string, PlanValue>) =>
      resource({ type: "aws:eks/cluster:Cluster", name: "eks", inputs });
    const access = (mode: string, admin: boolean) =>
      cluster({ accessConfig: { authenticationMode: mode, bootstrapClusterCreatorAdminPermissions: admin } });
    expect(fates([access("API", false)], [access("CONFIG_MAP", false)])).toEqual([]);
    expect(fates([access("API", false)], [access("API", true)])).toEqual([
      "eks: replaced (accessConfig.bootstrapClusterCreatorAdminPermissions changes)",
    ]);
  });

  it("is deleted, or only forgotten where the old one is retained; protection is told", () => {
    expect(fates([bucket({})], [])).toEqual(["orders: deleted ()"]);
    expect(fates([bucket({}, { retainOnDelete: true })], [])).toEqual(["orders: forgotten, kept ()"]);
    const { stores } = compare({ label: "x", plan: planWith(bucket({}, { protect: true })) }, planWith(), []);
    expect(stores).toMatchObject([{ protected: true, allowed: false, retained: false }]);
  });

  it("is replaced where the program asks for it, whatever the table says, and not for what it ignores", () => {
    const asked = { replaceOnChanges: ["tags.owner"] };
    expect(fates([bucket({ tags: { owner: "a" } })], [bucket({ tags: { owner: "b" } }, asked)])).toEqual([
      "orders: replaced (tags.owner changes, and the program replaces for it)",
    ]);
    expect(
      fates([bucket({ bucket: "a" })], [bucket({ bucket: "b" }, { ignoreChanges: ["bucket"] })]),
    ).toEqual([]);
  });

  it("may move with its provider, but not within the same cluster", () => {
    const provider = (type: string, name: string, inputs: Record<string, PlanValue>) =>
      resource({ type: `pulumi:providers:${type}`, name, inputs });
    const east = provider("aws", "p", { region: "us-east-1", maxRetries: "3" });
    const at = ({ urn: own }: PlanResource) => bucket({}, { provider: own });
    const moved = provider("aws", "p", { region: "us-west-2", maxRetries: "3" });
    const retried = provider("aws", "p", { region: "us-east-1", maxRetries: "9" });
    const other = provider("aws", "q", { region: "us-east-1", maxRetries: "3" });
    const place = "which may be another place";
    expect(fates([east, at(east)], [moved, at(moved)])).toEqual([
      `orders: may be replaced (its provider p changes, ${place})`,
    ]);
    expect(fates([east, at(east)], [retried, at(retried)])).toEqual([]);
    expect(fates([east, other, at(east)], [east, other, at(other)])).toEqual([
      `orders: may be replaced (its provider is q instead of p, ${place})`,
    ]);
    const cluster = (kubeconfig: string, clusterIdentifier: string) =>
      provider("kubernetes", "k", { kubeconfig, clusterIdentifier });
    const claim = resource({
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      name: "data",
      provider: urn("pulumi:providers:kubernetes", "k"),
    });
    expect(fates([cluster("a", "same"), claim], [cluster("b", "same"), claim])).toEqual([]);
    expect(fates([cluster("a", "one"), claim], [cluster("a", "two"), claim])).toHaveLength(1);
  });

  it("goes with what it is deleted with, and may go with what it is encrypted by", () => {
    const eks = (name: string) =>
      resource({ type: "aws:eks/cluster:Cluster", name: "eks", inputs: { name } });
    const namespace = resource({
      type: "kubernetes:core/v1:Namespace",
      name: "shop",
      deletedWith: urn("aws:eks/cluster:Cluster", "eks"),
    });
    expect(fates([eks("a"), namespace], [eks("b"), namespace])).toEqual([
      "eks: replaced (name changes)",
      "shop: replaced (it goes with eks (Cluster), which is replaced)",
    ]);
    const key = (multiRegion: boolean) =>
      resource({ type: "aws:kms/key:Key", name: "key", inputs: { multiRegion } });
    const database = resource({
      type: "aws:rds/cluster:Cluster",
      name: "orders",
      inputs: { kmsKeyId: "[unknown]", iamRoles: "[unknown]" },
      propertyDependencies: { kmsKeyId: [key(true).urn], iamRoles: [key(true).urn] },
    });
    expect(fates([key(false), database], [key(true), database])).toEqual([
      "key: replaced (multiRegion changes)",
      "orders: may be replaced (kmsKeyId comes from key (Key), which is replaced)",
    ]);
  });

  it("is nothing that holds nothing", () => {
    const role = (name: string) => resource({ type: "aws:iam/role:Role", name: "role", inputs: { name } });
    expect(fates([role("a")], [role("b")])).toEqual([]);
  });
});

describe("--allow-store-change", () => {
  const compared = () => ({
    plan: { stack: "dev" },
    comparison: compare({ label: "x", plan: planWith(bucket({})) }, planWith(), []),
  });
  const own = urn("aws:s3/bucket:Bucket", "orders");

  it("names what needs leave; anything else is a mistake, but for a stack that failed", () => {
    const ask =
      (...allowed: string[]) =>
      () => {
        requireNeeded(allowed, [compared()], ["dev", "broken"]);
      };
    expect(ask(own)).not.toThrow();
    expect(ask("urn:pulumi:broken::shop::a:b:C::x")).not.toThrow();
    expect(ask("urn:pulumi:dev::shop::a:b:C::x")).toThrow(`What needs it:\n  ${own}`);
  });
});

describe("the table of stores", () => {
  const packages = join(__dirname, "../../../node_modules/@pulumi");

  /** The names of the inputs that the SDK declares for a type; none for a type of Kubernetes, which is in JSON Schema. */
  function declared(type: string): string {
    const [pack = "", module = ""] = type.split(":");
    const file = join(packages, pack, `${module.replace(/^index\//, "")}.d.ts`);
    expect(existsSync(file) ? "" : file).toBe("");
    return readFileSync(file, "utf8");
  }

  const listed = Object.entries(storeTypes).filter(([type]) => !type.startsWith("kubernetes:"));

  it.each(listed)(
    "names only properties that %s has in the installed SDK, each once",
    (type, { replaces, updates }) => {
      const text = declared(type);
      const names = [...replaces, ...updates];
      expect(new Set(names).size).toBe(names.length);
      const missing = names
        .map((name) => name.split(".")[0]!)
        .filter((name) => !text.includes(` ${name}?: `) && !text.includes(` ${name}: `));
      // What every type gets is written once: tagsAll is an output only, and a few global types have no region or tags.
      expect(missing.filter((name) => !["tagsAll", "tags", "region"].includes(name))).toEqual([]);
    },
  );
});
