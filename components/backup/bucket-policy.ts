import { refusePlainHttp } from "../security/plain-http";
import { policyDocument, type ResourceStatement } from "../security/policy-document";

/** Refuses every request to a bucket that does not come over TLS 1.2 or newer. */
export function tlsOnly(bucketArn: string): string {
  return policyDocument(tlsStatements(bucketArn));
}

/** The statements of {@link tlsOnly}, for a bucket that says more. */
export function tlsStatements(bucketArn: string): ResourceStatement[] {
  const plainHttp = refusePlainHttp("s3:*", bucketArn, `${bucketArn}/*`);
  const oldTls = { NumericLessThan: { "s3:TlsVersion": "1.2" } } as const;
  return [plainHttp, { ...plainHttp, Sid: "OldTls", Condition: oldTls }];
}

/**
 * Besides, refuses to put anything where something is: whoever writes must ask for that, and gets an error. Parts of an
 * upload in parts cannot ask; its completion must. Nobody can copy into such a bucket, replication excepted, which is
 * another action. Source: Amazon S3 user guide, "Enforce conditional writes on Amazon S3 buckets".
 */
export function addOnly(bucketArn: string): string {
  const overwrite: ResourceStatement = {
    Sid: "Overwrite",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn}/*`],
    Condition: { Null: { "s3:if-none-match": "true" }, Bool: { "s3:ObjectCreationOperation": "true" } },
  };
  return policyDocument([...tlsStatements(bucketArn), overwrite]);
}
