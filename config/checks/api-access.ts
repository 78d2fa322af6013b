import ipaddr from "ipaddr.js";

import { clusterServiceRange } from "../../components/region/network/address-plan";
import type { Problem } from "../problems";
import { isPrivateRange, overlap, parseRange } from "./ranges";
import { regionsOnAws } from "./on-aws";
import type { Check } from "./check";

const path = "social-commerce:apiAccess";

/** Widest range that reaches an endpoint: a company's own network, not a provider's. */
const widestPrefix = 16;

/** Narrowest range that AWS gives to a VPC. Source: Amazon VPC user guide, "VPC CIDR blocks". */
const narrowestVpcPrefix = 28;

/** Somebody who runs Pulumi reaches the clusters, which the program's objects are written through. */
export const wayIntoClusters: Check = ({ regions, apiAccess, unreadable }) => {
  const onAws = regionsOnAws(regions);
  if (unreadable.includes("apiAccess") || onAws.length === 0) return [];
  if (apiAccess?.runnerNetwork !== undefined || (apiAccess?.publicCidrs ?? []).length > 0) return [];
  return [
    {
      path,
      found: apiAccess === undefined ? "nothing" : "neither a runnerNetwork nor a public range",
      allowed: `a way to the private endpoints of the clusters on AWS (${onAws.join(", ")})`,
      remedy: "name the runnerNetwork, or for the first `up` publicCidrs such as [203.0.113.10/32]",
    },
  ];
};

/** A way in leads somewhere. */
export const wayLeadsSomewhere: Check = ({ regions, apiAccess }) => {
  if (apiAccess === undefined || !regions.complete || regionsOnAws(regions).length > 0) return [];
  return [
    {
      path,
      found: "a way into clusters on AWS",
      allowed: "nothing, where no region is on AWS",
      remedy: "remove apiAccess, or have a region made on AWS",
    },
  ];
};

/** A public endpoint is open to a company's own networks, never to the world. */
export const publicRangesAreNarrow: Check = ({ apiAccess }) =>
  (apiAccess?.publicCidrs ?? []).flatMap((cidr, index): Problem[] => {
    const [, prefix] = parseRange(cidr);
    const at = `${path}.publicCidrs.${index}`;
    const allowed = `a public IPv4 range from /${widestPrefix} to /32`;
    if (prefix < widestPrefix)
      return [
        {
          path: at,
          found: prefix === 0 ? `${cidr}, which is the whole internet` : cidr,
          allowed,
          remedy: "list the addresses that the runs come from, for example 203.0.113.10/32",
        },
      ];
    return isPrivateRange(cidr)
      ? [
          {
            path: at,
            found: `${cidr}, which is private`,
            allowed,
            remedy:
              "a private network goes under apiAccess.runnerNetwork; here stands what the internet sees of it",
          },
        ]
      : [];
  });

/** The runner's network is a private range that one VPC can have. */
export const runnerRange: Check = ({ apiAccess }) => {
  const cidr = apiAccess?.runnerNetwork?.cidr;
  if (cidr === undefined) return [];
  const [address, prefix] = parseRange(cidr);
  const fits = prefix >= widestPrefix && prefix <= narrowestVpcPrefix;
  const starts = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString() === address.toString();
  if (isPrivateRange(cidr) && fits && starts) return [];
  return [
    {
      path: `${path}.runnerNetwork.cidr`,
      found: cidr,
      allowed: `the start of a private IPv4 range from /${widestPrefix} to /${narrowestVpcPrefix}`,
      remedy: "write the range of the runner's VPC, for example 10.250.0.0/24",
    },
  ];
};

/** The runner's network shares no address with a region: nothing could be routed between them. */
export const runnerApart: Check = ({ apiAccess, regions }) => {
  const cidr = apiAccess?.runnerNetwork?.cidr;
  if (cidr === undefined) return [];
  const networks = Object.entries(regions.entries).flatMap(([name, region]) =>
    region.cidr === undefined ? [] : [{ name, cidr: region.cidr }],
  );
  return [...networks, { name: "the services inside each cluster", cidr: clusterServiceRange }]
    .filter((other) => overlap(parseRange(cidr), parseRange(other.cidr)))
    .map((other) => ({
      path: `${path}.runnerNetwork.cidr`,
      found: `${cidr}, which overlaps ${other.cidr} of ${other.name}`,
      allowed: "a range that nothing else has; every region is joined to the runner's network",
      remedy: "run Pulumi in a VPC with another range",
    }));
};
