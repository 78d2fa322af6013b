import type { Draft } from "../draft";
import type { Access, Tenant } from "../model";
import type { AccessEntry } from "../schema/access";
import type { TenantEntry } from "../schema/tenant";

/** A tenant that names no regions is in all of them, also in those without users: moving users moves no tenant. */
export function resolveTenant(name: string, entry: TenantEntry, all: readonly string[]): Tenant {
  const { owner, costCenter, quota, gatewayPort, state, deleteData, regions = all } = entry;
  return {
    name,
    owner,
    costCenter,
    quota,
    regions: all.filter((region) => regions.includes(region)).sort(),
    ...(gatewayPort !== undefined && { gatewayPort }),
    state,
    deleteData: deleteData !== undefined,
  };
}

/** An entry is in every cluster on AWS; a tenant's, in those of the tenant, and nowhere once the tenant is removed. */
export function resolveAccess(
  name: string,
  { role, permission, tenant = "" }: AccessEntry,
  tenants: readonly Tenant[],
  { entries }: Draft["regions"],
): Access {
  const onAws = Object.keys(entries)
    .filter((region) => entries[region]?.existingCluster === undefined)
    .sort();
  if (permission !== undefined)
    return { name, role, grant: { kind: "permission", permission }, regions: onAws };
  const active = tenants.find((one) => one.name === tenant && one.state === "active");
  const regions = onAws.filter((region) => active?.regions.includes(region));
  return { name, role, grant: { kind: "tenant", tenant }, regions };
}
