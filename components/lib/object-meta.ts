import type * as kubernetes from "@pulumi/kubernetes";

import { platformName } from "./estate";

type ObjectMeta = kubernetes.types.input.meta.v1.ObjectMeta;

/** The settings of an object's metadata that differ from one object to the next. */
export interface ObjectMetaArgs {
  /** Name of the object. Changing it deletes the object and makes another. */
  readonly name: string;
  /** Namespace of the object; absent for objects of the whole cluster. */
  readonly namespace?: string;
  /** Labels of the object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations besides the field manager's name. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Metadata of an object. Names are stable, so that a change never creates or deletes. The program writes under a field
 * manager of its own name, so that a conflict and the audit log say who wrote what.
 */
export function objectMeta({ name, namespace, labels, annotations = {} }: ObjectMetaArgs): ObjectMeta {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    labels,
    annotations: { "pulumi.com/patchFieldManager": platformName, ...annotations },
  };
}
