import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Headroom as HeadroomConfig, Service } from "../../config/model";
import { bytes, milliCores } from "../../config/schema/quantity";
import { commonLabels } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { placed, type Placement } from "../service/placement";
import { containerSecurity, podSecurity } from "../service/pod-parts";
import { colourSize } from "../service/size";
import { OperatorNamespace } from "./operators/operator-namespace";

/** What {@link Headroom} must be told. */
export interface HeadroomArgs {
  /** Name of the region. */
  readonly region: string;
  /** Image registry of the region. */
  readonly registry: string;
  /** Pods that keep the room; 1 or more. */
  readonly pods: number;
  /** Size of each. */
  readonly requests: HeadroomConfig["requests"];
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
}

/** Name of everything of it, and of its namespace. */
export const headroomName = "headroom";

/**
 * Pods of this priority give way to every other. The cluster autoscaler makes no node for pods below -10, and would not
 * fill the room again. Source: Cluster Autoscaler, FAQ, `--expendable-pods-priority-cutoff`.
 */
export const headroomPriority = -10;

/** What does nothing: registry.k8s.io/pause 3.10, for amd64 and arm64, which somebody must have copied into the registry. */
const pauseDigest = "sha256:ee6521f290b2168b6e0935a181d4cff9be1ac3f505666ef0e3c98fae8199917a";

/**
 * Room on running nodes, kept by pods that do nothing and give way to any other: a pod that is added takes the place of
 * one within seconds, and the one that went has a node made for it meanwhile. Costs what its nodes cost.
 */
export class Headroom extends pulumi.ComponentResource {
  constructor(name: string, args: HeadroomArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, ...inputs } = args;
    super("platform:region:Headroom", name, inputs, opts);
    const { region, pods, requests } = args;

    const { placement } = new OperatorNamespace(
      `${region}-${headroomName}`,
      { region, namespace: headroomName, flows: [], cluster },
      { parent: this },
    );
    const priority = new kubernetes.scheduling.v1.PriorityClass(
      name,
      {
        metadata: objectMeta({ name: headroomName, labels: commonLabels }),
        value: headroomPriority,
        preemptionPolicy: "Never",
        description: "Room that is kept free: gives way to every other pod.",
      },
      { parent: this, ...(cluster && { deletedWith: cluster }) },
    );
    const after: Placement = { ...placement, after: [priority] };
    new kubernetes.apps.v1.Deployment(name, deployment(args), placed(this, after));

    this.registerOutputs({
      summary: `room for ${pods} ${pods === 1 ? "pod" : "pods"} of ${requests.cpu} and ${requests.memory}`,
    });
  }
}

/**
 * Pods that keep a share of what the floors of all services ask for in a region.
 *
 * @param regionPercent Size of the region as a share of the full platform, in percent.
 */
export function headroomPods(
  services: readonly Pick<Service, "resources" | "scaling">[],
  regionPercent: number,
  { percent, requests }: HeadroomConfig,
): number {
  const asked = (of: (service: Service["resources"]["requests"]) => number): number =>
    services.reduce(
      (sum, { scaling, resources }) =>
        sum + colourSize(scaling, regionPercent, 100).min * of(resources.requests),
      0,
    ) / of(requests);
  const pods = Math.max(
    asked(({ cpu }) => milliCores(cpu)),
    asked(({ memory }) => bytes(memory)),
  );
  return Math.ceil((pods * percent) / 100);
}

const selector = { "app.kubernetes.io/name": headroomName };
const labels = { ...commonLabels, ...selector };

function deployment({ registry, pods, requests }: HeadroomArgs): kubernetes.apps.v1.DeploymentArgs {
  return {
    // An update does not wait for it: at a peak its pods have no node, which is what they are for.
    metadata: objectMeta({
      name: headroomName,
      namespace: headroomName,
      labels,
      annotations: { "pulumi.com/skipAwait": "true" },
    }),
    spec: {
      replicas: pods,
      selector: { matchLabels: selector },
      // Nobody misses them while they are replaced, and no node is made for one more.
      strategy: { type: "Recreate" },
      template: { metadata: { labels }, spec: podSpec(registry, requests) },
    },
  };
}

function podSpec(
  registry: string,
  requests: HeadroomArgs["requests"],
): kubernetes.types.input.core.v1.PodSpec {
  return {
    priorityClassName: headroomName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Whoever takes the place does not wait.
    terminationGracePeriodSeconds: 0,
    securityContext: podSecurity,
    topologySpreadConstraints: [
      {
        topologyKey: "topology.kubernetes.io/zone",
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selector },
      },
    ],
    containers: [
      {
        name: "pause",
        image: `${registry}/pause@${pauseDigest}`,
        imagePullPolicy: "IfNotPresent",
        resources: { requests, limits: { memory: requests.memory } },
        securityContext: containerSecurity,
      },
    ],
  };
}
