import { must, mustBeWithin } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, pass, type Verdict } from "../../lib/verdict";

/** Type of an autoscaler. */
export const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

/** The most replicas that the platform allows (R1). */
const mostReplicas = 100;

/** Longest that an addition of pods may wait for the lowest of its recommendations, in seconds. */
const longestWaitSeconds = 0;

/** An autoscaler follows demand between bounds, and says how fast. */
export const autoscalerRates = defineRule({
  name: "compliance-autoscaler-rates",
  title: "Autoscalers have bounds and rates",
  description:
    "An autoscaler must have a floor of 1 or more, a ceiling not below it and not above 100, something to follow, and rates in both directions; on the way up it must not wait.",
  severity: "medium",
  controls: [
    control("NIST SP 800-53", "SC-5", "Capacity grows with demand, within limits."),
    control("ISO 27001", "A.8.6", "The use of capacity is limited and adjusted."),
    control("SOC 2", "A1.1", "Capacity is managed to meet demand."),
  ],
  remediation: [
    "Set `minReplicas` and `maxReplicas`, and list `metrics`.",
    "List `behavior.scaleUp.policies` and `behavior.scaleDown.policies`.",
    "Set `behavior.scaleUp.stabilizationWindowSeconds` to 0: a cooldown on the way up is a rate.",
  ],
  types: [autoscalerType],
  check({ properties }) {
    const spec = properties.at("spec");
    return allOf(
      mustBeWithin(spec.at("minReplicas"), 1, mostReplicas),
      mustBeWithin(spec.at("maxReplicas"), 1, mostReplicas),
      inOrder(spec.at("minReplicas"), spec.at("maxReplicas")),
      some(spec.at("metrics"), "at least one metric"),
      ...["scaleUp", "scaleDown"].flatMap((direction) => moves(spec.at("behavior", direction))),
      mustBeWithin(spec.at("behavior", "scaleUp", "stabilizationWindowSeconds"), 0, longestWaitSeconds),
    );
  },
});

/** What is unknown is said where it is judged alone. */
function inOrder(floor: Value, ceiling: Value): Verdict {
  const [least, most] = [floor.content, ceiling.content];
  if (typeof least !== "number" || typeof most !== "number") return pass;
  const demand = { allowed: `at least minReplicas, ${least}`, fix: "raise it, or lower minReplicas" };
  return must(ceiling, () => least <= most, demand);
}

function some(list: Value, allowed: string): Verdict {
  return must(list, () => list.isList && list.items().length > 0, { allowed, fix: `list ${list.path}` });
}

function moves(rules: Value): Verdict[] {
  const demand = { allowed: "Max or Min", fix: "leave it out, or choose one of the two" };
  return [
    some(rules.at("policies"), "at least one rate"),
    must(rules.at("selectPolicy"), (content) => content !== "Disabled", demand),
  ];
}
