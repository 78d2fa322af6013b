import { show } from "../problems";
import type { Check } from "./check";

const path = "social-commerce:traffic";

/** Traffic goes to regions that are declared. */
export const trafficToRegions: Check = ({ traffic, regions }) =>
  traffic.names
    .filter((name) => regions.names.length > 0 && !regions.names.includes(name))
    .map((name) => ({
      path: `${path}.${name}`,
      found: `the region ${JSON.stringify(name)}`,
      allowed: regions.names.join(", "),
      remedy: "name a region under social-commerce:regions, or declare this one there",
    }));

/** The shares of all regions sum to 100. Judged when every share could be read. */
export const trafficSum: Check = ({ traffic }) => {
  const sum = Object.values(traffic.entries).reduce((total, share) => total + share, 0);
  if (!traffic.complete || sum === 100) return [];
  return [
    {
      path,
      found: `${show(traffic.entries)}, which sums to ${sum}`,
      allowed: "shares that sum to 100",
      remedy: sum < 100 ? `give ${100 - sum} more to a region` : `take ${sum - 100} away from a region`,
    },
  ];
};

/** A region serves no larger share of the users than the share of the platform that it runs. */
export const trafficWithinCapacity: Check = ({ traffic, regions }) =>
  Object.entries(traffic.entries).flatMap(([name, share]) => {
    const capacity = regions.entries[name]?.capacityPercent ?? 100;
    if (share <= capacity) return [];
    return [
      {
        path: `${path}.${name}`,
        found: `${share}, while the region runs ${capacity} % of the platform`,
        allowed: `0 to ${capacity}`,
        remedy: `raise regions.${name}.capacityPercent to ${share} in an edit of its own, then shift traffic`,
      },
    ];
  });

/** A lost region serves nobody. */
export const noTrafficToLost: Check = ({ traffic, regions }) =>
  Object.entries(traffic.entries)
    .filter(([name, share]) => share > 0 && regions.entries[name]?.state === "lost")
    .map(([name, share]) => ({
      path: `${path}.${name}`,
      found: `${share}, while the region's state is lost`,
      allowed: "0",
      remedy: "give its share to the other regions",
    }));

/** Writes go to a region that is declared and answers. */
export const writerExists: Check = ({ writer, regions }) => {
  const isLost = (name: string): boolean => regions.entries[name]?.state === "lost";
  if (
    writer === undefined ||
    regions.names.length === 0 ||
    (regions.names.includes(writer) && !isLost(writer))
  )
    return [];
  return [
    {
      path: "social-commerce:writer",
      found: isLost(writer) ? `${writer}, whose state is lost` : `the region ${JSON.stringify(writer)}`,
      allowed: regions.names.filter((name) => !isLost(name)).join(", "),
      remedy: "name a region that is declared and answers",
    },
  ];
};
