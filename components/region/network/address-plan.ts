import ipaddr from "ipaddr.js";

/** The subnets of one availability zone. */
export interface ZonePlan {
  /** Zone name, for example `us-east-1a`. */
  readonly zone: string;
  /** Load balancers and NAT gateways: a sixteenth of the zone's range. */
  readonly public: string;
  /** Nodes and pods: half of the zone's range. */
  readonly private: string;
  /** Stores: a sixteenth of the zone's range. */
  readonly data: string;
}

/** Zones that a network has room for; each has its range reserved from the start, so that adding one moves nothing. */
export const zoneSlots = 4;

/** Largest network that AWS allows in one VPC: /16. Source: Amazon VPC quotas. */
export const shortestNetworkPrefix = 16;

/** Smallest network whose private subnets (here /21, 2,043 addresses for pods) carry a service at its ceiling. */
export const longestNetworkPrefix = 18;

/** Whether a network of this prefix can be divided over zones. */
export function isNetworkPrefix(prefix: number): boolean {
  return prefix >= shortestNetworkPrefix && prefix <= longestNetworkPrefix;
}

/** Addresses of Kubernetes services inside each cluster. They never leave it, so every cluster has the same. */
export const clusterServiceRange = "172.20.0.0/16";

/**
 * Divides a network over its zones. A zone's slot is decided by its position alone, and a network has four slots, so
 * appending a zone moves no address of another. Seven sixteenths of each slot stay free for tiers to come.
 *
 * @param cidr Range of the network, `/16` to `/18`.
 * @param zones One to four zones.
 */
export function addressPlan(cidr: string, zones: readonly string[]): ZonePlan[] {
  const [base, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const slotPrefix = prefix + Math.log2(zoneSlots);
  return zones.map((zone, slot) => {
    const start = toNumber(base) + slot * size(slotPrefix);
    const half = start + size(slotPrefix + 1);
    const tier = slotPrefix + 4;
    return {
      zone,
      private: range(start, slotPrefix + 1),
      public: range(half, tier),
      data: range(half + size(tier), tier),
    };
  });
}

function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((total, octet) => total * 256 + octet, 0);
}

function range(start: number, prefix: number): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}
