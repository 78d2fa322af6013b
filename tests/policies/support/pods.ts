import type { input as inputs } from "@pulumi/kubernetes/types";
import type { Declared } from "./fixture";

export const digest = `registry.test/shop/cart:1.8.2@sha256:${"a".repeat(64)}`;

export const container = {
  name: "app",
  image: digest,
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
} satisfies inputs.core.v1.Container;

export const pod = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [container],
} satisfies inputs.core.v1.PodSpec;

export const metadata = { namespace: "shop" };

export const deployment = (spec: unknown, changes: Partial<Declared> = {}): Declared => ({
  type: "kubernetes:apps/v1:Deployment",
  properties: { metadata, spec: { template: { spec } } },
  ...changes,
});

/** The same pod in every kind that runs pods. */
export function inEveryKind(spec: unknown): readonly Declared[] {
  const template = { spec: { template: { spec } } };
  return [
    { type: "kubernetes:core/v1:Pod", properties: { spec } },
    { type: "kubernetes:core/v1:PodTemplate", properties: { template: { spec } } },
    { type: "kubernetes:core/v1:ReplicationController", properties: template },
    { type: "kubernetes:apps/v1:DaemonSet", properties: template },
    { type: "kubernetes:apps/v1:Deployment", properties: template },
    { type: "kubernetes:apps/v1:ReplicaSet", properties: template },
    { type: "kubernetes:apps/v1:StatefulSet", properties: template },
    { type: "kubernetes:batch/v1:Job", properties: template },
    { type: "kubernetes:batch/v1:CronJob", properties: { spec: { jobTemplate: template } } },
  ];
}
