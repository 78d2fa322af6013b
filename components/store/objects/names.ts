import type { Account } from "../../../config/model";
import type { Estate } from "../../lib/estate";

/** Longest name of a store of objects: AWS allows 63 characters, of which the environment, the region and the account take 41. */
export const longestObjectsName = 20;

/** First part of the name of the buckets for access logs. */
export const accessLogsPurpose = "access-logs";

/** Where a bucket is. */
export interface BucketPlace {
  /** The environment that it belongs to. */
  readonly estate: Estate;
  /** The account that it is in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
}

/** Name of a bucket, unique in all of AWS: `media-production-us-east-1-111122223333`. */
export function bucketName({ estate, account, region }: BucketPlace, purpose: string): string {
  return `${purpose}-${estate.environment}-${region}-${account.id}`;
}
