import { backupLogsPurpose } from "../backup/names";
import { accessLogsPurpose } from "../store/objects/names";

/**
 * Buckets that the platform makes for itself, by the first part of their name, and what they are for. The name of every
 * bucket is that part, the environment, the region and the account, so no pair of backups and no store of objects may have
 * one of these.
 */
export const reservedBucketNames: ReadonlyMap<string, string> = new Map([
  [accessLogsPurpose, "access logs of objects"],
  [backupLogsPurpose, "access logs of backups"],
]);
