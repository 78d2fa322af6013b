import type { PlanValue } from "../../../tools/preview/plan";

/** A Kubernetes object as a plan or a server has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** What a server adds to an object's metadata. */
export interface ServedMetadata {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly generation?: number;
  /** Absent for what the server makes at its own start. */
  readonly managedFields?: readonly {
    readonly manager: string;
    readonly operation: "Apply" | "Update";
    readonly subresource?: string;
    readonly time: string;
  }[];
}

export type Served = KubernetesObject & { readonly metadata: ServedMetadata };

/** `apps/v1 Deployment shop/cart`: what tells one object of a cluster from another. */
export function identity({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

export function isObject(value: PlanValue): value is KubernetesObject & Readonly<Record<string, PlanValue>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  return typeof apiVersion === "string" && typeof kind === "string" && typeof metadata === "object";
}
