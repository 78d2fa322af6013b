import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { logClasses } from "../region/log-classes";
import type { ResourceStatement } from "../security/policy-document";
import { bucketArn, privateBucket } from "./private-bucket";

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

/** The tag by which a bucket says that it takes access logs; the policies know it, too. */
const roleTag = { "bucket-role": "log-sink" };

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
    const { estate, region, bucketName } = args;
    this.bucketName = bucketName;
    const { policy } = privateBucket(this, name, {
      bucketName,
      holds: logClasses.objects,
      statements: [delivery(args), nobodyDeletes(bucketName)],
      tags: { ...tags(estate, region, bucketName), ...roleTag },
    });
    this.ready = policy;
    this.registerOutputs({ summary: `${logClasses.objects} · who asked what` });
  }
}

function delivery({ accountId, bucketName }: AccessLogsArgs): ResourceStatement {
  return {
    Sid: "AccessLogs",
    Effect: "Allow",
    Principal: { Service: ["logging.s3.amazonaws.com"] },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn(bucketName)}/*`],
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/** Whoever reads what others should not could hide it; the lifecycle deletes all the same, because it asks no policy. */
function nobodyDeletes(bucketName: string): ResourceStatement {
  return {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    Resource: [`${bucketArn(bucketName)}/*`],
  };
}
