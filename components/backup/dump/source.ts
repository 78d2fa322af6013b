import type * as pulumi from "@pulumi/pulumi";

import type { Dump } from "../../../config/model";
import type { StoreAccess } from "../../store/access";
import { dumpName } from "./names";

/** How a dump's job signs in to a store. */
export type DumpLogin =
  /** By its role, for a token in place of a password, as a user of the database. */
  | { readonly by: "role"; readonly user: string }
  /** By what a secret says, by its name below the environment's in the secret manager. */
  | { readonly by: "secret"; readonly secret: string }
  /** The store asks for nothing. */
  | { readonly by: "nothing" };

/** Where a dump is read. */
export interface DumpSource {
  /** Host that reads, in the region of the dump. */
  readonly host: pulumi.Input<string>;
  /** Its port. */
  readonly port: number;
  /** Ranges that it is in. */
  readonly ranges: readonly string[];
  /** How the job signs in. */
  readonly login: DumpLogin;
}

/**
 * Where the dump of a store is read: past a pool of connections, which knows the roles of services alone, and would give a
 * connection away for hours.
 *
 * @throws {RangeError} where the store has no host in the region of the dump; the stack-file check says it first.
 */
export function dumpSource(stores: readonly StoreAccess[], { store: name, region }: Dump): DumpSource {
  const store = stores.find((one) => one.name === name);
  const hosts = store?.endpoints[region];
  if (store === undefined || hosts === undefined) throw new RangeError(`${name} has no host in ${region}`);
  const { port, ranges } = store;
  return { host: (hosts.direct ?? hosts).reader, port, ranges, login: loginOf(store, region) };
}

function loginOf({ name, secret, signInRegions = [] }: StoreAccess, region: string): DumpLogin {
  if (signInRegions.includes(region)) return { by: "role", user: dumpName(name) };
  return secret === undefined ? { by: "nothing" } : { by: "secret", secret };
}
