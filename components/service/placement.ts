import type * as pulumi from "@pulumi/pulumi";

/** What an object in a cluster depends on, besides what its own settings name. */
export interface Placement {
  /** The object's namespace, which must be there first. */
  readonly namespace: pulumi.Resource;
  /** The cluster, where the program made it: the object goes when the cluster goes. */
  readonly cluster?: pulumi.Resource | undefined;
}

/** Options of an object that is placed in a namespace of a cluster. `deletedWith` is not inherited, so each object says it. */
export function placed(
  parent: pulumi.Resource,
  { namespace, cluster }: Placement,
): pulumi.CustomResourceOptions {
  return { parent, dependsOn: [namespace], ...(cluster && { deletedWith: cluster }) };
}
