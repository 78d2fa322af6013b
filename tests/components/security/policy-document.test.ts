import {
  allow,
  policyDocument,
  type IdentityStatement,
  type ResourceStatement,
  type TrustStatement,
} from "../../../components/security/policy-document";

const read = {
  Sid: "Read",
  Effect: "Allow",
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::a/*"],
} as const;
const service = { Service: ["eks.amazonaws.com"] } as const;
const trust = { Sid: "Service", Effect: "Allow", Principal: service, Action: ["sts:AssumeRole"] } as const;

// Each line below is an error that `npm run types` must find: one that it does not find fails that command.
export const wrong: unknown[] = [
  // @ts-expect-error a trust says who
  { Sid: "A", Effect: "Allow", Action: ["sts:AssumeRole"] } satisfies TrustStatement,
  // @ts-expect-error a trust speaks of its role
  { ...trust, Resource: ["*"] } satisfies TrustStatement,
  // @ts-expect-error a role is taken by actions of STS
  { ...trust, Action: ["s3:GetObject"] } satisfies TrustStatement,
  // @ts-expect-error no role is for everybody
  { ...trust, Principal: { AWS: ["*"] } } satisfies TrustStatement,
  // @ts-expect-error a service has a name
  { ...trust, Principal: { Service: ["eks"] } } satisfies TrustStatement,
  // @ts-expect-error what a role may do, it may do to something
  { Sid: "A", Effect: "Allow", Action: ["s3:GetObject"] } satisfies IdentityStatement,
  // @ts-expect-error the role is the principal
  { ...read, Principal: service } satisfies IdentityStatement,
  // @ts-expect-error every action of all services is no action
  { ...read, Action: ["*"] } satisfies IdentityStatement,
  // @ts-expect-error an effect is one of two
  { ...read, Effect: "allow" } satisfies IdentityStatement,
  // @ts-expect-error a key's document says who
  read satisfies ResourceStatement,
  // @ts-expect-error there is no such operator
  { ...read, Condition: { StringEqual: { "aws:SourceAccount": "1" } } } satisfies IdentityStatement,
  // @ts-expect-error a flag is true or false
  { ...read, Condition: { Bool: { "aws:SecureTransport": "no" } } } satisfies IdentityStatement,
  // @ts-expect-error a number is compared with a number
  { ...read, Condition: { NumericLessThan: { "s3:TlsVersion": "old" } } } satisfies IdentityStatement,
  // @ts-expect-error a document has statements of one kind
  policyDocument([read, trust]),
];

describe("A policy document", () => {
  test("has the version that reads variables, and the statements as they were given", () => {
    expect(JSON.parse(policyDocument([read]))).toEqual({ Version: "2012-10-17", Statement: [read] });
  });
});

describe("An allowance", () => {
  test("is of what it is told, with a condition only where there is one", () => {
    const Condition = { Bool: { "aws:SecureTransport": "true" } } as const;
    expect(allow("Read", read.Action, read.Resource)).toStrictEqual(read);
    expect(allow("Read", read.Action, read.Resource, Condition)).toStrictEqual({ ...read, Condition });
  });

  test("says its condition last, as the documents that are deployed have it", () => {
    const condition = { Bool: { "aws:SecureTransport": "true" } } as const;
    expect(Object.keys(allow("Read", read.Action, read.Resource, condition))).toEqual([
      ...Object.keys(read),
      "Condition",
    ]);
  });
});
