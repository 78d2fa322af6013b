import type * as kubernetes from "@pulumi/kubernetes";

import type { MeshStage } from "../../config/features";
import type { Tenant } from "../../config/model";
import { fromProbes, meshPorts } from "../mesh/stage";
import { gateway } from "../region/gateway/gateway";
import { denyAll, nameLookups } from "../service/isolation";

type NetworkPolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/**
 * What flows in a tenant's namespace: its pods reach each other and ask for names, and the gateway's proxy reaches one
 * port where the stack file says which. Nothing of one that is removed, but the probes of what still runs. Policies add up, so that this one beside the
 * denial of everything is an update when a tenant is removed and when it comes back, never a deletion.
 */
export function tenantTraffic(
  { state, gatewayPort }: Pick<Tenant, "gatewayPort" | "state">,
  mesh: MeshStage = "none",
): NetworkPolicySpec {
  const probes = fromProbes(mesh);
  if (state === "removed") return { ...denyAll, ...(probes.length > 0 && { ingress: probes }) };
  const own = { podSelector: {} };
  const proxy = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": gateway.proxyNamespace } },
  };
  const fromProxy = gatewayPort === undefined ? [] : [{ from: [proxy], ports: meshPorts(mesh, gatewayPort) }];
  return {
    ...denyAll,
    ingress: [{ from: [own] }, ...fromProxy, ...probes],
    egress: [{ to: [own] }, nameLookups],
  };
}
