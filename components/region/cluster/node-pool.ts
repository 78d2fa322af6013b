import type { INodePool } from "@kubernetes-models/karpenter/karpenter.sh/v1/NodePool";

import type { RegionNodes } from "../../../config/model";
import type { NodeBudget } from "../../calendar/node-budgets";

/** Oldest that Auto Mode lets a node become, in hours. Source: Amazon EKS user guide, "EKS Auto Mode": 21 days. */
export const oldestNodeHours = 21 * 24;

/** A node is replaced after two weeks: patched, and never so old that Auto Mode's own end comes before its grace. */
const expireAfterHours = 14 * 24;

/** Longest that a node waits for pods whose budget forbids their move, in hours; then it goes all the same. */
const graceHours = 4;

/** A requirement with the values that a label may have. */
const oneOf = (key: string, ...values: string[]) => ({ key, operator: "In" as const, values });

/**
 * The nodes that Auto Mode may start in a region. On demand alone: a spot node goes with two minutes' notice, which a
 * checkout does not survive. The labels that begin with `eks.amazonaws.com` are Auto Mode's own. Source: Amazon EKS user
 * guide, "Create a Node Pool for EKS Auto Mode". Unproved: that Auto Mode accepts the pool; its shape is checked against
 * Karpenter's schema.
 */
export function nodePoolSpec(
  nodeClass: string,
  zones: readonly string[],
  { architecture, limits }: RegionNodes,
  budgets: readonly NodeBudget[],
): INodePool["spec"] {
  return {
    template: {
      spec: {
        nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: nodeClass },
        requirements: [
          oneOf("karpenter.sh/capacity-type", "on-demand"),
          oneOf("kubernetes.io/arch", architecture),
          oneOf("topology.kubernetes.io/zone", ...zones),
          oneOf("eks.amazonaws.com/instance-category", "c", "m", "r"),
          // From the sixth generation on, every type encrypts what travels between instances.
          { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["5"] },
          // Not so small that a node's own pods fill it, not so large that its loss takes a zone's share of a service.
          oneOf("eks.amazonaws.com/instance-cpu", "4", "8", "16", "32"),
        ],
        expireAfter: `${expireAfterHours}h`,
        terminationGracePeriod: `${graceHours}h`,
      },
    },
    limits: { ...limits },
    disruption: {
      consolidationPolicy: "WhenEmptyOrUnderutilized",
      // Longer than a scale-in of one pod in ten minutes would empty a node by chance.
      consolidateAfter: "10m",
      // Expiry does not ask a budget; the grace above and the pods' own budgets bound it.
      budgets: [...budgets],
    },
  };
}
