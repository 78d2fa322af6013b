import { colours } from "../../../config/model";
import type { Profile } from "../../../config/profiles";
import { lifecycle } from "../../service/lifecycle";

/**
 * Nodes are given addresses sixteen at a time, as a /28 that must be free as a whole. EKS falls back to single addresses
 * where no /28 is left; a plan does not count on that. Source: Amazon EKS user guide, "Learn about VPC networking and
 * load balancing in EKS Auto Mode", prefix delegation.
 */
const prefix = { length: 28, addresses: 16 } as const;

/** The first four addresses of a subnet and its last one are AWS's, so its first and last /28 are never free. */
const reservedPrefixes = 2;

/**
 * Prefixes that single addresses may break in one subnet: one for each endpoint's interface, and as many again for those
 * of the control plane and of what else is placed there.
 */
export const brokenPrefixes = 24;

/**
 * Prefixes that a node with one prefix of pods takes: that one, one that EKS keeps warm, and one that the node's own
 * address breaks. Larger nodes take fewer for each pod. Unproved: how many Auto Mode keeps warm, which AWS does not say.
 */
const prefixesPerNode = 3;

/** Pods besides the services', as a share of them, in percent: operators, the proxy, an agent or two on each node. */
const systemPercent = 25;

/** Pods that find an address in one private subnet, however their nodes are scattered over it. */
export function podRoom(range: string): number {
  const length = Number(range.split("/")[1]);
  const free = 2 ** (prefix.length - length) - reservedPrefixes - brokenPrefixes;
  return Math.max(0, Math.floor(free / prefixesPerNode)) * prefix.addresses;
}

/** Pods that find an address in the private subnets of a network when the roomiest of them is lost with its zone. */
export function podRoomWithoutZone(ranges: readonly string[]): number {
  const rooms = ranges.map(podRoom);
  return rooms.reduce((sum, room) => sum + room, 0) - Math.max(0, ...rooms);
}

/**
 * Most pods that a region runs at once: both colours of every service at their ceilings, each in the middle of a roll-out,
 * and the system's share.
 *
 * @param scalings Floor and ceiling of each service.
 * @param factor How many times its ceiling a service is to have room for, as for an announced peak.
 */
export function podDemand(scalings: readonly Profile["scaling"][], factor = 1): number {
  const perColour = scalings.map(({ max }) => {
    const ceiling = Math.ceil(max * factor);
    return ceiling + Math.ceil((ceiling * lifecycle.surgePercent) / 100);
  });
  const services = colours.length * perColour.reduce((sum, pods) => sum + pods, 0);
  return services + Math.ceil((services * systemPercent) / 100);
}
