import type { Resource } from "./resource";
import type { Value } from "./value";

/** Where the pod's specification stands in each kind that runs pods. */
const templates = {
  pod: ["spec"],
  workload: ["spec", "template", "spec"],
  podTemplate: ["template", "spec"],
  cronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
} as const;

const templateByType: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:Pod": templates.pod,
  "kubernetes:core/v1:PodTemplate": templates.podTemplate,
  "kubernetes:core/v1:ReplicationController": templates.workload,
  "kubernetes:apps/v1:DaemonSet": templates.workload,
  "kubernetes:apps/v1:Deployment": templates.workload,
  "kubernetes:apps/v1:ReplicaSet": templates.workload,
  "kubernetes:apps/v1:StatefulSet": templates.workload,
  "kubernetes:batch/v1:CronJob": templates.cronJob,
  "kubernetes:batch/v1:Job": templates.workload,
};

/** The kinds that run pods. Kubernetes 1.25 removed their older groups, so no cluster of ours accepts those. */
export const podTypes: readonly string[] = Object.keys(templateByType);

/** The specification of the pods that a resource runs. */
export function podSpec(resource: Resource): Value {
  return resource.properties.at(...(templateByType[resource.type] ?? templates.pod));
}

/** All containers of a pod; one that starts first or is attached later has the same rights as the others. */
export function containersOf(pod: Value): readonly Value[] {
  return ["containers", "initContainers", "ephemeralContainers"].flatMap((list) => pod.at(list).items());
}
