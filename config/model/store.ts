import type { RetentionClassName } from "../../components/backup/retention";
import type { RecoveryTierName } from "../../components/recovery/objectives";
import type {
  cacheClasses,
  documentClasses,
  relationalClasses,
  signIns,
} from "../../components/store/classes";

/** A store in one region. */
export interface StoreMember {
  /** Name of the region. */
  readonly region: string;
}

/** A store of instances in one region. */
export interface InstanceMember extends StoreMember {
  /** Instances there; 0 for a copy that nobody can read until instances are added. */
  readonly instances: number;
}

/** What every store has that the program makes. */
export interface MadeStore {
  /** Name by which services use it. */
  readonly name: string;
  /** Region that it was first made in: a fact that never changes. */
  readonly createdIn: string;
  /** Whether it can span regions: a fact that never changes. */
  readonly global: boolean;
  /** Where it is, sorted by region. The region that it was first made in is among them. */
  readonly members: readonly StoreMember[];
  /** Class of the records in it. */
  readonly holds: RetentionClassName;
  /** Regions that records of the class may be in; every one, where absent. */
  readonly permitted?: readonly string[] | undefined;
  /** How much of it may be lost, and for how long it may be away. */
  readonly tier: RecoveryTierName;
}

/** What every store has that is an engine on instances. */
interface InstanceStore extends MadeStore {
  /** Where it is, and with how many instances. */
  readonly members: readonly InstanceMember[];
  /** Version of the engine. */
  readonly engineVersion: string;
  /** How often its password has been made, at least 1: one more, and the next `up` makes another. */
  readonly passwordVersion: number;
}

/** How pods sign in to a store: by its one password, or by the role of their service, as a user of that name. */
export type SignIn = (typeof signIns)[number];

/** A PostgreSQL database. */
export interface RelationalStore extends InstanceStore {
  /** Tells kinds apart. */
  readonly kind: "relational";
  /** Class of the instances. */
  readonly size: (typeof relationalClasses)[number];
  /** Days to any second of which it can be restored. */
  readonly backupDays: number;
  /** Name of the database in it. */
  readonly database: string;
  /** Whether services reach it by a pool of connections. */
  readonly proxy: boolean;
  /** How the pods of services sign in. */
  readonly signIn: SignIn;
}

/** A document database. */
export interface DocumentStore extends InstanceStore {
  /** Tells kinds apart. */
  readonly kind: "document";
  /** Class of the instances. */
  readonly size: (typeof documentClasses)[number];
  /** Days to any second of which it can be restored. */
  readonly backupDays: number;
}

/** A cache. */
export interface CacheStore extends InstanceStore {
  /** Tells kinds apart. */
  readonly kind: "cache";
  /** Class of the nodes. */
  readonly size: (typeof cacheClasses)[number];
  /** Minutes that an entry lives. */
  readonly ttlMinutes: number;
}

/** Files of any kind, by key. */
export interface ObjectsStore extends MadeStore {
  /** Tells kinds apart. */
  readonly kind: "objects";
}

/** A store of instances that the program makes. */
export type AnyInstanceStore = RelationalStore | DocumentStore | CacheStore;

/** A store that the program makes. */
export type AnyMadeStore = AnyInstanceStore | ObjectsStore;
