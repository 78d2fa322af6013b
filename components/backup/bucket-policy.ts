import { refusePlainHttp } from "../security/plain-http";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { nobodyDeletes } from "../storage/log-delivery";
import { bucketArn } from "../storage/private-bucket";

/** Refuses every request to a bucket that does not come over TLS 1.2 or newer. */
export function tlsOnly(arn: string): string {
  return policyDocument(tlsStatements(arn));
}

/** The statements of {@link tlsOnly}, for a bucket that says more. */
export function tlsStatements(arn: string): ResourceStatement[] {
  const plainHttp = refusePlainHttp("s3:*", arn, `${arn}/*`);
  const oldTls = { NumericLessThan: { "s3:TlsVersion": "1.2" } } as const;
  return [plainHttp, { ...plainHttp, Sid: "OldTls", Condition: oldTls }];
}

/**
 * For a bucket of backups: besides, nobody deletes, hides or unlocks anything, whatever their role allows. Backups end by the
 * lifecycle. Whoever may change this policy could take it away: it is against a hand that slips, and a role that is taken over.
 */
export function backupStatements(bucketName: string): ResourceStatement[] {
  return [
    ...tlsStatements(bucketArn(bucketName)),
    nobodyDeletes(bucketName, ["s3:BypassGovernanceRetention"]),
  ];
}

/**
 * Besides, refuses to put anything where something is: whoever writes must ask for that, and gets an error. Parts of an
 * upload in parts cannot ask; its completion must. Nobody can copy into such a bucket, replication excepted, which is
 * another action. Source: Amazon S3 user guide, "Enforce conditional writes on Amazon S3 buckets".
 */
export function addOnly(bucketName: string): string {
  const overwrite: ResourceStatement = {
    Sid: "Overwrite",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn(bucketName)}/*`],
    Condition: { Null: { "s3:if-none-match": "true" }, Bool: { "s3:ObjectCreationOperation": "true" } },
  };
  return policyDocument([...backupStatements(bucketName), overwrite]);
}
