import type { Check } from "./check";

const path = (name: string, key: string): string => `social-commerce:tenants.${name}.${key}`;

/** A tenant is in regions that are declared. */
export const tenantRegions: Check = ({ tenants, regions }) =>
  Object.entries(tenants.entries).flatMap(([name, entry]) =>
    (entry.regions ?? [])
      .filter((region) => regions.names.length > 0 && !regions.names.includes(region))
      .map((region) => ({
        path: path(name, "regions"),
        found: `the region ${JSON.stringify(region)}`,
        allowed: regions.names.join(", "),
        remedy: "name a region under social-commerce:regions, or declare this one there",
      })),
  );

/** Data is deleted by name, and only once the tenant is removed: a slip of the hand in one value deletes nothing. */
export const deletionByName: Check = ({ tenants }) =>
  Object.entries(tenants.entries).flatMap(([name, { deleteData, state }]) => {
    if (deleteData === undefined || (deleteData === name && state === "removed")) return [];
    const own = { path: path(name, "deleteData"), found: JSON.stringify(deleteData) };
    if (deleteData !== name)
      return [{ ...own, allowed: `the tenant's own name, ${name}`, remedy: "write that name, or remove it" }];
    return [
      {
        ...own,
        found: `${own.found} of a tenant whose state is ${state}`,
        allowed: "nothing, unless the state is removed",
        remedy:
          "remove deleteData; set state: removed, look whether anybody misses the tenant, then ask again",
      },
    ];
  });
