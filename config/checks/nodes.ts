import {
  capacityOf,
  ceilingOf,
  nodesOfRegion,
  usablePercent,
  type Capacity,
} from "../../components/region/cluster/node-capacity";
import type { Draft } from "../draft";
import { profiles } from "../profiles";
import { defaultZones, resolveNodes } from "../resolve/regions";
import { regionsOnAws } from "./on-aws";
import type { Check } from "./check";

/** The nodes of a zone start between the fewest and the most that there may be. */
export const nodeCountsInOrder: Check = ({ nodes }) => {
  const { min, desired, max } = nodes?.perZone ?? { min: 1, desired: 1, max: 1 };
  if (min <= desired && desired <= max) return [];
  return [
    {
      path: "social-commerce:nodes.perZone",
      found: `min ${min}, desired ${desired}, max ${max}`,
      allowed: "min not above desired, and desired not above max",
      remedy: "put the three in order",
    },
  ];
};

/** The nodes of each region on AWS can carry every service with both colours at their ceiling. */
export const nodesCarryCeilings: Check = (draft) =>
  draft.unreadable.includes("nodes")
    ? []
    : regionsOnAws(draft.regions).flatMap((name) => regionCarriesCeilings(name, draft));

/** What the two measures of capacity are called, and how a limit of each is written. */
const measures = [
  { key: "cpu", of: ({ milliCores }: Capacity) => milliCores / 1000, unit: " cores", written: "" },
  { key: "memory", of: ({ bytes }: Capacity) => bytes / 2 ** 30, unit: " GiB", written: "Gi" },
] as const;

function regionCarriesCeilings(name: string, draft: Draft): ReturnType<Check> {
  const region = draft.regions.entries[name];
  if (region === undefined || draft.environment === undefined) return [];
  const profile = profiles[draft.environment];
  const { compute = "auto", capacityPercent, zones = defaultZones(name) } = region;
  const nodes = nodesOfRegion(resolveNodes(draft.nodes, profile), capacityPercent);
  const services = Object.values(draft.services.entries).map(
    ({ resources = profile.resources, scaling = profile.scaling }) => ({ resources, scaling }),
  );
  const most = capacityOf(compute, nodes, zones.length);
  const asked = ceilingOf(services);
  return measures.flatMap(({ key, of, unit, written }) => {
    const least = Math.ceil((of(asked) * 100) / usablePercent);
    if (of(most) >= least) return [];
    const where = compute === "auto" ? `limits.${key}` : "perZone.max";
    const enough =
      compute === "auto" ? `"${least}${written}"` : Math.ceil(nodes.perZone.max * (least / of(most)));
    return [
      {
        path: `social-commerce:nodes.${where}`,
        found: `${round(of(most))}${unit} in ${name}, where both colours of all services at their ceilings ask for ${round(of(asked))}`,
        allowed: `at least ${least}${unit} in ${name}: pods can have ${usablePercent} % of a node`,
        remedy: `write nodes.${where}: ${enough} or more, or lower scaling.max of the services`,
      },
    ];
  });
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
