/** Who a statement speaks of: AWS principals by ARN, or AWS services by name. */
export type Principal = { readonly AWS: readonly string[] } | { readonly Service: readonly string[] };

/** One statement of an IAM policy, key policy or trust policy. */
export interface Statement {
  /** What the statement is for, in one word or two joined. */
  readonly Sid: string;
  /** `Deny` wins over every `Allow`. */
  readonly Effect: "Allow" | "Deny";
  /** In key, bucket and trust policies only. */
  readonly Principal?: Principal;
  /** What may be done, or may not: `kms:Decrypt`. */
  readonly Action: readonly string[];
  /** In all but trust policies. */
  readonly Resource?: readonly string[];
  /** When the statement applies; always, where absent. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document as AWS takes it. Built from plain values, so that a preview and a policy pack can read it. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
