import ipaddr from "ipaddr.js";

/** RFC 1918. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** An IPv4 range: its address, and the length of its prefix. */
export type Range = [address: ipaddr.IPv4, prefix: number];

/** Reads a range that is known to be one. */
export function parseRange(cidr: string): Range {
  return ipaddr.IPv4.parseCIDR(cidr);
}

/** Whether two ranges share an address. */
export function overlap(left: Range, right: Range): boolean {
  const prefix = Math.min(left[1], right[1]);
  return left[0].match(right[0], prefix);
}

/** Whether a range begins in a private one. */
export function isPrivateRange(cidr: string): boolean {
  const [address] = parseRange(cidr);
  return privateRanges.some((range) => address.match(parseRange(range)));
}
