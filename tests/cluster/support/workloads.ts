import type { KubernetesObject } from "./object";
import type { Pod } from "./metrics";
import type { Cluster } from "./estate";

export interface Deployment extends KubernetesObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: Pod["spec"];
    };
  };
  readonly status: { readonly readyReplicas?: number; readonly updatedReplicas?: number };
}

export interface Service extends KubernetesObject {
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

export interface EndpointSlice extends KubernetesObject {
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly conditions: { readonly ready?: boolean };
  }[];
}

export interface DisruptionBudget extends KubernetesObject {
  readonly spec: {
    readonly maxUnavailable?: number | string;
    readonly minAvailable?: number | string;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  };
  readonly status: {
    readonly expectedPods: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly disruptionsAllowed: number;
  };
}

export interface Autoscaler extends KubernetesObject {
  readonly spec: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly scaleTargetRef: { readonly name: string };
    readonly metrics: readonly {
      readonly resource?: {
        readonly name: string;
        readonly target: { readonly averageUtilization?: number };
      };
    }[];
  };
  readonly status?: { readonly currentReplicas?: number; readonly desiredReplicas: number };
}

export interface Job extends KubernetesObject {
  readonly status: { readonly completionTime: string };
}

/** The planned objects of one kind. */
export function planned<T extends KubernetesObject>({ objects }: Cluster, kind: string): T[] {
  return objects.filter((object) => object.kind === kind) as unknown as T[];
}

/** What the server has of the planned objects of one kind, as it is now. */
export async function live<T extends KubernetesObject>(cluster: Cluster, kind: string): Promise<T[]> {
  const all = await Promise.all(planned(cluster, kind).map((object) => cluster.plane.client.get(object)));
  return all as unknown as T[];
}

export const labelled = (
  labels: Readonly<Record<string, string>> | undefined,
  selector: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([key, value]) => labels?.[key] === value);

/** Addresses of a Service that may get traffic. */
export async function readyAddresses({ plane }: Cluster, { metadata }: KubernetesObject): Promise<string[]> {
  const slices = (await plane.client.list(
    "discovery.k8s.io/v1",
    "EndpointSlice",
    metadata.namespace,
  )) as unknown as EndpointSlice[];
  return slices
    .filter((slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name)
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions.ready === true)
    .flatMap(({ addresses }) => addresses);
}
