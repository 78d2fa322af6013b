import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { logClasses } from "../region/log-classes";
import { logSinkTag, mayDeliverLogs, nobodyDeletes } from "./log-delivery";
import { privateBucket } from "./private-bucket";

/** What {@link AccessLogs} must be told. */
export interface AccessLogsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits; the account whose buckets log here. */
  readonly accountId: string;
  /** Name of the bucket, unique in all of AWS. */
  readonly bucketName: string;
}

/**
 * Where S3 writes who asked what of a region's buckets; nobody here may delete it before its class ends. S3 encrypts what it delivers with its own key alone, and promises
 * neither that all of it comes nor when. Storage costs 0.023 USD a gigabyte, and delivery nothing. Source: Amazon S3 user
 * guide, "Enabling Amazon S3 server access logging".
 */
export class AccessLogs extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** Settled once S3 may deliver. */
  public readonly ready: pulumi.Resource;

  constructor(name: string, args: AccessLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:AccessLogs", name, args, opts);
    const { estate, region, accountId, bucketName } = args;
    this.bucketName = bucketName;
    const { policy } = privateBucket(this, name, {
      bucketName,
      holds: logClasses.objects,
      statements: [mayDeliverLogs(bucketName, accountId), nobodyDeletes(bucketName)],
      tags: { ...tags(estate, region, bucketName), ...logSinkTag },
    });
    this.ready = policy;
    this.registerOutputs({ summary: `${logClasses.objects} · who asked what` });
  }
}
