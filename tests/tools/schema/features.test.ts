import { features, type FeatureName } from "../../../config/features";
import { environments } from "../../../config/profiles";
import { featuresSchema } from "../../../config/schema/features";
import { capabilities } from "../../../tools/schema/capabilities";
import { featuresPage } from "../../../tools/schema/features";
import { ownKeysSchema, type JsonSchema } from "../../../tools/schema/json-schema";
import { platformOf } from "../../support/samples";

const names = Object.keys(features) as FeatureName[];

/** What the schema has at a key: `services.<name>.isolated`. */
function schemaAt(key: string): JsonSchema | undefined {
  return key.split(".").reduce<JsonSchema | undefined>((schema, part) => {
    const { properties, oneOf = [], additionalProperties: entry } = schema ?? {};
    if (part === "<name>") return typeof entry === "object" ? entry : undefined;
    return [properties, ...oneOf.map((kind) => kind.properties)].find((each) => each?.[part])?.[part];
  }, ownKeysSchema());
}

describe("The table of features", () => {
  test("has each feature in the schema, with its settings, of which the first is off and the environments' one", () => {
    expect(Object.keys(featuresSchema.shape)).toEqual(names);
    for (const name of names) {
      const settings = Object.keys(features[name].settings);
      for (const setting of settings)
        expect(featuresSchema.safeParse({ [name]: setting }).success).toBe(true);
      expect(schemaAt(`features.${name}`)?.enum).toEqual(settings);
      expect(settings[0]).toBe("none");
      for (const environment of environments)
        expect(settings).toContain(features[name].defaults[environment]);
    }
  });

  test("switches nothing that a key of its own switches", () => {
    const own = capabilities.map(({ key }) => key.split(".")[0]!);
    expect(names.filter((name) => own.includes(name))).toEqual([]);
    expect(own).not.toContain("features");
  });
});

/** Keys that may be left out and are no capability, each with what it is. */
const noCapabilities = {
  account: "where the platform is",
  addons: "versions",
  features: "the other table",
  residency: "a limit of what there is",
};

describe("The page of optional capabilities", () => {
  test("tells of every key that may be left out, but for those that are no capability", () => {
    const { properties = {}, required = [] } = ownKeysSchema();
    const optional = Object.keys(properties).filter((key) => !required.includes(key));
    const told = capabilities.map(({ key }) => key.split(".")[0]!).filter((key) => optional.includes(key));
    expect([...new Set([...told, ...Object.keys(noCapabilities)])].sort()).toEqual(optional.sort());
    expect(told.filter((key) => key in noCapabilities)).toEqual([]);
  });

  test.each(capabilities.map(({ name, key }) => [name, key]))(
    "tells of %s by a key that there is",
    (_, key) => {
      expect(schemaAt(key)).toBeDefined();
    },
  );

  const local = platformOf("local");
  const row = (page: string, key: string): string =>
    page.split("\n").find((line) => line.includes(`social-commerce:${key}\``))!;

  test("tells what each stack has, and where it has nothing", () => {
    const page = featuresPage([
      { name: "laptop", config: { ...local, features: { mesh: "installed" } } },
      { name: "shop", config: production },
    ]);
    expect(page).toContain("| feature | what it is | laptop | shop |");
    expect(page).toMatch(/\| \[mesh\]\(#mesh\) \|.* \| installed \| none \|/u);
    expect(row(page, "queues")).toMatch(/\| — \| 3 queues \|$/u);
    expect(row(page, "queues.<name>.backlogPerReplica")).toMatch(/\| — \| 1 queue \|$/u);
    expect(row(page, "buses")).toMatch(/\| — \| 1 bus \|$/u);
    expect(row(page, "stores.<name>.proxy")).toMatch(/\| — \| — \|$/u);
    expect(row(page, "dns")).toMatch(/\| — \| on \|$/u);
    expect(row(page, "tenants")).toMatch(/\| 1 tenant \| 1 tenant \|$/u);
    expect(row(page, "nodes.headroomPercent")).toMatch(/\| — \| 100 % \|$/u);
  });

  const production = platformOf("production");
  const { recovery } = production;

  test("tells of backups, of reports on them, and of a lock that nobody can lift", () => {
    const page = featuresPage([
      { name: "laptop", config: local },
      { name: "shop", config: { ...production, recovery: { ...recovery!, audit: false, lock: {} } } },
      { name: "vault", config: { ...production, recovery: { ...recovery!, lock: { graceDays: 7 } } } },
    ]);
    expect(row(page, "recovery")).toMatch(/\| — \| on \| on \|$/u);
    expect(row(page, "recovery.audit")).toMatch(/\| — \| — \| on \|$/u);
    expect(row(page, "recovery.lock")).toMatch(/\| — \| governance \| compliance \|$/u);
  });

  test("counts freezes that are written, not those of peaks, and stores with a pool of connections", () => {
    const { calendar, stores } = production;
    expect([calendar.events.length, calendar.freezes.length]).toEqual([2, 3]);
    const pooled = stores.map((store) => (store.kind === "relational" ? { ...store, proxy: true } : store));
    const page = featuresPage([{ name: "shop", config: { ...production, stores: pooled } }]);
    expect(row(page, "calendar.freezes")).toMatch(/\| 1 freeze \|$/u);
    expect(row(page, "stores.<name>.proxy")).toMatch(/\| 1 store \|$/u);
  });

  test("tells of quotas out of what is written, since the model has none", () => {
    const written = { quotas: { "us-east-1": {}, "us-west-2": {} } };
    const page = featuresPage([
      { name: "laptop", config: local },
      { name: "shop", config: production, written },
    ]);
    expect(row(page, "quotas")).toMatch(/\| — \| 2 regions \|$/u);
  });

  test("tells of room on nodes only where the program makes nodes", () => {
    const page = featuresPage([
      { name: "laptop", config: { ...local, headroom: { ...local.headroom, percent: 50 } } },
    ]);
    expect(row(page, "nodes.headroomPercent")).toMatch(/\| — \|$/u);
  });

  test("tells of hours without pods, and of services that are cut off", () => {
    const [first, ...rest] = local.services;
    const offHours = { wakes: "07:00", sleeps: "20:00" } as NonNullable<typeof local.offHours>;
    const page = featuresPage([
      { name: "laptop", config: { ...local, offHours, services: [{ ...first!, isolated: true }, ...rest] } },
    ]);
    expect(row(page, "offHours")).toMatch(/\| 07:00 to 20:00 \|$/u);
    expect(row(page, "services.<name>.isolated")).toMatch(/\| 1 service \|$/u);
  });
});
