import type { RetentionClassName } from "../backup/retention";

/**
 * What the log groups of a region on AWS hold, and so how long it is kept and where it may be. The components that make
 * the groups read it, and so does the check of residency.
 */
export const logClasses = {
  /** Control-plane logs hold the audit trail, so they are kept as long as it. */
  cluster: "audit-7y",
  /** Flow logs hold the addresses of users, which are personal data: kept as long as an inquiry needs them, no longer. */
  flows: "personal-90d",
  /** Who signed in to a document store, or tried to, and changed its users, collections or indexes; no document, and no change of one. */
  "store-audits": "audit-7y",
  /** Statements that were slow or failed have the values in them that users sent. */
  "store-statements": "personal-90d",
  /** Who asked what of the backup buckets: part of the audit trail. */
  access: "audit-7y",
  /** Who asked what of a bucket of objects: the addresses of users are in it where a service hands out signed links. */
  objects: "personal-90d",
} as const satisfies Record<string, RetentionClassName>;
