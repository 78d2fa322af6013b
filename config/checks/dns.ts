import { show } from "../problems";
import type { Check } from "./check";

/** The program keeps the shop's names only where it makes what they point at. */
export const dnsForAws: Check = ({ dns, regions }) => {
  const onAws = regions.names.some((name) => regions.entries[name]?.existingCluster === undefined);
  if (dns === undefined || onAws || regions.names.length === 0) return [];
  return [
    {
      path: "social-commerce:dns",
      found: show(dns),
      allowed: "nothing, where every region has an existingCluster: its front door is not ours",
      remedy: "remove it, and let the shop's names point at those clusters yourself",
    },
  ];
};

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
