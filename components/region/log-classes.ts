import { retentionClasses, type RetentionClassName } from "../backup/retention";

/**
 * What every region on AWS logs, wherever it is, and so how long that is kept. The components that make the logs read it,
 * and so does the check of residency. None of it is customers' records, which may be bound to some regions.
 */
export const logClasses = {
  /** Control-plane logs hold the audit trail, so they are kept as long as it. */
  cluster: "audit-7y",
  /** Flow logs hold the addresses of users, which are personal data: kept as long as an inquiry needs them, no longer. */
  flows: "traffic-90d",
  /** Who signed in to a document store, or tried to, and changed its users, collections or indexes; no document, and no change of one. */
  "store-audits": "audit-7y",
  /** Who asked what of the backup buckets: part of the audit trail. */
  access: "audit-7y",
  /** Who asked what of a bucket of objects: keys, and the addresses of users where a service hands out signed links; no object. */
  objects: "traffic-90d",
} as const satisfies Record<string, RetentionClassName>;

/**
 * Class of the statements of a store that were slow or failed, which have values in them that users sent. Of customers'
 * records those are pieces, and so of their class: in a region where the store may be, because the log is there alone.
 * Of other records they are traffic.
 */
export function statementsClass(holds: RetentionClassName): RetentionClassName {
  return retentionClasses[holds].personal ? holds : "traffic-90d";
}
