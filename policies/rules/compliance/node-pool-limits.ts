import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { allOf } from "../../lib/verdict";

/** A pool of nodes grows to a limit, and is renewed a few nodes at a time. */
export const nodePoolLimits = defineRule({
  name: "compliance-node-pool-limits",
  title: "Node pools have limits and disruption budgets",
  description:
    "A node pool must limit its processors and its memory, and say how many nodes may be disrupted at a time.",
  severity: "medium",
  controls: [
    control("NIST SP 800-53", "SC-6", "Resources are available because nobody can use all of them."),
    control("ISO 27001", "A.8.6", "The use of capacity is limited and adjusted."),
    control("SOC 2", "A1.1", "Capacity is managed to meet demand."),
  ],
  remediation: [
    'Set `spec.limits: { cpu: "…", memory: "…" }` to what the environment may cost.',
    "List `spec.disruption.budgets`: without one, a tenth of the nodes may go at any time.",
  ],
  types: ["kubernetes:karpenter.sh/v1:NodePool"],
  check({ properties }) {
    const spec = properties.at("spec");
    const budgets = spec.at("disruption", "budgets");
    const limit = { allowed: "a quantity", fix: "set it to what the environment may cost" };
    const isQuantity = (content: unknown): boolean =>
      typeof content === "number" || typeof content === "string";
    return allOf(
      ...["cpu", "memory"].map((resource) => must(spec.at("limits", resource), isQuantity, limit)),
      must(budgets, () => budgets.isList && budgets.items().length > 0, {
        allowed: "at least one budget",
        fix: "say how many nodes may go at a time",
      }),
    );
  },
});
