import type * as kubernetes from "@pulumi/kubernetes";

import type { Colour } from "../../config/model";
import type { ExternalSignal } from "./signals";
import type { Size } from "./size";

type AutoscalerSpec = kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec;
type MetricSpec = kubernetes.types.input.autoscaling.v2.MetricSpec;
type Behavior = kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerBehavior;

/** Average use, as a share of what the pods request, above which replicas are added, in percent (R9). */
export const targetUtilisation = { cpu: 70, memory: 80 } as const;

/** How fast replicas come and go (R9, docs/adr/0004). The API allows periods up to 1800 s and windows up to 3600 s. */
export const scalingRates = {
  /** Out by the larger of the two, in each period. */
  out: { percent: 100, pods: 2, periodSeconds: 60 },
  /** In by so many in each period, after asking for fewer for as long. */
  in: { pods: 1, periodSeconds: 600, windowSeconds: 600 },
} as const;

/** What the autoscaler of a colour must be told. */
export interface AutoscalerArgs {
  /** Name of the deployment. */
  readonly deployment: string;
  /** The service, as its series name it. */
  readonly service: string;
  /** The colour, as its series name it. */
  readonly colour: Colour;
  /** Replicas between which it scales. */
  readonly size: Size;
  /** What pods are added by besides their use of processors and memory. */
  readonly signals: readonly ExternalSignal[];
}

/**
 * The autoscaler of one deployment (R9): of what each metric asks for, the most. A difference of less than 10 % does
 * nothing. While one metric cannot be had, pods are added by the others and none is removed. Source: Kubernetes,
 * "Horizontal Pod Autoscaling", algorithm details.
 */
export function autoscalerSpec(args: AutoscalerArgs): AutoscalerSpec {
  const { deployment, size, signals } = args;
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
    minReplicas: size.min,
    maxReplicas: size.max,
    metrics: [
      ...[resourceMetric("cpu"), resourceMetric("memory")],
      ...signals.map((signal) => externalMetric(signal, args)),
    ],
    behavior,
  };
}

function resourceMetric(name: keyof typeof targetUtilisation): MetricSpec {
  const target = { type: "Utilization", averageUtilization: targetUtilisation[name] };
  return { type: "Resource", resource: { name, target } };
}

function externalMetric(
  { series, perReplica }: ExternalSignal,
  { service, colour }: AutoscalerArgs,
): MetricSpec {
  const metric = { name: series, selector: { matchLabels: { service, colour } } };
  const target = { type: "AverageValue", averageValue: String(perReplica) };
  return { type: "External", external: { metric, target } };
}

/** Out at once: a stabilisation window on the way up would ignore a flash sale. */
const behavior: Behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: "Max",
    policies: [
      { type: "Percent", value: scalingRates.out.percent, periodSeconds: scalingRates.out.periodSeconds },
      { type: "Pods", value: scalingRates.out.pods, periodSeconds: scalingRates.out.periodSeconds },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: scalingRates.in.windowSeconds,
    selectPolicy: "Min",
    policies: [{ type: "Pods", value: scalingRates.in.pods, periodSeconds: scalingRates.in.periodSeconds }],
  },
};
