import { bucketTypes, judgeSetting } from "../../lib/bucket";
import { control } from "../../lib/control";
import { policyDocument, statementsOf } from "../../lib/policy-document";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import { deniesPlainHttp, type TlsDenial } from "../../lib/tls-only";
import { anyOf, fail, type Verdict } from "../../lib/verdict";

const policy = { types: ["aws:s3/bucketPolicy:BucketPolicy"], resource: "BucketPolicy" };

const fix =
  "add a statement that denies s3:* to everyone on the bucket and its objects when aws:SecureTransport is false";

const denial: TlsDenial = { actions: ["s3:*"], covers: coversBucketAndObjects, fix };

/** Nobody reads or writes a bucket without TLS. */
export const bucketTls = defineStackRule({
  name: "encryption-bucket-tls",
  title: "Buckets refuse plain HTTP",
  description: "An S3 bucket must have a policy that denies every request made without TLS.",
  severity: "high",
  controls: [
    control("CIS AWS", "2.1.1", "The bucket policy denies plain HTTP requests."),
    control("AWS FSBP", "S3.5", "Requests must use TLS."),
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("HIPAA", "164.312(e)(1)", "Health data is guarded in transmission."),
    control("GDPR", "32", "Personal data is secured on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
  ],
  remediation: [
    "Declare a BucketPolicy with `bucket: bucket.id`.",
    'Add `{ Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }`.',
    "Give that statement both resources: the ARN of the bucket and the same with `/*`.",
    "Build the document from names that are known before the update, so that it can be judged in a preview.",
  ],
  types: bucketTypes,
  check(bucket, stack) {
    return judgeSetting(bucket, stack, policy, checkPolicy);
  },
});

function checkPolicy({ properties }: LinkedResource): Verdict {
  const statements = statementsOf(policyDocument(properties.at("policy")));
  if (statements.length === 0)
    return fail(`policy has no statement; allowed: one that denies plain HTTP; ${fix}`);
  return anyOf(...statements.map((statement) => deniesPlainHttp(statement, denial)));
}

/** A denial of `bucket` and of some of its keys only would let the others be read. */
function coversBucketAndObjects(resources: readonly string[]): boolean {
  return resources.some((arn) => !arn.includes("/") && resources.includes(`${arn}/*`));
}
