import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { objectMeta } from "../lib/object-meta";
import { autoscalerSpec } from "./autoscaling";
import { labels, selector } from "./labels";
import { lifecycle } from "./lifecycle";
import { placed, type Placement } from "./placement";
import { podTemplate, portName, type PodArgs } from "./pod";
import { colourName } from "./route-spec";
import type { ExternalSignal } from "./signals";
import type { Size } from "./size";

/** What a {@link ColourGroup} must be told. */
export interface ColourGroupArgs {
  /** What the pods are made from. */
  readonly pod: PodArgs;
  /** Namespace of the objects. */
  readonly namespace: string;
  /** Replicas between which the colour scales. */
  readonly size: Size;
  /** What replicas are added by besides their use of processors and memory. @default nothing */
  readonly signals?: readonly ExternalSignal[];
  /** Asked before the pods or their number change. */
  readonly guard: pulumi.ResourceHook;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/**
 * One of the two permanent colours of a service in one region: its deployment, the fixed Service in front of it, its
 * autoscaler and its disruption budget. A release changes what is in it, never whether it is there.
 */
export class ColourGroup extends pulumi.ComponentResource {
  constructor(name: string, args: ColourGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, guard, ...inputs } = args;
    super("platform:service:ColourGroup", name, inputs, opts);
    const child = placed(this, placement);
    const { pod, size } = args;

    // The autoscaler owns the replicas from the moment it exists; the program only says where it starts.
    new kubernetes.apps.v1.Deployment(name, deployment(args), {
      ...child,
      ignoreChanges: ["spec.replicas"],
      hooks: { beforeCreate: [guard], beforeUpdate: [guard] },
    });
    new kubernetes.core.v1.Service(name, clusterService(args), child);
    new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
      name,
      { metadata: meta(args), spec: autoscaler(args) },
      { ...child, hooks: { beforeUpdate: [guard] } },
    );
    new kubernetes.policy.v1.PodDisruptionBudget(
      name,
      { metadata: meta(args), spec: disruptionBudget(args) },
      child,
    );

    const { version, weight } = pod.service.release[pod.colour];
    this.registerOutputs({ summary: `${weight} % · ${version} · ${size.min}–${size.max} pods` });
  }
}

function autoscaler(args: ColourGroupArgs): ReturnType<typeof autoscalerSpec> {
  const { pod, size, signals = [] } = args;
  const { service, colour } = pod;
  return autoscalerSpec({ deployment: objectName(args), service: service.name, colour, size, signals });
}

function objectName({ pod }: ColourGroupArgs): string {
  return colourName(pod.service.name, pod.colour);
}

function meta(args: ColourGroupArgs, annotations = {}): kubernetes.types.input.meta.v1.ObjectMeta {
  const { pod, namespace } = args;
  return objectMeta({
    name: objectName(args),
    namespace,
    labels: labels(pod.service.name, pod.colour),
    annotations,
  });
}

function deployment(args: ColourGroupArgs): kubernetes.apps.v1.DeploymentArgs {
  const { pod, size } = args;
  return {
    metadata: meta(args, { "pulumi.com/timeoutSeconds": String(lifecycle.rolloutSeconds) }),
    spec: {
      replicas: size.min,
      minReadySeconds: lifecycle.minReadySeconds,
      progressDeadlineSeconds: lifecycle.rolloutSeconds,
      revisionHistoryLimit: 5,
      selector: { matchLabels: selector(pod.service.name, pod.colour) },
      strategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxUnavailable: 0, maxSurge: `${lifecycle.surgePercent}%` },
      },
      template: podTemplate(pod),
    },
  };
}

function clusterService(args: ColourGroupArgs): kubernetes.core.v1.ServiceArgs {
  const { service, colour } = args.pod;
  return {
    metadata: meta(args),
    spec: {
      type: "ClusterIP",
      selector: selector(service.name, colour),
      ports: [{ name: portName, port: service.port, targetPort: portName, protocol: "TCP" }],
    },
  };
}

/** One pod at a time; pods that do not work never hold up a node. */
function disruptionBudget({
  pod,
}: ColourGroupArgs): kubernetes.types.input.policy.v1.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: 1,
    selector: { matchLabels: selector(pod.service.name, pod.colour) },
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  };
}
