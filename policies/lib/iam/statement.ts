import { must } from "../condition";
import { statementsOf } from "../policy-document";
import { allOf, fail, pass, undecided, type Verdict } from "../verdict";
import type { Value } from "../value";

/** Judges each statement of a document; one without statements is no document, and fails. */
export function eachStatement(document: Value, check: (statement: Value) => Verdict): Verdict {
  const statements = statementsOf(document);
  const empty = `${document.path} has no statement; allowed: a policy document; build one with policyDocument`;
  return statements.length === 0 ? fail(empty) : allOf(...statements.map(check));
}

/** A verdict that holds for allowances: a denial passes, and of a statement that may be either a breach is undecided. */
export function ofAllowances(statement: Value, verdict: Verdict): Verdict {
  const effect = statement.at("Effect");
  if (effect.content === "Deny") return pass;
  if (effect.state === "unknown" && verdict.kind === "fail") return undecided(verdict.message ?? "");
  return verdict;
}

/** Every principal of a statement, whichever kind it is of; the `*` that stands alone is everybody. */
export function principalsOf(statement: Value, kind?: string): readonly Value[] {
  const principal = statement.at("Principal");
  if (principal.state === "unknown") return [principal];
  const kinds = principal.keys().filter((key) => kind === undefined || key === kind);
  if (kinds.length > 0) return kinds.flatMap((key) => principal.at(key).items());
  return principal.present && principal.keys().length === 0 && kind !== "Service" && kind !== "Federated"
    ? [principal]
    : [];
}

/** The statement must not have an element that allows all but what it names. */
export function hasNoExcepting(statement: Value): Verdict {
  const elements = ["NotAction", "NotResource", "NotPrincipal"].map((key) => statement.at(key));
  const absent = (content: unknown): boolean => content === undefined;
  const demand = { allowed: "not set beside Allow", fix: "name what is allowed, instead of what is not" };
  return allOf(...elements.map((element) => must(element, absent, demand)));
}

/** Whether an action of a statement, which may have wildcards, stands for `action` too. IAM ignores case here. */
export function stands(pattern: unknown, action: string): boolean {
  if (typeof pattern !== "string") return false;
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/gu, "\\$&");
  const expression = escaped.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "iu").test(action);
}

/** Every statement must have a name of its own, in letters and digits: findings and people refer to it. */
export function sidsAreUnique(document: Value): Verdict {
  const names = statementsOf(document).map((statement) => statement.at("Sid"));
  const seen = names.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
  const isUnique = (content: unknown): boolean =>
    typeof content === "string" &&
    /^[A-Za-z0-9]+$/u.test(content) &&
    seen.filter((one) => one === content).length === 1;
  const demand = { allowed: "letters and digits, once in the document", fix: "name the statement" };
  return allOf(...names.map((name) => must(name, isUnique, demand)));
}
