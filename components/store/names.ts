import { estateName, type Estate } from "../lib/estate";

/** What the keys of stores encrypt, as the end of their alias. */
export const storesPurpose = "stores";

/** Longest name of a cache in the stack file: AWS allows 40 characters, of which a hyphen and the environment take 12. */
export const longestCacheName = 28;

/**
 * Longest name of a database in the stack file: AWS allows 63 characters for an instance, of which the platform, the
 * environment, the region and a number take 46.
 */
export const longestDatabaseName = 17;

/** Identifier of a database over all regions. */
export function databaseId(estate: Estate, store: string): string {
  return `${estateName(estate)}-${store}`;
}

/**
 * Identifier of a database's cluster in one region: no two of a global database may have the same, although they are in
 * different regions. Source: Amazon Aurora user guide, "Configuration requirements of an Amazon Aurora global database".
 */
export function clusterId(estate: Estate, store: string, region: string): string {
  return `${databaseId(estate, store)}-${region}`;
}

/** Identifier of a cache in every region: within 40 characters, as AWS asks. */
export function cacheId({ environment }: Estate, store: string): string {
  return `${store}-${environment}`;
}

/** Name of a store's secret, which the secret manager of each of its regions has. */
export function secretName(estate: Estate, store: string): string {
  return `${estateName(estate)}/${store}`;
}
