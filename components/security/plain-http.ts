import type { Action, ResourceStatement } from "./policy-document";

/** Whoever it is: nobody does anything with a bucket, a queue or a topic but over TLS. */
export function refusePlainHttp(action: Action, ...arns: readonly string[]): ResourceStatement {
  return {
    Sid: "PlainHttp",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: [action],
    Resource: arns,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
