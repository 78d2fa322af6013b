import type * as pulumi from "@pulumi/pulumi";

import type { CrdGroup } from "../region/operators/catalogue";

/** What brings the definitions of custom resources to a cluster, by their group. */
export type Crds = Readonly<Partial<Record<CrdGroup, pulumi.Resource>>>;

/** What an object in a cluster depends on, besides what its own settings name. */
export interface Placement {
  /** The object's namespace, which must be there first. */
  readonly namespace: pulumi.Resource;
  /** The cluster, where the program made it: the object goes when the cluster goes. */
  readonly cluster?: pulumi.Resource | undefined;
  /** What brings the definitions of custom resources. @default nothing: they are there already */
  readonly crds?: Crds;
  /** What else must be there first. @default nothing */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * Options of an object that is placed in a namespace of a cluster; `group` is that of a custom resource, which waits for
 * its definition. `deletedWith` is not inherited, so each object says it.
 */
export function placed(
  parent: pulumi.Resource,
  { namespace, cluster, crds, after = [] }: Placement,
  group?: CrdGroup,
): pulumi.CustomResourceOptions {
  const definition = group && crds?.[group];
  const dependsOn = [namespace, ...(definition ? [definition] : []), ...after];
  return { parent, dependsOn, ...(cluster && { deletedWith: cluster }) };
}
