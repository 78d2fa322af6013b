import type * as pulumi from "@pulumi/pulumi";

import type { SignIn } from "../../config/model";

/** Hosts of a store in one region. */
export interface StoreHosts {
  /** Takes writes while the region is the writer. */
  readonly writer: pulumi.Input<string>;
  /** Serves reads. */
  readonly reader: pulumi.Input<string>;
  /** The same, and the password, past a pool of connections that takes the roles of services alone; absent where there is none. */
  readonly direct?: Omit<StoreHosts, "direct">;
}

/** What services are told of a store of objects. */
export interface BucketAccess {
  /** Name by which services use it. */
  readonly name: string;
  /** Names of its buckets, by region. */
  readonly buckets: Readonly<Record<string, string>>;
}

/** What services are told of a store with hosts, of whatever kind, and where they reach it. */
export interface StoreAccess {
  /** Name by which services use it. */
  readonly name: string;
  /** What it speaks. */
  readonly engine: string;
  /** Port of its hosts. */
  readonly port: number;
  /** Ranges that its hosts are in. */
  readonly ranges: readonly string[];
  /** Name of its secret below the environment's in the secret manager; a store without one asks for none. */
  readonly secret?: string | undefined;
  /** How pods sign in: by that secret, or by their role, and then it is their migrations alone that get the secret. @default password */
  readonly signIn?: SignIn | undefined;
  /** Hosts by region; a region without any reads where writes go. */
  readonly endpoints: Readonly<Record<string, StoreHosts>>;
  /** What else its users are told, by the end of the variable's name. @default nothing */
  readonly facts?: Readonly<Partial<Record<"DATABASE" | "TLS" | "TTL_SECONDS", string>>>;
  /** Regions in which a role may sign in to it instead of a password. @default nowhere */
  readonly signInRegions?: readonly string[];
}
