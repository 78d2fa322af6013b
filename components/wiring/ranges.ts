/**
 * IPv4 ranges that nobody outside can have: private networks, shared and link-local addresses, loopback, and what is
 * reserved. Source: IANA, IPv4 Special-Purpose Address Registry.
 */
export const innerRanges: readonly string[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

/** Every public address, as a peer of a network policy. */
export const publicAddresses = { ipBlock: { cidr: "0.0.0.0/0", except: [...innerRanges] } };
