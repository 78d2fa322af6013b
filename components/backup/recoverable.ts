import type * as pulumi from "@pulumi/pulumi";

import type { Account, Store } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import type { RecoveryTierName } from "../recovery/objectives";
import { storedCopies } from "../store/inventory";
import type { RetentionClassName } from "./retention";

/** What AWS Backup calls a kind of store, and whether it can try a restore of it by itself. */
interface RecoverableKind {
  /** Name of the kind among the settings of a region, where a service must be opted into, and in the metrics of jobs. */
  readonly service: string;
  /** Name of the kind in a restore test; absent where AWS tests none. */
  readonly restoreTest?: string;
}

/**
 * The kinds of stores that AWS Backup takes. Sources: AWS Backup developer guide, "GetSupportedResourceTypes" and
 * "RestoreTestingSelectionForCreate", of which the second has no EKS: a cluster's backup is tried by hand, see
 * docs/recovery.md.
 */
export const recoverableKinds = {
  "eks-cluster": { service: "EKS" },
  aurora: { service: "Aurora", restoreTest: "Aurora" },
  documentdb: { service: "DocumentDB", restoreTest: "DocumentDB" },
} as const satisfies Record<string, RecoverableKind>;

/** Name of a kind of store. */
export type RecoverableKindName = keyof typeof recoverableKinds;

/** What a component says of a store that it made, so that the store is backed up. */
export interface Recoverable {
  /** Name of the store, unique in its region: `orders-db`. */
  readonly name: string;
  /** What it is. */
  readonly kind: RecoverableKindName;
  /** Its ARN. */
  readonly arn: pulumi.Input<string>;
  /** Region that it is in. */
  readonly region: string;
  /** Class of the records in it: how long its backups are kept, and where they may be. */
  readonly holds: RetentionClassName;
  /** What is promised of it. */
  readonly tier: RecoveryTierName;
}

/** Class of what a cluster holds: its objects, which the program makes, and the disks of its pods, which come and go with them. */
export const clusterClass: RetentionClassName = "operational-30d";

/** What is promised of a cluster. */
export const clusterTier: RecoveryTierName = "rebuildable";

/** The cluster of a region, as a store. */
export function clusterAsStore(estate: Estate, account: Account, region: string): Recoverable {
  const arn = `arn:aws:eks:${region}:${account.id}:cluster/${estateName(estate)}`;
  return { name: "cluster", kind: "eks-cluster", arn, region, holds: clusterClass, tier: clusterTier };
}

/**
 * What the databases are to AWS Backup. It takes no cache, which refills, and no objects: their bucket keeps former versions, in
 * each of its regions.
 */
const kindOfStore = { relational: "aurora", document: "documentdb" } as const;

/**
 * Every database that the program makes, in each of its regions: whoever takes the writes, the copies are backed up, too,
 * so that a failover changes no plan.
 */
export function databasesAsStores(estate: Estate, account: Account, stores: readonly Store[]): Recoverable[] {
  return storedCopies(estate, account, stores).flatMap(({ store: name, kind, arn, region, holds, tier }) =>
    kind === "cache" || kind === "objects"
      ? []
      : [{ name, kind: kindOfStore[kind], arn, region, holds, tier }],
  );
}
