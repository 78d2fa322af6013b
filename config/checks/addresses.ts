import ipaddr from "ipaddr.js";

import {
  clusterServiceRange,
  isNetworkPrefix,
  longestNetworkPrefix,
  shortestNetworkPrefix,
} from "../../components/region/network/address-plan";
import type { RegionEntry } from "../schema/region";
import type { Check } from "./check";
import { isPrivateRange, overlap, parseRange } from "./ranges";

/** A region's network is a private range of a size that the address plan can divide. */
export const networkRange: Check = ({ regions }) =>
  networks(regions.entries).flatMap(({ path, cidr }) => {
    const [address, prefix] = parseRange(cidr);
    const base = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
    if (isPrivateRange(cidr) && isNetworkPrefix(prefix) && base === address.toString()) return [];
    return [
      {
        path,
        found: cidr,
        allowed: `the start of a private IPv4 range from /${shortestNetworkPrefix} to /${longestNetworkPrefix}`,
        remedy: "write for example 10.16.0.0/16",
      },
    ];
  });

/** No two regions share an address, and none shares one with the addresses of Kubernetes services. */
export const disjointNetworks: Check = ({ regions }) => {
  const all = networks(regions.entries);
  const taken = [...all, { name: "the services inside each cluster", cidr: clusterServiceRange }];
  return all.flatMap(({ path, cidr }, index) =>
    taken
      .slice(index + 1)
      .filter((other) => overlap(parseRange(cidr), parseRange(other.cidr)))
      .map((other) => ({
        path,
        found: `${cidr}, which overlaps ${other.cidr} of ${other.name}`,
        allowed: "a range that nothing else has; the regions are connected to each other",
        remedy: "move the region that is not deployed yet to a free range",
      })),
  );
};

function networks(
  regions: Readonly<Record<string, RegionEntry>>,
): { path: string; name: string; cidr: string }[] {
  return Object.entries(regions).flatMap(([name, { cidr }]) =>
    cidr === undefined ? [] : [{ path: `social-commerce:regions.${name}.cidr`, name, cidr }],
  );
}
