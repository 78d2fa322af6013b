import * as pulumi from "@pulumi/pulumi";

import type { Account, ObjectsStore as ObjectsConfig } from "../../../config/model";
import { replicationRole } from "../../backup/replication-role";
import type { Estate } from "../../lib/estate";
import type { BucketAccess } from "../access";
import type { StoreGround } from "../ground";
import { failedCopiesAlarm, lagAlarm } from "../lag-alarm";
import { membersOf } from "../members";
import { copyRights, copyRuleId, copyToOthers, type ObjectsSide } from "./copying";
import { ObjectsMember } from "./objects-member";

/** What an {@link ObjectsStore} must be told. */
export interface ObjectsStoreArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the buckets are in. */
  readonly account: Account;
  /** The store, as the stack file has it. */
  readonly store: ObjectsConfig;
  /** What each region on AWS offers. */
  readonly grounds: readonly StoreGround[];
}

/**
 * Files by key, in a bucket of each region. Every bucket takes writes, and copies them to all the others: S3 hands on no
 * copy, so each way is a rule of its own. Nothing here knows who takes the writes, and nothing is promoted. A gigabyte
 * that is written costs 0.015 USD for each copy's promised time, 0.02 for its way, and is stored once more; each way has
 * metrics of about 0.90 USD a month.
 */
export class ObjectsStore extends pulumi.ComponentResource {
  /** What services are told of it. */
  public readonly access: BucketAccess;

  constructor(name: string, args: ObjectsStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, account, store, grounds } = args;
    super("platform:store:ObjectsStore", name, { createdIn: store.createdIn, store }, opts);
    const { home, others } = membersOf(store, grounds);
    const side = (ground: StoreGround): ObjectsSide => ({
      ground,
      member: new ObjectsMember(
        `${ground.region}-${store.name}`,
        { estate, account, store, ground },
        { parent: this, providers: [ground.provider] },
      ),
    });
    const first = side(home);
    const sides = [first, ...others.map(side)];
    if (others.length > 0) copyEachWay(first, sides, args);

    this.access = {
      name: store.name,
      buckets: Object.fromEntries(sides.map(({ member }) => [member.region, member.bucketName])),
    };
    this.registerOutputs({ summary: summary(store) });
  }
}

/** Roles are global; the one that S3 copies with is counted to the region that the store was first made in. */
function copyEachWay(
  { member: first }: ObjectsSide,
  sides: readonly ObjectsSide[],
  args: ObjectsStoreArgs,
): void {
  const { estate, store } = args;
  const statements = copyRights(
    args,
    sides.map(({ member }) => member),
  );
  const role = replicationRole(first, `${first.region}-${store.name}-replication-role`, {
    ...{ estate, purpose: store.name, region: first.region, statements },
  });
  for (const from of sides) {
    copyToOthers(`${from.member.region}-${store.name}-copies`, from, sides, role);
    for (const to of sides.filter((side) => side !== from)) watchCopies(from, to, args);
  }
}

/**
 * S3 tells of what waits in the region that is copied to, and of what failed in the one that is copied from. Source: Amazon
 * S3 user guide, "Using S3 Replication metrics".
 */
function watchCopies(from: ObjectsSide, to: ObjectsSide, { estate, store }: ObjectsStoreArgs): void {
  const where = {
    SourceBucket: from.member.bucketName,
    DestinationBucket: to.member.bucketName,
    RuleId: copyRuleId(to.member.region),
  };
  const lag = { namespace: "AWS/S3", metricName: "ReplicationLatency", where, perSecond: 1 };
  const late = `${to.member.region}-${store.name}-from-${from.member.region}`;
  lagAlarm(to.member, late, store, lag, { estate, ground: to.ground });
  const failed = `${from.member.region}-${store.name}-to-${to.member.region}`;
  failedCopiesAlarm(from.member, failed, store, where, { estate, ground: from.ground });
}

/** `media · copied each way between us-east-1, us-west-2` */
function summary({ holds, members }: ObjectsConfig): string {
  const regions = members.map(({ region }) => region);
  return regions.length > 1
    ? `${holds} · copied each way between ${regions.join(", ")}`
    : `${holds} · ${regions.join(", ")}`;
}
