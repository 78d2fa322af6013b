/** Name of everything that belongs to the dumps of a store. */
export function dumpName(store: string): string {
  return `${store}-dump`;
}
