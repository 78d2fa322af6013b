import type { RegionNodes, Service } from "../../../config/model";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { bytes, milliCores, type Compute } from "../../../config/schema/quantity";

/** Processors and memory, as numbers. */
export interface Capacity {
  /** Thousandths of a core. */
  readonly milliCores: number;
  /** Bytes. */
  readonly bytes: number;
}

/** Size of every node of a node group: that of the instance types in `node-group-instances.ts`. */
export const groupNode: Compute = { cpu: "8", memory: "32Gi" };

/**
 * Share of a node that pods of the services can have, in percent. The rest is the kubelet's reservation, the pods that
 * run on each node, operators, and gaps that no pod fits into. An estimate, on the safe side of what EKS reserves of a
 * node of 8 cores (about 3 % of its memory and 1 % of its cores).
 */
export const usablePercent = 80;

/**
 * Scales the nodes of the full platform to a region. Rounded up, so that a small region still has a node in each zone.
 * The most that there may be is every region's: it costs nothing until users of a lost region arrive.
 */
export function nodesOfRegion({ perZone, ...nodes }: RegionNodes, percent: number): RegionNodes {
  const scaled = (whole: number): number => Math.ceil((whole * percent) / 100);
  return { ...nodes, perZone: { ...perZone, min: scaled(perZone.min), desired: scaled(perZone.desired) } };
}

/** The most that the nodes of a region may add up to, every zone included. */
export function capacityOf(compute: ComputeChoice, nodes: RegionNodes, zones: number): Capacity {
  if (compute === "auto")
    return { milliCores: milliCores(nodes.limits.cpu), bytes: bytes(nodes.limits.memory) };
  const most = nodes.perZone.max * zones;
  return { milliCores: most * milliCores(groupNode.cpu), bytes: most * bytes(groupNode.memory) };
}

/** What the pods of services ask for when both colours of each are at their ceiling. */
export function ceilingOf(services: readonly Pick<Service, "resources" | "scaling">[]): Capacity {
  const perService = services.map(({ resources: { requests }, scaling }) => {
    const pods = 2 * scaling.max;
    return { milliCores: pods * milliCores(requests.cpu), bytes: pods * bytes(requests.memory) };
  });
  return {
    milliCores: perService.reduce((sum, one) => sum + one.milliCores, 0),
    bytes: perService.reduce((sum, one) => sum + one.bytes, 0),
  };
}
