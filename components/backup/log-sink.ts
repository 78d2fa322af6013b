import type * as pulumi from "@pulumi/pulumi";

import { logClasses } from "../region/log-classes";
import { AccessLogs, type AccessLogsArgs } from "../storage/access-logs";
import { backupLogsPurpose, pairBucketName } from "./names";

/** What {@link logSink} must be told. */
export type LogSinkArgs = Pick<AccessLogsArgs, "accountId" | "audit" | "estate" | "region">;

/**
 * Where S3 writes who asked what of a region's backup buckets, as part of the audit trail, and AWS Backup what it says of
 * backups there, if it is to.
 */
export function logSink(
  name: string,
  args: LogSinkArgs,
  opts: pulumi.ComponentResourceOptions = {},
): AccessLogs {
  const { estate, region, accountId, audit } = args;
  return new AccessLogs(
    name,
    {
      ...args,
      bucketName: pairBucketName(estate, accountId, backupLogsPurpose, region),
      holds: logClasses.access,
      says: `access logs${audit === undefined ? "" : ", reports about backups"}`,
      policy: "policy",
    },
    // The type of what is deployed: without it the bucket, which is protected, would be made anew.
    { ...opts, aliases: [{ type: "platform:backup:LogSink" }] },
  );
}
