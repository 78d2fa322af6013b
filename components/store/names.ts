import { estateName, type Estate } from "../lib/estate";

/** What the keys of stores encrypt, as the end of their alias. */
export const storesPurpose = "stores";

/** Longest name of a cache in the stack file: AWS allows 40 characters, of which a hyphen and the environment take 12. */
export const longestCacheName = 28;

/** Identifier of a database in every region: within 63 characters, as AWS asks. */
export function databaseId(estate: Estate, store: string): string {
  return `${estateName(estate)}-${store}`;
}

/** Identifier of a cache in every region: within 40 characters, as AWS asks. */
export function cacheId({ environment }: Estate, store: string): string {
  return `${store}-${environment}`;
}

/** Name of a store's secret, which the secret manager of each of its regions has. */
export function secretName(estate: Estate, store: string): string {
  return `${estateName(estate)}/${store}`;
}
