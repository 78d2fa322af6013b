import type { z } from "zod";

import type { Draft } from "../draft";
import type { DumpEntry } from "../schema/dump";
import type { relationalStoreSchema } from "../schema/store";
import type { ExternalStoreEntry } from "../schema/wiring";

/** A store of a kind that can be dumped. */
export type DumpedStore = ExternalStoreEntry | z.output<typeof relationalStoreSchema>;

/** What a rule says of each store that is dumped. */
export function eachDump<T>(
  { stores }: Pick<Draft, "stores">,
  rule: (name: string, store: DumpedStore, dump: DumpEntry) => readonly T[],
): T[] {
  return Object.entries(stores.entries).flatMap(([name, store]) => {
    const isDumped = store.kind === "external" || store.kind === "relational";
    return isDumped && store.dump !== undefined ? rule(name, store, store.dump) : [];
  });
}
