import type * as kubernetes from "@pulumi/kubernetes";

import type { MeshStage } from "../../config/features";
import { fromProbes, meshPorts } from "../mesh/stage";
import { gateway } from "../region/gateway/gateway";
import { prometheus } from "../region/operators/flows";
import { selector } from "./labels";
import { portName } from "./pod";

type EgressRule = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;
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

/** The annotation of the policies of a service that is cut off. */
export const isolatedAnnotation = "social-commerce/isolated";

/**
 * Only the gateway's proxy and Prometheus reach a service, on its port; the service itself may ask for names, and reach
 * what it says that it uses.
 *
 * @param isolated Cuts the service off: no rule is left, so the pods are selected and everything is denied: names, what
 * it uses and Prometheus too. Its route and pods stay as they are, and the gateway answers with errors. Policies add up,
 * so whatever else allows traffic for these pods must ask for `isolated` as well. Unproved: whether a network plugin also
 * ends connections that are open. The probes of its pods go on, by whatever address they come.
 */
export function serviceIsolation(
  service: string,
  isolated: boolean,
  uses: readonly EgressRule[] = [],
  mesh: MeshStage = "none",
): NetworkPolicySpec {
  const podSelector = { matchLabels: selector(service) };
  const probes = fromProbes(mesh);
  if (isolated) return { ...denyAll, podSelector, ...(probes.length > 0 && { ingress: probes }) };
  const proxy = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": gateway.proxyNamespace } },
  };
  return {
    podSelector,
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [proxy, prometheus], ports: meshPorts(mesh, portName) }, ...probes],
    egress: [nameLookups, ...uses],
  };
}
