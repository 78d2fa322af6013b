import type * as pulumi from "@pulumi/pulumi";

import type { AnyInstanceStore } from "../../config/model";
import { storeTags, type MemberArgs } from "./ground";

/** What the group of a store's subnets says in one region; each kind of store has a kind of group of its own. */
export interface SubnetGroupArgs {
  /** Name in AWS, the identifier of the store. */
  readonly name: string;
  /** `orders-db in us-east-1`. */
  readonly description: string;
  /** Subnets of stores. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Tags of the store. */
  readonly tags: Record<string, string>;
}

/**
 * The arguments of a store's subnet group.
 *
 * @param logicalName Logical name of the group.
 * @param name Name in AWS.
 */
export function subnetGroupArgs(
  logicalName: string,
  name: string,
  { estate, store, ground }: Pick<MemberArgs, "estate" | "ground"> & { readonly store: AnyInstanceStore },
): SubnetGroupArgs {
  const { region, subnetIds } = ground;
  return {
    name,
    description: `${store.name} in ${region}`,
    subnetIds: [...subnetIds],
    tags: storeTags(estate, region, logicalName, store),
  };
}
