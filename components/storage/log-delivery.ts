import type { ResourceStatement } from "../security/policy-document";
import { bucketArn } from "./private-bucket";

/** The tag by which a bucket says that it takes access logs; the policies know it, too. */
export const logSinkTag = { "bucket-role": "log-sink" };

/** Lets S3 deliver the access logs of the account's buckets. */
export function mayDeliverLogs(bucketName: string, accountId: string): ResourceStatement {
  return {
    Sid: "AccessLogs",
    Effect: "Allow",
    Principal: { Service: ["logging.s3.amazonaws.com"] },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn(bucketName)}/*`],
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/**
 * Whoever reads what others should not could hide it; the lifecycle deletes all the same, because it asks no policy.
 *
 * @param more What nobody may do besides.
 */
export function nobodyDeletes(bucketName: string, more: ResourceStatement["Action"] = []): ResourceStatement {
  return {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", ...more],
    Resource: [`${bucketArn(bucketName)}/*`],
  };
}
