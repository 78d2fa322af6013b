import type * as kubernetes from "@pulumi/kubernetes";

import type { Tenant } from "../../config/model";

type ResourceQuotaSpec = kubernetes.types.input.core.v1.ResourceQuotaSpec;
type LimitRangeSpec = kubernetes.types.input.core.v1.LimitRangeSpec;

/** What containers may use of what they request: twice, as the shop's own services do. */
const burst = 2;

/**
 * Objects that cost the platform though no quota of cores counts them: a load balancer is paid for, a node port goes
 * round the gateway, and every secret and map is held in the control plane's memory. Kubernetes puts its own root
 * certificate into each namespace, which counts as a map.
 */
const objects = {
  "services.loadbalancers": "0",
  "services.nodeports": "0",
  services: "50",
  secrets: "100",
  configmaps: "100",
} as const;

/** The most that a tenant may have in its namespace. One that is removed may have nothing new; what runs is not stopped. */
export function quotaSpec({ quota, state }: Tenant): ResourceQuotaSpec {
  const hard: Record<string, string> = {
    "requests.cpu": quota.cpu,
    "requests.memory": quota.memory,
    "limits.cpu": times(quota.cpu, burst),
    "limits.memory": times(quota.memory, burst),
    pods: String(quota.pods),
    "requests.storage": quota.storage,
    persistentvolumeclaims: String(quota.volumes),
    ...objects,
  };
  return { hard: state === "active" ? hard : Object.fromEntries(Object.keys(hard).map((key) => [key, "0"])) };
}

/** A quantity such as `250m` or `40Gi`, so many times. */
function times(quantity: string, factor: number): string {
  return quantity.replace(/^\d+/u, (number) => String(Number(number) * factor));
}

/**
 * What one container or volume may be. A quota of cores and memory refuses every container that states none, so those
 * get the defaults. The largest container still shares a node with others, and the largest volume is small beside what a
 * region holds: volumes grow, and never shrink.
 */
export const limitRange: LimitRangeSpec = {
  limits: [
    {
      type: "Container",
      defaultRequest: { cpu: "100m", memory: "128Mi" },
      default: { cpu: "500m", memory: "512Mi" },
      max: { cpu: "4", memory: "8Gi" },
    },
    { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "100Gi" } },
  ],
};
