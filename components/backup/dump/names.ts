/** Name of everything that belongs to the dumps of a store; also the user of a database that a dump signs in as by its role. */
export function dumpName(store: string): string {
  return `${store}-dump`;
}

/** Beginning of the keys of what dumps of a store are made of. Dumps that broke off left parts there, too. */
export function partsOf(store: string): string {
  return `parts/${store}/`;
}

/** Beginning of the keys of what says that a dump of a store was done: its checksums, by the time at which it began. */
export function completeOf(store: string): string {
  return `complete/${store}/`;
}
