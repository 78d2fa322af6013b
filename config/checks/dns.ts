import { show } from "../problems";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

/** The program keeps the shop's names only where it makes what they point at. */
export const dnsForAws: Check = ({ dns, regions }) => {
  if (dns === undefined || regionsOnAws(regions).length > 0 || regions.names.length === 0) return [];
  return [
    {
      path: "social-commerce:dns",
      found: show(dns),
      allowed: "nothing, where every region has an existingCluster: its front door is not ours",
      remedy: "remove it, and let the shop's names point at those clusters yourself",
    },
  ];
};

/** DNS sends users to regions whose front door the program makes, and to no others. */
export const dnsReachesTraffic: Check = ({ dns, regions, traffic }) =>
  Object.entries(traffic.entries)
    .filter(([name, share]) => share > 0 && regions.entries[name]?.existingCluster !== undefined)
    .filter(() => dns !== undefined && regionsOnAws(regions).length > 0)
    .map(([name, share]) => ({
      path: `social-commerce:traffic.${name}`,
      found: `${share}, while the region has an existingCluster`,
      allowed: "0, where DNS is the program's: it makes no front door there",
      remedy:
        "give its share to a region on AWS, or remove social-commerce:dns and keep the shop's names yourself",
    }));

/** Users fail over to one place: DNS knows a primary answer and a secondary, and no third. */
export const oneStandbyBehindDns: Check = ({ dns, regions, traffic }) => {
  const waiting = Object.entries(regions.entries)
    .filter(([name, { role }]) => role === "standby" && (traffic.entries[name] ?? 0) === 0)
    .filter(([, { existingCluster }]) => existingCluster === undefined)
    .map(([name]) => name);
  if (dns === undefined || waiting.length <= 1) return [];
  return [
    {
      path: "social-commerce:regions",
      found: `the standbys ${waiting.join(", ")}`,
      allowed: "one standby on AWS without users, where DNS is the program's",
      remedy: "make all but one of them secondary",
    },
  ];
};
