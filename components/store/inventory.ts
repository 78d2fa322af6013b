import type { RetentionClassName } from "../backup/retention";
import type { Account, AnyMadeStore, Store } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { RecoveryTierName } from "../recovery/objectives";
import { bucketArn } from "../storage/private-bucket";
import { cacheId, clusterId } from "./names";
import { bucketName } from "./objects/names";

/** One store in one region, as backups and recovery name it. */
export interface StoredCopy {
  /** Name of the store. */
  readonly store: string;
  /** What it is. */
  readonly kind: AnyMadeStore["kind"];
  /** Name of the region. */
  readonly region: string;
  /** ARN of the store in that region, built from its name, so that a preview and a policy can read it. */
  readonly arn: string;
  /** Whether it is the one that was made first; of a global store, the others are copies of whichever takes the writes, and buckets are copies of each other. */
  readonly isFirst: boolean;
  /** Class of the records in it. */
  readonly holds: RetentionClassName;
  /** How much of it may be lost, and for how long it may be away. */
  readonly tier: RecoveryTierName;
}

/** Every store that the program makes, in each of its regions. */
export function storedCopies(estate: Estate, account: Account, stores: readonly Store[]): StoredCopy[] {
  return stores.flatMap((store) =>
    store.kind === "external"
      ? []
      : store.members.map(({ region }) => ({
          store: store.name,
          kind: store.kind,
          region,
          arn: arnOf(estate, account, store, region),
          isFirst: region === store.createdIn,
          holds: store.holds,
          tier: store.tier,
        })),
  );
}

/** DocumentDB's clusters have the ARNs of RDS. Source: Service Authorization Reference, "Amazon DocumentDB". */
function arnOf(estate: Estate, account: Account, { kind, name }: AnyMadeStore, region: string): string {
  const { id } = account;
  switch (kind) {
    case "cache":
      return `arn:aws:elasticache:${region}:${id}:replicationgroup:${cacheId(estate, name)}`;
    case "objects":
      return bucketArn(bucketName({ estate, account, region }, name));
    case "relational":
    case "document":
      return `arn:aws:rds:${region}:${id}:cluster:${clusterId(estate, name, region)}`;
  }
}
