import { Platform } from "../../components/platform";
import { record } from "../support/recorder";
import { platformOf } from "../support/samples";
import { at, Tree } from "../support/tree";

jest.setTimeout(60_000);

const [production, local] = [platformOf("production"), platformOf("local")];
/** Clusters that were there, whose services use stores with secrets. */
const wired = {
  ...local,
  stores: production.stores,
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
        const messages = [...config.queues, ...config.topics, ...config.buses].map((one) => one.name);
        const sends = [...service.uses, ...service.publishes].some((one) => messages.includes(one));
        expect([role, tree.waitsFor(pods).includes(role)]).toEqual([role, sends && config === production]);
      }
    }
    for (const association of tree.all.filter(({ type }) => type.endsWith(":PodIdentityAssociation")))
      expect(tree.waitsFor(association)).toContain(`${tree.regionOf(association) ?? ""}-eks`);
  });

  test("lets the proxies read keys where somebody issues tokens", () => {
    for (const policy of tree.all.filter(({ name }) => name.endsWith("-gateway-proxy"))) {
      const egress = at(policy, "spec", "egress") as { to?: { ipBlock?: unknown }[] }[];
      const reads = egress.some(({ to }) => to?.[0]?.ipBlock !== undefined);
      expect([policy.name, reads]).toEqual([policy.name, config.auth !== undefined]);
    }
  });
});
