import { policyPlaces, type PolicyKind } from "../../../policies/lib/iam/places";
import type { Declared, Properties } from "./fixture";

export const account = "111122223333";
export const root = `arn:aws:iam::${account}:root`;
export const role = `arn:aws:iam::${account}:role/shop`;
export const ours = { StringEquals: { "aws:PrincipalAccount": account } };
export const read: Properties = {
  Sid: "Read",
  Effect: "Allow",
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::a/*"],
};
export const text = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const inline = (...statements: readonly unknown[]): Declared => ({
  type: "aws:iam/rolePolicy:RolePolicy",
  properties: { policy: text(...statements) },
});
/** A document as an object, of which parts may be unknown. */
export const open = (type: string, key: string, statement: unknown): Declared => ({
  type,
  properties: { [key]: { Version: "2012-10-17", Statement: [statement] } },
});
export const key = (...statements: readonly unknown[]): Declared => ({
  type: "aws:kms/key:Key",
  properties: { policy: text(...statements) },
});
export const endpoint = (statement: unknown): Declared => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  properties: { policy: text(statement) },
});
export const bucket = (statement: unknown): Declared => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  properties: { policy: text(statement) },
});

/** A document of one statement in its place in a kind of resource. */
export function placed(type: string, statement: Properties): Declared {
  const place = policyPlaces[type]![0]!;
  const principal =
    place.kind === "identity" || place.kind === "managed" ? {} : { Principal: { AWS: [role] } };
  return { type, properties: { [place.keys[0]!]: text({ ...principal, ...statement }) } };
}
export const types = Object.keys(policyPlaces);
export const long = (kind: PolicyKind, size: number): Declared => {
  const type = types.find((one) => policyPlaces[one]![0]!.kind === kind)!;
  const empty = JSON.stringify(
    placed(type, { ...read, Resource: [""] }).properties![policyPlaces[type]![0]!.keys[0]!],
  );
  const taken = (JSON.parse(empty) as string).length;
  return placed(type, { ...read, Resource: ["a".repeat(size - taken)] });
};
export const passing = (
  resource: unknown,
  condition: unknown = { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
) => inline({ ...read, Action: ["iam:PassRole"], Resource: resource, Condition: condition });
export const everybody = { ...read, Principal: "*" };
export const logs = { ...read, Principal: { Service: ["logs.us-east-1.amazonaws.com"] } };
