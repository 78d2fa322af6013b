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
