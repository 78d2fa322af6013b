import { judgeCompanion } from "../../lib/companion";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Reference, Stack } from "../../lib/stack";
import { fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";
import { autoscalerType } from "./autoscaler-rates";

/** Namespace of the one workload whose number of pods is a decision: the room that is kept free. */
const keepsRoom = "headroom";

const target: Reference = {
  types: ["kubernetes:apps/v1:Deployment"],
  from: ["spec", "scaleTargetRef", "name"],
  to: [["metadata", "name"]],
  sameProvider: true,
};

/** No workload stays as it is when its users come. */
export const workloadAutoscaled = defineStackRule({
  name: "compliance-workload-autoscaled",
  title: "Workloads have one autoscaler each",
  description:
    "A Deployment must be the target of one autoscaler of its namespace, and of no second one, which would fight the first.",
  severity: "medium",
  controls: [
    control("NIST SP 800-53", "SC-5", "Capacity grows with demand."),
    control("ISO 27001", "A.8.6", "The use of capacity is adjusted."),
    control("SOC 2", "A1.1", "Capacity is managed to meet demand."),
  ],
  remediation: [
    "Declare a HorizontalPodAutoscaler in the namespace of the Deployment, with its name in `spec.scaleTargetRef`.",
    "Where there are two, put the metrics of both into one: the largest answer counts.",
  ],
  types: target.types,
  check(deployment, stack) {
    if (deployment.properties.at("metadata", "namespace").content === keepsRoom)
      return notApplicable("its pods keep room free, and give way");
    return oneAutoscaler(deployment, stack);
  },
});

function oneAutoscaler(deployment: LinkedResource, stack: Stack): Verdict {
  const named = stack.referrers([autoscalerType], target, deployment);
  const found = {
    certain: named.certain.filter((one) => namespaces(one, deployment) === "same"),
    possible: [
      ...named.possible.filter((one) => namespaces(one, deployment) !== "other"),
      ...named.certain.filter((one) => namespaces(one, deployment) === "unknown"),
    ],
  };
  const names = found.certain.map(({ name }) => name).join(", ");
  if (found.certain.length > 1)
    return fail(`it has the autoscalers ${names}; allowed: one; remove all but one`);
  const [stray] = found.possible;
  if (found.certain.length === 1 && stray !== undefined)
    return undecided(`it has ${names}, and may have ${stray.name}; allowed: one; name their targets`);
  return judgeCompanion(found, "HorizontalPodAutoscaler with its name in spec.scaleTargetRef", () => pass);
}

function namespaces(one: LinkedResource, other: LinkedResource): "other" | "same" | "unknown" {
  const left = one.properties.at("metadata", "namespace");
  const right = other.properties.at("metadata", "namespace");
  if (left.state === "unknown" || right.state === "unknown") return "unknown";
  return left.content === right.content ? "same" : "other";
}
