import { Value } from "./value";

/** A bucket, key or role policy as a document, whether the program wrote an object or a string of JSON. */
export function policyDocument(policy: Value): Value {
  if (typeof policy.content !== "string") return policy;
  try {
    return Value.of(JSON.parse(policy.content), policy.path);
  } catch {
    // Not JSON: it has no statements, and the rule that looks for one says so.
    return Value.of({}, policy.path);
  }
}

/** The statements of a policy document; IAM allows a single one without a list. */
export function statementsOf(document: Value): readonly Value[] {
  return document.at("Statement").items();
}
