import { profiles } from "../profiles";
import { awsRegionPattern, type RegionEntry } from "../schema/region";
import { show, type Problem } from "../problems";
import type { Check } from "./check";

const path = (name: string, key = ""): string => `social-commerce:regions.${name}${key && `.${key}`}`;

/** One region, and only one, is the primary. Judged when every region could be read. */
export const onePrimary: Check = ({ regions }) => {
  const primaries = Object.entries(regions.entries).flatMap(([name, { role }]) =>
    role === "primary" ? [name] : [],
  );
  if (!regions.complete || primaries.length === 1) return [];
  return [
    {
      path: "social-commerce:regions",
      found: primaries.length === 0 ? "no region with role primary" : `the primaries ${primaries.join(", ")}`,
      allowed: "one region with role primary",
      remedy: primaries.length === 0 ? "give one region role: primary" : "make all but one of them secondary",
    },
  ];
};

/** What a region on AWS needs, and what one with an existing cluster must not have. */
export const groundIsWhole: Check = ({ regions }) =>
  Object.entries(regions.entries).flatMap(([name, region]) =>
    region.existingCluster === undefined ? awsGround(name, region) : existingGround(name, region),
  );

function awsGround(name: string, region: RegionEntry): Problem[] {
  const missing = (["cidr", "kubernetesVersion"] as const).filter((key) => region[key] === undefined);
  const problems = missing.map((key) => ({
    path: path(name, key),
    found: "nothing",
    allowed: "a region without existingCluster is made on AWS, and needs cidr and kubernetesVersion",
    remedy: `add ${key}, or name an existingCluster`,
  }));
  if (awsRegionPattern.test(name)) return problems;
  const misnamed = {
    path: path(name),
    found: `the name ${JSON.stringify(name)}`,
    allowed: "the name of an AWS region where no existingCluster is named",
    remedy: "rename it, for example to us-east-1, or name an existingCluster",
  };
  return [...problems, misnamed];
}

function existingGround(name: string, region: RegionEntry): Problem[] {
  return (["cidr", "zones", "kubernetesVersion", "compute"] as const)
    .filter((key) => region[key] !== undefined)
    .map((key) => ({
      path: path(name, key),
      found: show(region[key]),
      allowed: "nothing, where existingCluster is named: its network and version are not ours",
      remedy: `remove ${key}, or remove existingCluster to have the region made on AWS`,
    }));
}

/** Zones are zones of their region, each named once, and as many as the environment asks for. */
export const zonesOfRegion: Check = ({ regions, environment }) =>
  Object.entries(regions.entries).flatMap(([name, { zones, existingCluster }]) => {
    if (zones === undefined || existingCluster !== undefined) return [];
    const { minimumZones } = profiles[environment ?? "development"];
    const foreign = zones.filter((zone) => zone.slice(0, -1) !== name);
    if (foreign.length === 0 && new Set(zones).size === zones.length && zones.length >= minimumZones)
      return [];
    return [
      {
        path: path(name, "zones"),
        found: show(zones),
        allowed: `at least ${minimumZones} different zones of ${name}`,
        remedy: `write for example [${name}a, ${name}b, ${name}c]`,
      },
    ];
  });

/**
 * Regions whose zones are not a, b and c, or not for every account. Source: AWS Regions and Availability Zones user guide,
 * the list of zone ids.
 */
const regionsWithOtherZones: Readonly<Record<string, string>> = {
  "ap-northeast-1": "[ap-northeast-1a, ap-northeast-1c, ap-northeast-1d]",
  "ca-central-1": "[ca-central-1a, ca-central-1b, ca-central-1d]",
  "us-west-1": "two zones, which are called differently in each account",
};

/** Where the zones a, b and c are not there, the stack file names those that are. */
export const zonesWhereUnusual: Check = ({ regions }) =>
  Object.entries(regions.entries).flatMap(([name, { zones, existingCluster }]) => {
    const there = regionsWithOtherZones[name];
    if (there === undefined || zones !== undefined || existingCluster !== undefined) return [];
    return [
      {
        path: path(name, "zones"),
        found: "nothing, which means the zones a, b and c",
        allowed: `the zones that the region has: ${there}`,
        remedy: "name them; a region with fewer zones than the environment asks for cannot be used",
      },
    ];
  });

/** A region on AWS needs an account to be made in. */
export const accountForAws: Check = ({ regions, account, unreadable }) => {
  const onAws = Object.keys(regions.entries).filter(
    (name) => regions.entries[name]?.existingCluster === undefined,
  );
  if (onAws.length === 0 || account !== undefined || unreadable.includes("account")) return [];
  return [
    {
      path: "social-commerce:account",
      found: "nothing",
      allowed: `the account of the regions on AWS (${onAws.join(", ")})`,
      remedy: 'add it, for example { id: "111122223333", deployRole: platform-deployer }',
    },
  ];
};

/** Two regions never share one existing cluster: their objects would have the same names. */
export const separateClusters: Check = ({ regions }) => {
  const contexts = Object.entries(regions.entries).flatMap(([name, { existingCluster }]) =>
    existingCluster === undefined ? [] : [{ name, context: existingCluster.context }],
  );
  return contexts
    .filter(({ context }, index) => contexts.findIndex((other) => other.context === context) < index)
    .map(({ name, context }) => ({
      path: path(name, "existingCluster.context"),
      found: `${context}, which another region has`,
      allowed: "a context that no other region names",
      remedy: "name another cluster: two regions in one cluster would have objects of the same names",
    }));
};
