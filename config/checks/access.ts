import type { Draft } from "../draft";
import type { Problem } from "../problems";
import type { AccessEntry } from "../schema/access";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const path = (name: string, key = ""): string => `social-commerce:access.${name}${key && `.${key}`}`;

/** An entry grants one thing: a permission, or the work of a tenant. */
export const accessGrantsOneThing: Check = (draft) =>
  eachEntry(draft, (name, { permission, tenant }) => {
    if ((permission === undefined) !== (tenant === undefined)) return [];
    const both = permission !== undefined;
    return [
      {
        path: path(name),
        found: both ? "both permission and tenant" : "neither permission nor tenant",
        allowed: "one of the two",
        remedy: both
          ? "give the second to a role of its own"
          : "add permission: view, or the name of a tenant",
      },
    ];
  });

/** An entry for a tenant names one that there is. */
export const accessToTenants: Check = (draft) =>
  eachEntry(draft, (name, { tenant }) => {
    const { names, complete } = draft.tenants;
    const unreadable = names.length === 0 && !complete;
    if (tenant === undefined || unreadable || names.includes(tenant)) return [];
    return [
      {
        path: path(name, "tenant"),
        found: `the tenant ${JSON.stringify(tenant)}`,
        allowed: names.join(", ") || "the name of a tenant, of which there is none",
        remedy: "name a tenant under social-commerce:tenants, or remove the entry with its tenant",
      },
    ];
  });

/** EKS has one entry for each role in a cluster, and the deployer's is made with the cluster. */
export const accessOncePerRole: Check = (draft) => {
  const entries = Object.entries(draft.access.entries);
  return entries.flatMap(([name, { role }], index) => {
    const first = entries.findIndex(([, other]) => other.role === role);
    const [earlier = ""] = entries[first] ?? [];
    if (role === draft.account?.deployRole)
      return [taken(name, role, "which deploys, and has its own entry")];
    return first < index ? [taken(name, role, `which ${earlier} has`)] : [];
  });
};

function taken(name: string, role: string, whose: string): Problem {
  return {
    path: path(name, "role"),
    found: `${role}, ${whose}`,
    allowed: "a role that no other entry has: EKS knows one entry for each role",
    remedy: "name another role, or remove the entry",
  };
}

/** An entry is made in the clusters on AWS; without one it would let nobody in. */
export const accessSomewhere: Check = (draft) =>
  eachEntry(draft, (name, { tenant }) => {
    const onAws = regionsOnAws(draft.regions);
    const own = tenant === undefined ? onAws : (draft.tenants.entries[tenant]?.regions ?? onAws);
    if (draft.regions.names.length === 0 || own.some((region) => onAws.includes(region))) return [];
    return [
      {
        path: path(name),
        found: tenant === undefined ? "no region on AWS" : `no region of ${tenant} on AWS`,
        allowed: "entries for clusters on AWS; a cluster that is already there has its own",
        remedy: "remove the entry, and bind the role or group in the cluster itself",
      },
    ];
  });

function eachEntry({ access }: Draft, rule: (name: string, entry: AccessEntry) => Problem[]): Problem[] {
  return Object.entries(access.entries).flatMap(([name, entry]) => rule(name, entry));
}
