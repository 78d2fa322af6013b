import { policyDocument, type Condition, type ResourceStatement } from "../security/policy-document";

/** Refuses every request to a bucket that does not come over TLS 1.2 or newer. */
export function tlsOnly(bucketArn: string): string {
  return policyDocument(tlsStatements(bucketArn));
}

/** The statements of {@link tlsOnly}, for a bucket that says more. */
export function tlsStatements(bucketArn: string): ResourceStatement[] {
  const deny = (Sid: string, Condition: Condition): ResourceStatement => ({
    Sid,
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:*"],
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition,
  });
  return [
    deny("PlainHttp", { Bool: { "aws:SecureTransport": "false" } }),
    deny("OldTls", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ];
}
