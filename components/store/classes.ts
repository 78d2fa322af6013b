/**
 * What stores may be made of: a list for each kind, smallest first. A store that spans regions takes no burstable class
 * (`t`); one of documents takes `r5` and `r6g` alone. Sources: Amazon Aurora user guide, "Configuration requirements of an
 * Amazon Aurora global database"; Amazon DocumentDB developer guide, "Quick start guide: global clusters"; Amazon
 * ElastiCache user guide, "Prerequisites and limitations" of global datastores.
 */

/** Classes of a relational store's instances. */
export const relationalClasses = [
  "db.t4g.medium",
  "db.t4g.large",
  "db.r7g.large",
  "db.r7g.xlarge",
  "db.r7g.2xlarge",
  "db.r7g.4xlarge",
] as const;

/** Classes of a document store's instances. */
export const documentClasses = [
  "db.t4g.medium",
  "db.r6g.large",
  "db.r6g.xlarge",
  "db.r6g.2xlarge",
  "db.r6g.4xlarge",
] as const;

/** Classes of a cache's nodes. */
export const cacheClasses = [
  "cache.t4g.small",
  "cache.t4g.medium",
  "cache.r7g.large",
  "cache.r7g.xlarge",
  "cache.r7g.2xlarge",
] as const;

/**
 * Versions that the program knows how to make, oldest first: the parameter groups and ports are of these. Aurora has been
 * on PostgreSQL 17 from 17.4 on. Source: Amazon Aurora user guide, "Amazon Aurora versions". AWS has newer ones of each.
 */
export const engineVersions = {
  relational: ["16.8", "17.4"],
  document: ["5.0.0"],
  cache: ["7.2", "8.0"],
} as const;

/** How the pods of services sign in to a relational store. */
export const signIns = ["password", "role"] as const;

/** Memory of a relational class, in GiB. Source: Amazon Aurora user guide, "Hardware specifications for DB instance classes". */
const memoryGi: Readonly<Record<(typeof relationalClasses)[number], number>> = {
  "db.t4g.medium": 4,
  "db.t4g.large": 8,
  "db.r7g.large": 16,
  "db.r7g.xlarge": 32,
  "db.r7g.2xlarge": 64,
  "db.r7g.4xlarge": 128,
};

/** Connections that an instance of Aurora PostgreSQL takes at most, whatever its memory. */
const mostConnections = 5000;

/**
 * Connections that the platform lets an instance of a relational class take: the engine's own default would be
 * `LEAST(memory / 9531392, 5000)`, where a part of the memory is kept by the instance; this is nine tenths of it, and is
 * set, so that a change of AWS's formula changes nothing here. Source: Amazon Aurora user guide, "Maximum connections to
 * an Aurora PostgreSQL DB instance".
 */
export function connectionLimit(size: (typeof relationalClasses)[number]): number {
  return Math.min(mostConnections, Math.floor((0.9 * memoryGi[size] * 1024 ** 3) / 9_531_392));
}

/** Whether a class is burstable, which a store that spans regions cannot have. */
export function isBurstable(size: string): boolean {
  return /^(db|cache)\.t/u.test(size);
}
