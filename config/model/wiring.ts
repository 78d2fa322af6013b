import type { AnyMadeStore } from "./store";

/** A host outside the platform. */
export interface Outside {
  /** Name by which services use it. */
  readonly name: string;
  /** Host that is called. */
  readonly host: string;
  /** Port that is called. */
  readonly port: number;
  /** Ranges of its addresses; any public address where there are none. */
  readonly ranges?: readonly string[] | undefined;
}

/** Hosts of a store in one region. */
export interface StoreEndpoint {
  /** Takes writes while the region is the writer. */
  readonly writer: string;
  /** Serves reads. */
  readonly reader: string;
}

/** A store that was there before: the program makes nothing of it. */
export interface ExternalStore {
  /** Tells kinds apart. */
  readonly kind: "external";
  /** Name by which services use it. */
  readonly name: string;
  /** What it speaks. */
  readonly engine: string;
  /** Port of its hosts. */
  readonly port: number;
  /** Ranges that its hosts are in. */
  readonly ranges: readonly string[];
  /** Name of its secret below the environment's in the secret manager. */
  readonly secret?: string | undefined;
  /** Hosts by region. */
  readonly endpoints: Readonly<Record<string, StoreEndpoint>>;
}

/** A store that services use, of whatever kind. */
export type Store = AnyMadeStore | ExternalStore;
