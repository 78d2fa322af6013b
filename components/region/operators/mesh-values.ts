import { agentNamespace } from "../../mesh/mesh-namespace";
import { restricted, spread, type HelmValues, type ValuesContext } from "./pod-settings";

/** What every agent of a node asks for; they count on each node (config/features.ts tells the cost). */
export const agentResources = {
  ztunnel: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
  cni: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
} as const;

/** Share of nodes whose agent is replaced at once: one by one, many nodes would take longer than a release may. */
const share = "25%";

/** Seconds that an agent that goes has for what is open through it. */
export const ztunnelGraceSeconds = 60;

/** Definitions alone, and no webhook: they are kept when the release goes, by an annotation of the chart's own. */
export const istioBase = (): HelmValues => ({ profile: "ambient", defaultRevision: "" });

/**
 * The control plane. It reads no route of the gateway's: the mesh has no waypoints, and two controllers must not write
 * the status of one route. It has no webhook either: nothing is injected, and what the program writes is checked before,
 * so that cutting a service off never waits for the mesh.
 */
export function istiod({ size: { replicas } }: ValuesContext): HelmValues {
  return {
    profile: "ambient",
    autoscaleEnabled: false,
    replicaCount: replicas,
    // One at a time, and a new one before an old one goes.
    rollingMaxSurge: 1,
    rollingMaxUnavailable: 0,
    resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    topologySpreadConstraints: spread({ app: "istiod" }),
    seccompProfile: restricted.pod.seccompProfile,
    // The agents are in a namespace of their own, whose ztunnel alone may ask for pods' certificates.
    trustedZtunnelNamespace: agentNamespace,
    env: { PILOT_ENABLE_GATEWAY_API: "false" },
    global: {
      configValidation: false,
      operatorManageWebhooks: true,
      defaultPodDisruptionBudget: { enabled: replicas > 1 },
    },
  };
}

/** The agent that brings pods to ztunnel. Names are looked up as before: nothing of the mesh is found by name. */
export const istioCni = (): HelmValues => ({
  profile: "ambient",
  resources: agentResources.cni,
  ambient: { dnsCapture: false },
  // Of meshes with sidecars, of which there are none.
  repair: { enabled: false },
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: share } },
});

/** The agent that encrypts. A new one takes over before the old one goes, which finishes what it has open. */
export const ztunnel = (): HelmValues => ({
  profile: "ambient",
  resources: agentResources.ztunnel,
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: share, maxUnavailable: 0 } },
  // As long as the longest request may take, and then some.
  terminationGracePeriodSeconds: ztunnelGraceSeconds,
});
