import type { RetentionClassName } from "../../components/backup/retention";
import type { BackupTiers } from "../../components/backup/tiers";
import type { Objectives, RecoveryTierName } from "../../components/recovery/objectives";

/** Vaults of AWS Backup. */
export interface Recovery {
  /** Regions that backups are copied to, the first that fits. */
  readonly copyTo: readonly string[];
  /** How the vaults are locked: days of grace make a lock that nobody can lift after them. */
  readonly lock: { readonly graceDays?: number };
  /** How often, and how long. */
  readonly tiers: BackupTiers;
  /** Whether AWS reports on backups each day. */
  readonly audit: boolean;
  /** Who is told of failures. */
  readonly notify: readonly string[];
}

/** A logical dump of a store, once a day. */
export interface Dump {
  /** Name of the store. */
  readonly store: string;
  /** Database that is dumped. */
  readonly database: string;
  /** Pair of buckets that it is put into. */
  readonly into: string;
  /** Region that it runs in: the one that the pair is written in. */
  readonly region: string;
  /** Image, without the registry: its digest. */
  readonly digest: string;
  /** Disk while it is made, in GiB. */
  readonly diskGi: number;
}

/** What is promised of a store that was there before, and what it has to come back by. */
export interface StorePromise {
  /** Name of the store. */
  readonly store: string;
  /** Class of its records. */
  readonly holds?: RetentionClassName | undefined;
  /** What is promised. */
  readonly tier?: RecoveryTierName | undefined;
  /** What whoever runs it has promised. */
  readonly promise?: Objectives | undefined;
  /** Whether it is dumped. */
  readonly dumped: boolean;
}
