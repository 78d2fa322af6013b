import { Platform } from "../../../components/platform";
import type { PlatformConfig } from "../../../config/model";
import { record } from "../../support/recorder";
import { platformOf } from "../../support/samples";
import { Tree } from "../../support/tree";

jest.setTimeout(60_000);

const local = platformOf("local");
const installed: PlatformConfig = {
  ...local,
  regions: local.regions.map((region) => ({
    ...region,
    ground: { kind: "existing", context: `kind-${region.name}`, operators: "installed" },
  })),
};

describe("A cluster whose operators somebody else installed", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = new Tree(await record(() => new Platform("platform", installed)));
  });

  test("gets no release and no operator's namespace, and the objects that operators read all the same", () => {
    const types = tree.of("kubernetes").map(({ type }) => type.split(":").at(-1));
    expect(types).not.toContain("Release");
    for (const kind of ["Gateway", "EnvoyProxy", "Certificate", "PodMonitor", "HTTPRoute", "PrometheusRule"])
      expect(types).toContain(kind);
    const namespaces = tree.all.filter(({ type }) => type.endsWith(":Namespace")).map(({ name }) => name);
    expect(namespaces.sort()).toEqual(
      local.regions
        .flatMap(({ name }) => [`${name}-gateway-system`, `${name}-services`, `${name}-tenant-brand-a`])
        .sort(),
    );
  });

  test("has nothing of AWS", () => {
    expect(tree.of("aws")).toEqual([]);
  });
});
