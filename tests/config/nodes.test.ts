import { addonNames, addonsFor, addonTable, addonVersion } from "../../components/region/cluster/addon-table";
import { capacityOf, ceilingOf, nodesOfRegion } from "../../components/region/cluster/node-capacity";
import { environments, profiles } from "../../config/profiles";
import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

const nodes = {
  architecture: "arm64",
  limits: { cpu: "101", memory: "1000Gi" },
  perZone: { min: 2, desired: 3, max: 17 },
} as const;

/** The base file with room for the connections of every replica that these tests ask for. */
const file = edited(baseFile, "connectionLimit: 600", "connectionLimit: 2000");

const paths = (text: string): string[] => checkStackFile(text).map(({ path, found }) => `${path} ${found}`);

describe("The nodes of a region", () => {
  test("start at its share, rounded up, and may be as many as anywhere", () => {
    expect(nodesOfRegion(nodes, 15)).toEqual({ ...nodes, perZone: { min: 1, desired: 1, max: 17 } });
    expect(nodesOfRegion(nodes, 50).perZone).toEqual({ min: 1, desired: 2, max: 17 });
    expect(nodesOfRegion(nodes, 100)).toEqual(nodes);
  });

  test("add up to their limits in Auto Mode, and to the nodes of all zones in groups", () => {
    expect(capacityOf("auto", nodes, 3)).toEqual({ milliCores: 101_000, bytes: 1000 * 2 ** 30 });
    expect(capacityOf("node-groups", nodes, 3)).toEqual({ milliCores: 408_000, bytes: 1632 * 2 ** 30 });
  });

  test("carry both colours of every service at their ceiling", () => {
    const { resources } = profiles.staging;
    const service = { resources, scaling: { min: 1, max: 5 } };
    // 5 pods a colour, of 500m and 512Mi.
    expect(ceilingOf([service, service])).toEqual({ milliCores: 10_000, bytes: 10 * 2 ** 30 });
  });

  test.each([...environments])("of %s carry eight services of the profile's size, either way", (name) => {
    const { resources, scaling, nodes: defaults, minimumZones } = profiles[name];
    const asked = ceilingOf([1, 2, 3, 4].map(() => ({ resources, scaling })));
    for (const compute of ["auto", "node-groups"] as const)
      expect(
        capacityOf(compute, { architecture: "amd64", ...defaults }, minimumZones).milliCores * 0.8,
      ).toBeGreaterThanOrEqual(asked.milliCores);
  });

  test("are judged by the environment's size where the stack file names none", () => {
    const silent = file.replace(/ {2}social-commerce:nodes:\n( {4}.*\n)*/u, "");
    expect(paths(silent)).toEqual([]);
    expect(paths(edited(silent, "scaling: { min: 3, max: 30 }", "scaling: { min: 3, max: 100 }"))).toEqual(
      [],
    );
  });

  test("are judged by the groups of their zones where the region's nodes are groups", () => {
    const groups = edited(edited(file, "compute: auto", "compute: node-groups"), "max: 10 }", "max: 4 }");
    // 4 nodes of 8 cores in each of 3 zones, at half the capacity as at all of it.
    expect(
      checkStackFile(edited(groups, "scaling: { min: 3, max: 30 }", "scaling: { min: 3, max: 50 }")),
    ).toEqual([
      {
        path: "social-commerce:nodes.perZone.max",
        found: "96 cores in us-west-2, where both colours of all services at their ceilings ask for 90",
        allowed: "at least 113 cores in us-west-2: pods can have 80 % of a node",
        remedy: "write nodes.perZone.max: 5 or more, or lower scaling.max of the services",
      },
    ]);
    expect(paths(edited(groups, "max: 4 }", "max: 5 }"))).toEqual([]);
  });

  test("have no say where no service could be read, or they themselves not", () => {
    expect(paths(edited(file, 'cpu: "200"', 'cpu: "1", disk: 8Gi'))).toHaveLength(1);
  });
});

describe("The add-ons", () => {
  test("of groups are all there are; Auto Mode brings all but one itself", () => {
    expect(addonsFor("node-groups")).toEqual([...addonNames]);
    expect(addonsFor("auto")).toEqual(["metrics-server"]);
  });

  test("that a node needs to become ready come before it, the others after", () => {
    expect(addonNames.filter((name) => addonTable[name].nodes === "before")).toEqual([
      "eks-pod-identity-agent",
      "kube-proxy",
      "vpc-cni",
    ]);
  });

  test.each([...addonNames])("have a version for both versions of Kubernetes in use: %s", (name) => {
    for (const kubernetes of ["1.34", "1.35"])
      expect(addonVersion(name, kubernetes, {})).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/u);
    expect(addonVersion(name, "1.99", {})).toBeUndefined();
    expect(addonVersion(name, "1.35", { [name]: "v9.9.9-eksbuild.9" })).toBe("v9.9.9-eksbuild.9");
  });

  test("that follow Kubernetes have its minor version", () => {
    for (const kubernetes of ["1.34", "1.35"])
      expect(addonVersion("kube-proxy", kubernetes, {})).toContain(`v${kubernetes}.`);
  });

  test("may be pinned where a region's nodes are groups, and for a Kubernetes that is not known yet", () => {
    const groups = edited(file, "compute: auto", "compute: node-groups");
    expect(
      paths(edited(groups, "{ metrics-server: v0.8.0-eksbuild.6 }", "{ vpc-cni: v1.21.1-eksbuild.7 }")),
    ).toEqual([]);
    const newer = edited(file, '"1.34"', '"1.36"');
    expect(paths(newer)).toEqual([]);
    expect(paths(edited(newer, "{ metrics-server: v0.8.0-eksbuild.6 }", "{}"))).toEqual([
      "social-commerce:addons.metrics-server nothing, while us-west-2 runs Kubernetes 1.36",
    ]);
  });
});

describe("A way into clusters on AWS", () => {
  test("is not asked for where there is none, and leads nowhere there", () => {
    const noAws = file
      .replace(
        / {4}us-east-1:\n( {6}.*\n)*/u,
        "    east: { role: primary, existingCluster: { context: kind-east } }\n",
      )
      .replace(
        / {4}us-west-2:\n( {6}.*\n)*/u,
        "    west: { role: secondary, existingCluster: { context: kind-west } }\n",
      );
    expect(checkStackFile(noAws)).toContainEqual({
      path: "social-commerce:apiAccess",
      found: "a way into clusters on AWS",
      allowed: "nothing, where no region is on AWS",
      remedy: "remove apiAccess, or have a region made on AWS",
    });
    const without = noAws.replace(/ {2}social-commerce:apiAccess:\n( {4}.*\n)*/u, "");
    expect(paths(without).filter((path) => path.includes("apiAccess"))).toEqual([]);
  });

  test("may be either of the two alone", () => {
    expect(paths(edited(file, "    publicCidrs: [203.0.113.10/32]\n", ""))).toEqual([]);
    expect(paths(file.replace(/ {4}runnerNetwork:\n( {6}.*\n)*/u, ""))).toEqual([]);
  });
});
