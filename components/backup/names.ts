import { estateName, type Estate } from "../lib/estate";

/** What the key of a region's backups encrypts, as the end of its alias. */
export const backupKeyPurpose = "backups";

/** Name of a bucket of a pair, unique in all of AWS: `orders-production-us-east-1-111122223333`. */
export function pairBucketName(estate: Estate, accountId: string, pair: string, region: string): string {
  return `${pair}-${estate.environment}-${region}-${accountId}`;
}

/** First part of the name of the buckets for access logs of the pairs' buckets. */
export const backupLogsPurpose = "backup-logs";

/** Name of the topic that failures of backups are told to, in every region. */
export function failureTopicName(estate: Estate): string {
  return `${estateName(estate)}-backup-failures`;
}

/** Name of the queue of what that topic could not be told. */
export function undeliveredName(estate: Estate): string {
  return `${failureTopicName(estate)}-undelivered`;
}
