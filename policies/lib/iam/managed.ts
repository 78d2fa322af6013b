import { must } from "../condition";
import type { Value } from "../value";
import type { Verdict } from "../verdict";
import { managedPolicies } from "./allowances";

/** A policy of an account of ours: its document is judged where it is made. */
const own = /^arn:aws:iam::\d{12}:policy\//u;
const awsOwn = /^arn:aws:iam::aws:policy\/(.+)$/u;

/** What is attached to a role must be a policy of ours, or one of AWS's that is listed with its source. */
export function managedPolicyIsListed(arn: Value): Verdict {
  const isListed = (content: unknown): boolean =>
    typeof content === "string" &&
    (own.test(content) || Object.hasOwn(managedPolicies, awsOwn.exec(content)?.[1] ?? ""));
  return must(arn, isListed, {
    allowed: `a policy of ours, or ${Object.keys(managedPolicies).join(", ")}`,
    fix: "write a document with the actions that are needed, or list AWS's policy with its source",
  });
}
