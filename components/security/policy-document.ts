/** Name of a service as IAM knows it: `logs.us-east-1.amazonaws.com`. */
export type ServiceName = `${string}.amazonaws.com`;

/** An action of one service: `kms:Decrypt`. `*`, which is every action of all services, is none. */
export type Action = `${string}:${string}`;

/** An AWS principal: a role, or an account's root. `*` is for denials, which are meant for everybody. */
export type AwsPrincipal = `arn:aws:iam::${string}` | `arn:aws:sts::${string}`;

/** Who an allowance speaks of: AWS principals by ARN, services by name, or an identity provider by its ARN. */
export type Principal =
  | { readonly AWS: readonly AwsPrincipal[] }
  | { readonly Service: readonly ServiceName[] }
  | { readonly Federated: readonly `arn:aws:iam::${string}`[] };

/** Everybody. A denial must mean it, because whoever is left out is not denied; an allowance says by a condition whom. */
export interface Everybody {
  /** The one name of everybody. */
  readonly AWS: readonly ["*"];
}

type Sets = "" | "ForAllValues:" | "ForAnyValue:";
type Not = "" | "Not";
type IfExists = "" | "IfExists";
type Operator<Name extends string> = `${Sets}${Name}${IfExists}`;

type TextOperator = Operator<
  | `String${Not}Equals`
  | `String${Not}EqualsIgnoreCase`
  | `String${Not}Like`
  | `Arn${Not}Equals`
  | `Arn${Not}Like`
>;
type Comparison =
  "Equals" | "NotEquals" | "LessThan" | "LessThanEquals" | "GreaterThan" | "GreaterThanEquals";
type NumberOperator = Operator<`Numeric${Comparison}`>;
type DateOperator = Operator<`Date${Comparison}`>;
type AddressOperator = Operator<"IpAddress" | "NotIpAddress">;

/** By condition key, `aws:SourceAccount`, the values of which one must match. */
type Test<Content> = Readonly<Record<`${string}:${string}`, Content | readonly Content[]>>;

/**
 * When a statement applies: every operator, and every key of it, must hold. The values have the form that the operator
 * reads, because IAM takes any text and a comparison with a text of another form never holds.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export type Condition = Readonly<Partial<Record<TextOperator, Test<string>>>> &
  Readonly<Partial<Record<NumberOperator, Test<`${number}`>>>> &
  Readonly<Partial<Record<DateOperator, Test<`${number}-${number}-${string}Z`>>>> &
  Readonly<Partial<Record<AddressOperator, Test<`${string}/${number}`>>>> &
  Readonly<Partial<Record<Operator<"Bool"> | "Null", Test<"true" | "false">>>>;

interface Common {
  /** What the statement is for, in letters and digits; unique in its document. */
  readonly Sid: string;
  /** What may be done, or may not: `kms:Decrypt`. */
  readonly Action: readonly Action[];
  /** When the statement applies; always, where absent. */
  readonly Condition?: Condition;
}

/** Whom a statement with a principal allows, or denies. */
type Whom =
  | { readonly Effect: "Allow"; readonly Principal: Principal }
  | { readonly Effect: "Allow"; readonly Principal: Everybody; readonly Condition: Condition }
  | { readonly Effect: "Deny"; readonly Principal: Everybody | Principal };

/** A statement of the document that says who may take a role; the role is what it is attached to. */
export type TrustStatement = Common &
  Whom & {
    /** Ways to take the role. */
    readonly Action: readonly `sts:${string}`[];
    /** None: a trust speaks of its role. */
    readonly Resource?: never;
  };

/** A statement of what the role that it is attached to may do; the role is its principal. */
export interface IdentityStatement extends Common {
  /** `Deny` wins over every `Allow`. */
  readonly Effect: "Allow" | "Deny";
  /** What it may be done to, by ARN. */
  readonly Resource: readonly string[];
  /** None: it speaks of who it is attached to. */
  readonly Principal?: never;
}

/** A statement of who may do what to a key, a bucket or another thing that has a document of its own. */
export type ResourceStatement = Common &
  Whom & {
    /** What it may be done to: the thing itself, or what is in it. */
    readonly Resource: readonly string[];
  };

/**
 * A statement of what passes an endpoint of a network. It grants nothing: who asks needs the right to it besides, so it
 * may speak of everybody, as it must where AWS itself asks without an account of ours.
 */
export interface EndpointStatement extends Common {
  /** `Deny` wins over every `Allow`. */
  readonly Effect: "Allow" | "Deny";
  /** Whoever asks. */
  readonly Principal: Everybody;
  /** What it may be done to, by ARN. */
  readonly Resource: readonly string[];
}

/**
 * The statement that allows whoever has the role to do `Action` to `Resource`: `allow("Send", ["sqs:SendMessage"], [arn])`.
 *
 * @param Condition When it applies; always, where absent.
 */
export function allow(
  Sid: string,
  Action: readonly Action[],
  Resource: readonly string[],
  Condition?: Condition,
): IdentityStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

/**
 * A policy document as AWS takes it: statements of one kind. Built from plain values, so that a preview, a policy and
 * the tests that walk every plan can read it. No other file writes one.
 */
export function policyDocument(
  statements:
    | readonly TrustStatement[]
    | readonly IdentityStatement[]
    | readonly ResourceStatement[]
    | readonly EndpointStatement[],
): string {
  // The version without which IAM reads variables as plain text.
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
