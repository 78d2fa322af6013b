import * as pulumi from "@pulumi/pulumi";

import type { Account, ObjectsStore } from "../../../config/model";
import { logAccess } from "../../storage/access-logs";
import { privateBucket, type MadeBucket } from "../../storage/private-bucket";
import { memberInputs, storeTags, type MemberArgs } from "../ground";
import { bucketName } from "./names";

/** What an {@link ObjectsMember} must be told. */
export interface ObjectsMemberArgs extends Omit<MemberArgs, "callers"> {
  /** The account that the bucket is in. */
  readonly account: Account;
  /** The store. */
  readonly store: ObjectsStore;
}

/**
 * The bucket of a store of objects in one region. A gigabyte costs about 0.023 USD a month, and each copy of it as much
 * again; who asked what is logged.
 */
export class ObjectsMember extends pulumi.ComponentResource {
  /** Name of the region. */
  public readonly region: string;
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** The bucket, and what others wait for. */
  public readonly made: MadeBucket;

  constructor(name: string, args: ObjectsMemberArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, account, store, ground } = args;
    super("platform:store:ObjectsMember", name, memberInputs(args, store), opts);
    const { region, shared } = ground;
    this.region = region;
    this.bucketName = bucketName({ estate, account, region }, store.name);

    this.made = privateBucket(this, name, {
      bucketName: this.bucketName,
      holds: store.holds,
      keyArn: shared.keyArn,
      tags: storeTags(estate, region, this.bucketName, store),
    });
    if (shared.accessLogs === undefined) throw new RangeError(`${name} has nowhere to log who asked what`);
    logAccess(this, name, this.made.bucket.bucket, shared.accessLogs);

    this.registerOutputs({ summary: this.bucketName });
  }
}
