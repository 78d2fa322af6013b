import type * as kubernetes from "@pulumi/kubernetes";

import type { Size } from "./size";

type AutoscalerSpec = kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec;
type MetricSpec = kubernetes.types.input.autoscaling.v2.MetricSpec;
type Behavior = kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerBehavior;

/** Average use, as a share of what the pods request, above which replicas are added, in percent (R9). */
export const targetUtilisation = { cpu: 70, memory: 80 } as const;

/** The autoscaler of one deployment (R9). */
export function autoscalerSpec(deployment: string, { min, max }: Size): AutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: min,
    maxReplicas: max,
    metrics: [resourceMetric("cpu"), resourceMetric("memory")],
    behavior,
  };
}

function resourceMetric(name: keyof typeof targetUtilisation): MetricSpec {
  const target = { type: "Utilization", averageUtilization: targetUtilisation[name] };
  return { type: "Resource", resource: { name, target } };
}

/**
 * Out by the larger of 100 % or 2 pods a minute, at once: a stabilisation window on the way up would ignore a flash
 * sale. In by one pod in ten minutes, after ten minutes of asking for less.
 */
const behavior: Behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: "Max",
    policies: [
      { type: "Percent", value: 100, periodSeconds: 60 },
      { type: "Pods", value: 2, periodSeconds: 60 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 600,
    selectPolicy: "Min",
    policies: [{ type: "Pods", value: 1, periodSeconds: 600 }],
  },
};
