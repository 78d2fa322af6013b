import type { Tenant } from "../../config/model";
import type { TenantPort } from "../region/operators/flows";
import { tenantNamespace } from "./names";

/** What the proxies of a region may reach of its tenants: the ports that the tenants' own policies open for them, and no other. */
export function tenantPorts(
  tenants: readonly Pick<Tenant, "gatewayPort" | "name" | "regions" | "state">[],
  region: string,
): TenantPort[] {
  return tenants.flatMap(({ name, regions, state, gatewayPort }) =>
    gatewayPort === undefined || state === "removed" || !regions.includes(region)
      ? []
      : [{ namespace: tenantNamespace(name), port: gatewayPort }],
  );
}
