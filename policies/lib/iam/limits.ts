import { must } from "../condition";
import { allOf, anyOf, fail, undecided, type Verdict } from "../verdict";
import type { Value } from "../value";

/** Keys that say whose request it is, or for whose thing a service acts. */
export const ownerKeys = [
  ...["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"],
  ...["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"],
  ...["aws:SourceVpc", "aws:SourceVpce", "kms:CallerAccount", "sts:ExternalId"],
];

/** A key of AWS KMS by which a service names the thing that it encrypts: `kms:EncryptionContext:aws:logs:arn`. */
const encryptionContext = "kms:encryptioncontext:";

// A test that is passed by a request without the key (`…IfExists`, `ForAllValues:`, `…Not…`) limits nothing.
const positive = /^(ForAnyValue:)?(StringEquals(IgnoreCase)?|StringLike|ArnEquals|ArnLike)$/u;

/** The condition must test one of the keys for a value that not everybody has. */
export function limitedBy(condition: Value, keys: readonly string[]): Verdict {
  const sentence = `${condition.path} tests none of ${keys.join(", ")}; allowed: one of them for a value of ours; add it`;
  if (condition.state === "unknown") return undecided(sentence);
  const tests = condition.keys().filter((operator) => positive.test(operator));
  return anyOf(
    fail(sentence),
    ...tests.map((operator) => testLimits(condition.at(operator), keys, sentence)),
  );
}

function testLimits(test: Value, keys: readonly string[], sentence: string): Verdict {
  if (test.state === "unknown") return undecided(sentence);
  const named = test.keys().filter((key) => isOneOf(key, keys));
  return anyOf(fail(sentence), ...named.map((key) => isNotEverything(test.at(key))));
}

/** IAM does not distinguish case in the names of condition keys. */
function isOneOf(key: string, keys: readonly string[]): boolean {
  const lower = key.toLowerCase();
  const context = keys === ownerKeys && lower.startsWith(encryptionContext);
  return context || keys.some((one) => one.toLowerCase() === lower);
}

function isNotEverything(value: Value): Verdict {
  const demand = { allowed: "a value with more than wildcards", fix: "name what is ours" };
  const elements = value.items();
  if (elements.length === 0) return fail(`${value.path} is empty; allowed: ${demand.allowed}; ${demand.fix}`);
  return allOf(...elements.map((element) => must(element, saysMoreThanWildcards, demand)));
}

/** `*`, `arn:aws:*` and `arn:aws:eks:*:*:cluster/*` say nothing of whose it is; a name or an account does. */
function saysMoreThanWildcards(content: unknown): boolean {
  if (typeof content !== "string" || content === "") return false;
  if (!content.startsWith("arn:")) return /[^*?]/u.test(content);
  const [, , service = "", , account = "", ...rest] = content.split(":");
  if (/[^*?]/u.test(account)) return true;
  return service === "s3" && /^[^*?]/u.test(rest.join(":"));
}
