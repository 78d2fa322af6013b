import type { DocumentStore, RelationalStore } from "../../config/model";
import { storeTags, type MemberArgs } from "./ground";
import { clusterId } from "./names";

/** What an instance of a database's cluster says, whichever of the two kinds the database is. */
export interface DatabaseInstanceArgs {
  /** Identifier in AWS: that of the cluster, and a number from 1 on. */
  readonly identifier: string;
  /** Class of the machine. */
  readonly instanceClass: string;
  /** Zone of the instance: each in another, as far as there are zones. */
  readonly availabilityZone: string;
  /** Rank by which a reader becomes the writer; AWS knows 0 to 15. */
  readonly promotionTier: number;
  /** Never: versions are the stack file's. */
  readonly autoMinorVersionUpgrade: false;
  /** So that a snapshot says what it holds. */
  readonly copyTagsToSnapshot: true;
  /** When AWS works on it; AWS chooses, where absent. */
  readonly preferredMaintenanceWindow?: string;
  /** Tags of the store. */
  readonly tags: Record<string, string>;
}

/**
 * The arguments that instances of both kinds of databases have in common.
 *
 * @param index Number of the instance in its region, from 0 on.
 */
export function databaseInstance(
  name: string,
  index: number,
  {
    estate,
    store,
    ground,
  }: Pick<MemberArgs, "estate" | "ground"> & { readonly store: DocumentStore | RelationalStore },
): DatabaseInstanceArgs {
  const { region, zones, windows } = ground;
  const times = windows[store.kind];
  return {
    identifier: `${clusterId(estate, store.name, region)}-${index + 1}`,
    instanceClass: store.size,
    ...{ availabilityZone: zones[index % zones.length] ?? "", promotionTier: Math.min(index, 15) },
    autoMinorVersionUpgrade: false,
    copyTagsToSnapshot: true,
    ...(times && { preferredMaintenanceWindow: times.maintenance }),
    tags: storeTags(estate, region, name, store),
  };
}
