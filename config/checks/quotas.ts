import { ceilingOf, usablePercent } from "../../components/region/cluster/node-capacity";
import { nodeDiskGi } from "../../components/region/cluster/node-class";
import { colourSize } from "../../components/service/size";
import type { Draft } from "../draft";
import { colours } from "../model";
import { profiles } from "../profiles";
import { quotaNames, quotas, type QuotaName } from "../quotas";
import { defaultZones } from "../resolve/regions";
import type { RegionEntry } from "../schema/region";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";
import { atPeaks } from "./peaks";

/** What is granted is granted in a region of the stack. */
export const quotaRegions: Check = ({ quotas: granted, regions }) =>
  granted.names
    .filter((name) => regions.names.length > 0 && !regionsOnAws(regions).includes(name))
    .map((name) => ({
      path: `social-commerce:quotas.${name}`,
      found: `the region ${JSON.stringify(name)}`,
      allowed: regionsOnAws(regions).join(", ") || "a region on AWS, of which there is none",
      remedy: "name a region on AWS that is declared under social-commerce:regions, or remove the entry",
    }));

/** Where a peak is announced, the account has been granted what it takes (R40). Quotas take days to be raised. */
export const quotasCoverPeaks: Check = (draft) => {
  const events = Object.keys(draft.calendar.events.entries);
  if (events.length === 0 || draft.environment === undefined) return [];
  return regionsOnAws(draft.regions).flatMap((name) => {
    const region = draft.regions.entries[name];
    if (region === undefined || (draft.quotas.names.includes(name) && !draft.quotas.entries[name])) return [];
    const needs = quotaNeeds(name, region, atPeaks(draft));
    const granted = draft.quotas.entries[name] ?? {};
    return quotaNames
      .filter((quota) => needs[quota] > (granted[quota] ?? quotas[quota].standard))
      .map((quota) => quotaProblem(name, quota, granted[quota], needs[quota]));
  });
};

function quotaProblem(region: string, quota: QuotaName, granted: number | undefined, needed: number) {
  const { title, service, code, standard, unit } = quotas[quota];
  const has = granted === undefined ? `${standard}${unit}, AWS's default` : `${granted}${unit}`;
  return {
    path: `social-commerce:quotas.${region}.${quota}`,
    found: `${has}, while the announced peaks need ${needed}`,
    allowed: `${needed} or more`,
    remedy: `request ${needed} of "${title}" (${service} ${code}) in ${region}, days before, then write what was granted`,
  };
}

/** Cores of the smallest node that a pool of Auto Mode starts (node-pool.ts): as many nodes as there can be, and disks. */
const smallestNodeCores = 4;

/** What a region may ask of the account while every service is at its ceiling. */
export function quotaNeeds(
  name: string,
  { capacityPercent, zones = defaultZones(name) }: RegionEntry,
  { services, environment = "development" }: Draft,
): Readonly<Record<QuotaName, number>> {
  const profile = profiles[environment];
  const sized = Object.values(services.entries).map(
    ({ resources = profile.resources, scaling = profile.scaling, storage = "0Gi" }) => ({
      resources,
      scaling,
      diskGi: Number(storage.slice(0, -2)),
    }),
  );
  const { milliCores } = ceilingOf(sized);
  const vcpus = Math.ceil(((milliCores / 1000) * 100) / usablePercent);
  const pods = sized.reduce(
    (sum, { scaling, diskGi }) =>
      sum + diskGi * colours.length * colourSize(scaling, capacityPercent, 100).max,
    0,
  );
  const { prometheus } = profile.operators;
  const disks =
    Math.ceil(vcpus / smallestNodeCores) * nodeDiskGi + pods + prometheus.replicas * prometheus.storageGi;
  return {
    standardVcpus: vcpus,
    elasticIps: profile.natGateways === "one" ? 1 : zones.length,
    gp3Tebibytes: Math.ceil(disks / 1024),
  };
}
