import { Platform } from "../../components/platform";
import type { ExternalStore } from "../../config/model";
import { record } from "../support/recorder";
import { platformOf } from "../support/samples";
import { at, Tree } from "../support/tree";
import { withRole } from "./platform-parts";

jest.setTimeout(60_000);

const [production, local] = [platformOf("production"), platformOf("local")];
/** Clusters that were there, whose services use a store that was there, too, with a secret. */
const ordersDb: ExternalStore = {
  kind: "external",
  name: "orders-db",
  engine: "postgresql",
  port: 5432,
  ranges: ["10.96.0.0/20"],
  secret: "orders-db",
  endpoints: { east: { writer: "orders.db.example.com", reader: "orders-ro.db.example.com" } },
};
const wired = {
  ...local,
  stores: [ordersDb],
  services: local.services.map((one) => ({ ...one, uses: ["orders-db"] })),
};

describe.each([
  ["production", production],
  ["local", local],
  ["local, with stores", wired],
])("The platform of %s", (_, config) => {
  let tree: Tree;
  beforeAll(async () => {
    tree = new Tree(await record(() => new Platform("platform", config)));
  });

  test("migrates where the writer is alone, and reads secrets where there is a secret manager alone", () => {
    const regionsOf = (kind: string) => [
      ...new Set(tree.all.filter(({ type }) => type.endsWith(`:${kind}`)).map((one) => tree.regionOf(one))),
    ];
    const migrates = config.services.some(({ release }) => release.blue.migration);
    expect(regionsOf("Job")).toEqual(migrates ? [config.writer] : []);
    const onAws = config.regions.filter(({ ground }) => ground.kind === "aws").map(({ name }) => name);
    expect(regionsOf("ExternalSecret").sort()).toEqual([...onAws].sort());
  });

  test("starts pods when their role is there, and gives roles when the cluster is", () => {
    for (const { name } of config.regions) {
      for (const service of config.services) {
        const pods = tree.one("kubernetes:apps/v1:Deployment", `${name}-${service.name}-blue`);
        const role = `${name}-${service.name}-identity`;
        const hasRole = config === production && withRole(config).includes(service.name);
        expect([role, tree.waitsFor(pods).includes(role)]).toEqual([role, hasRole]);
      }
    }
    for (const association of tree.all.filter(({ type }) => type.endsWith(":PodIdentityAssociation")))
      expect(tree.waitsFor(association)).toContain(`${tree.regionOf(association) ?? ""}-eks`);
  });

  test("tells services that use a store its hosts, and lets them connect to its ranges and port alone", () => {
    if (config !== wired) return;
    for (const region of ["east", "west"]) {
      const told = tree.one("kubernetes:core/v1:ConfigMap", `${region}-order-service-wiring`);
      // The one region that has hosts is the writer's, which the other reads in, too.
      expect(told.inputs.data).toMatchObject({
        ORDERS_DB_ENGINE: "postgresql",
        ORDERS_DB_PORT: "5432",
        ORDERS_DB_READER_HOST: "orders-ro.db.example.com",
        ORDERS_DB_WRITER_HOST: "orders.db.example.com",
        ORDERS_DB_WRITER_REGION: "east",
      });
      const policies = tree.all.filter(
        (one) => one.type.endsWith(":NetworkPolicy") && tree.regionOf(one) === region,
      );
      const open = policies.filter((one) => JSON.stringify(one.inputs).includes("10.96.0.0/20"));
      expect(open.map(({ name }) => name)).toContain(`${region}-order-service`);
      for (const policy of open)
        expect(at(policy, "spec", "egress")).toContainEqual({
          to: [{ ipBlock: { cidr: "10.96.0.0/20" } }],
          ports: [{ port: 5432, protocol: "TCP" }],
        });
    }
  });

  test("lets the proxies read keys where somebody issues tokens", () => {
    for (const policy of tree.all.filter(({ name }) => name.endsWith("-gateway-proxy"))) {
      const egress = at(policy, "spec", "egress") as { to?: { ipBlock?: unknown }[] }[];
      const reads = egress.some(({ to }) => to?.[0]?.ipBlock !== undefined);
      expect([policy.name, reads]).toEqual([policy.name, config.auth !== undefined]);
    }
  });
});
