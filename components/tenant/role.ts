import type * as kubernetes from "@pulumi/kubernetes";

type PolicyRule = kubernetes.types.input.rbac.v1.PolicyRule;

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete"];

/**
 * What the people of a tenant may do in its namespace, and nowhere else.
 *
 * They run workloads, and read what the platform made for them without changing it: a quota, a policy or a role that
 * its subject can write limits nobody. Secrets are written and never read back; who may start a pod can still mount
 * one, which the audit log shows. Routes are the platform's: one of theirs could take the shop's paths.
 * `bind`, `escalate` and `impersonate` are nobody's, nor is `pods/exec`: a shell leaves no trace of what was done in it.
 */
export const tenantRules: PolicyRule[] = [
  { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs: [...read, ...write] },
  {
    apiGroups: ["apps"],
    resources: ["deployments/scale", "statefulsets/scale"],
    verbs: ["get", "update", "patch"],
  },
  { apiGroups: ["apps"], resources: ["replicasets", "controllerrevisions"], verbs: read },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: [...read, ...write] },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: [...read, ...write] },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: [...read, ...write] },
  {
    apiGroups: [""],
    resources: ["configmaps", "persistentvolumeclaims", "services"],
    verbs: [...read, ...write],
  },
  { apiGroups: [""], resources: ["pods"], verbs: [...read, "delete"] },
  { apiGroups: [""], resources: ["secrets"], verbs: write },
  { apiGroups: [""], resources: ["endpoints", "events", "pods/log"], verbs: read },
  { apiGroups: [""], resources: ["limitranges", "resourcequotas", "serviceaccounts"], verbs: read },
  { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: read },
  { apiGroups: ["rbac.authorization.k8s.io"], resources: ["rolebindings", "roles"], verbs: read },
];
