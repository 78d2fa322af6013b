import type * as kubernetes from "@pulumi/kubernetes";

import { gateway } from "../region/gateway/gateway";
import { selector } from "./labels";
import { portName } from "./pod";

type NetworkPolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/** Nothing reaches a pod and no pod reaches anything, unless another policy allows it. */
export const denyAll: NetworkPolicySpec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/**
 * Questions for names. To any address: where the name server is a process of the node, as in EKS Auto Mode, no pod
 * selector finds it.
 */
export const nameLookups = {
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
};

/** Only the gateway's proxy reaches a service, on its port; the service itself may ask for names, and nothing else. */
export function serviceIsolation(service: string): NetworkPolicySpec {
  const proxy = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": gateway.proxyNamespace } },
  };
  return {
    podSelector: { matchLabels: selector(service) },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [proxy], ports: [{ port: portName, protocol: "TCP" }] }],
    egress: [nameLookups],
  };
}
