import type { KubernetesObject } from "./object";

const zones = ["a", "b", "c"];
const room = { cpu: "64", memory: "256Gi", pods: "250", "ephemeral-storage": "500Gi" };

/** One fake node in each of three zones, large enough for every pod of a stack. */
export function nodes(region: string): KubernetesObject[] {
  return zones.map((zone) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: `node-${zone}`,
      labels: {
        "kubernetes.io/hostname": `node-${zone}`,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "topology.kubernetes.io/region": region,
        "topology.kubernetes.io/zone": `${region}${zone}`,
      },
    },
    spec: { providerID: `aws:///${region}${zone}/i-fake` },
    status: { allocatable: room, capacity: room },
  }));
}
