import { policyDocument } from "../policy-document";
import type { Resource } from "../resource";
import type { Value } from "../value";

/** What a document is attached to, which decides what a statement of it means and how long it may be. */
export type PolicyKind = "bucket" | "endpoint" | "identity" | "key" | "managed" | "resource" | "trust";

/** Where one kind of resource keeps a policy document. */
interface Place {
  /** What the document is attached to. */
  readonly kind: PolicyKind;
  /** Keys to the document; `*` stands for each element of a list. */
  readonly keys: readonly string[];
}

const policy = (kind: PolicyKind): readonly Place[] => [{ kind, keys: ["policy"] }];

/** Every place for a policy document in the kinds of resource that the platform may have, by type token. */
export const policyPlaces: Readonly<Record<string, readonly Place[]>> = {
  "aws:iam/role:Role": [
    { kind: "trust", keys: ["assumeRolePolicy"] },
    { kind: "identity", keys: ["inlinePolicies", "*", "policy"] },
  ],
  "aws:iam/rolePolicy:RolePolicy": policy("identity"),
  "aws:iam/userPolicy:UserPolicy": policy("identity"),
  "aws:iam/groupPolicy:GroupPolicy": policy("identity"),
  "aws:iam/policy:Policy": policy("managed"),
  "aws:kms/key:Key": policy("key"),
  "aws:kms/replicaKey:ReplicaKey": policy("key"),
  "aws:kms/keyPolicy:KeyPolicy": policy("key"),
  "aws:s3/bucketPolicy:BucketPolicy": policy("bucket"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": policy("endpoint"),
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": policy("endpoint"),
  "aws:backup/vaultPolicy:VaultPolicy": policy("resource"),
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": policy("resource"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [{ kind: "resource", keys: ["policyDocument"] }],
  "aws:ecr/registryPolicy:RegistryPolicy": policy("resource"),
  "aws:ecr/repositoryPolicy:RepositoryPolicy": policy("resource"),
  "aws:secretsmanager/secret:Secret": policy("resource"),
  "aws:secretsmanager/secretPolicy:SecretPolicy": policy("resource"),
  "aws:sns/topic:Topic": policy("resource"),
  "aws:sns/topicPolicy:TopicPolicy": policy("resource"),
  "aws:sqs/queue:Queue": policy("resource"),
  "aws:sqs/queuePolicy:QueuePolicy": policy("resource"),
};

/** A document, and what it is attached to. */
export interface PlacedDocument {
  /** What it is attached to. */
  readonly kind: PolicyKind;
  /** The property as it stands: a text, or an object. */
  readonly raw: Value;
  /** The document in it. */
  readonly document: Value;
}

/** The documents that somebody set on a resource. */
export function documentsOf({ type, properties }: Resource): readonly PlacedDocument[] {
  return (policyPlaces[type] ?? []).flatMap(({ kind, keys }) =>
    valuesAt(properties, keys)
      .filter(({ present }) => present)
      .map((raw) => ({ kind, raw, document: policyDocument(raw) })),
  );
}

function valuesAt(value: Value, keys: readonly string[]): readonly Value[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [value];
  const next = key === "*" ? value.items() : [value.at(key)];
  return next.flatMap((one) => valuesAt(one, rest));
}
