import type * as kubernetes from "@pulumi/kubernetes";

import type { Tenant } from "../../config/model";
import { gateway } from "../region/gateway/gateway";
import { denyAll, nameLookups } from "../service/isolation";

type NetworkPolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/**
 * What flows in a tenant's namespace: its pods reach each other and ask for names, and the gateway's proxy reaches one
 * port where the stack file says which. Nothing of one that is removed. Policies add up, so that this one beside the
 * denial of everything is an update when a tenant is removed and when it comes back, never a deletion.
 */
export function tenantTraffic({ state, gatewayPort }: Tenant): NetworkPolicySpec {
  if (state === "removed") return denyAll;
  const own = { podSelector: {} };
  const proxy = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": gateway.proxyNamespace } },
  };
  const fromProxy =
    gatewayPort === undefined ? [] : [{ from: [proxy], ports: [{ port: gatewayPort, protocol: "TCP" }] }];
  return { ...denyAll, ingress: [{ from: [own] }, ...fromProxy], egress: [{ to: [own] }, nameLookups] };
}
