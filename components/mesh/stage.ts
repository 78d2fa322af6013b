import type * as kubernetes from "@pulumi/kubernetes";

import type { MeshStage } from "../../config/features";

type Peer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;
type Port = kubernetes.types.input.networking.v1.NetworkPolicyPort;

/** The label by which a namespace, or a pod for itself, is in the mesh or not. Source: Istio, "Add workloads to the mesh". */
export const meshLabel = "istio.io/dataplane-mode";

/** Label of pods that stay out of the mesh, whatever their namespace: they are asked in the clear, by the API server and others. */
export const outsideMesh = { [meshLabel]: "none" } as const;

/** Label of pods that are in the mesh as soon as there is one, whatever their namespace. */
export const insideMesh = { [meshLabel]: "ambient" } as const;

/** Port on which a pod of the mesh takes what is encrypted, whatever port is meant inside. Source: Istio, "HBONE". */
export const tunnelPort = 15_008;

/**
 * A pod with this annotation sends by the mesh, and takes what comes by the mesh; what comes in the clear reaches it as if
 * there were no mesh, and no policy of the mesh sees it. For those whom somebody outside must reach. Source: Istio,
 * "Resource Annotations", `ambient.istio.io/bypass-inbound-capture`; and for what comes by the mesh nevertheless, istio/istio
 * pull request 58577, of 1.29 and later.
 */
export const inboundBypass = { "ambient.istio.io/bypass-inbound-capture": "true" } as const;

/** Whether the parts of the mesh run, and network policies have room for it. */
export function isInstalled(stage: MeshStage): boolean {
  return stage !== "none";
}

/** Whether the mesh refuses what comes in the clear, and whoever is not named. */
export function isStrict(stage: MeshStage): boolean {
  return stage === "strict";
}

/** What puts the pods of a namespace into the mesh, from the stage on at which they are. */
export function meshLabels(stage: MeshStage): Record<string, string> {
  return stage === "permissive" || stage === "strict" ? { [meshLabel]: "ambient" } : {};
}

/**
 * The ports that a network policy opens for a port that is meant: before the mesh that one, on the way both, and at its
 * end the tunnel alone, in which the mesh's own policy names the port. So that no stage cuts off what the one before it
 * has open.
 */
export function meshPorts(stage: MeshStage, port: number | string): Port[] {
  const tunnel = isInstalled(stage) ? [tunnelPort] : [];
  return [...(isStrict(stage) ? [] : [port]), ...tunnel].map((each) => ({ port: each, protocol: "TCP" }));
}

/**
 * The address from which the node's own probes come in a pod of the mesh, where network policies would take them for
 * anybody's. Nobody else can send from it. Source: Istio, "Ambient and Kubernetes NetworkPolicy".
 */
const probes: Peer = { ipBlock: { cidr: "169.254.7.127/32" } };

/** Rules that let probes through, where there is a mesh. */
export function fromProbes(stage: MeshStage): { from: Peer[] }[] {
  return isInstalled(stage) ? [{ from: [probes] }] : [];
}
