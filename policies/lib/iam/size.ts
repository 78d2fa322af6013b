import { fail, pass, type Verdict } from "../verdict";
import type { PlacedDocument, PolicyKind } from "./places";

/**
 * Longest documents that AWS takes, in characters. Sources: IAM user guide, "IAM and AWS STS quotas" (trust 2,048,
 * inline 10,240 for all of a role, managed 6,144); Amazon S3, "Bucket policies" (20 KB); AWS KMS, "Resource quotas"
 * (32 KB); AWS PrivateLink quotas (endpoint 20,480); the shortest of the other services' is that of Secrets Manager.
 */
export const longestDocument: Readonly<Record<PolicyKind, number>> = {
  trust: 2048,
  identity: 10_240,
  managed: 6144,
  bucket: 20_480,
  key: 32_768,
  endpoint: 20_480,
  resource: 20_480,
};

/** Length of a document as IAM counts it, without white space; zero for one that is no text yet. */
export function documentSize({ raw }: Pick<PlacedDocument, "raw">): number {
  return typeof raw.content === "string" ? raw.content.replaceAll(/\s/gu, "").length : 0;
}

/** A document must fit: AWS refuses a longer one in the middle of an update. */
export function isWithinSize(placed: PlacedDocument): Verdict {
  const size = documentSize(placed);
  const longest = longestDocument[placed.kind];
  if (size <= longest) return pass;
  return fail(
    `${placed.raw.path} has ${size} characters; allowed: ${longest}; say less, or divide it over two`,
  );
}
