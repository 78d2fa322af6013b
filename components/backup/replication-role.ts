import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../lib/estate";
import { policyDocument, type IdentityStatement } from "../security/policy-document";
import { replicationRights, type ReplicationKey, type ReplicationSide } from "./replication";

/** What a {@link ReplicationRole} must be told. */
export interface ReplicationRoleArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** What is backed up: `orders`. */
  readonly purpose: string;
  /** What is read. */
  readonly from: ReplicationSide;
  /** What is written. */
  readonly to: ReplicationSide;
  /** What encrypts both. */
  readonly key: ReplicationKey;
}

/** The role that S3 takes to copy from one bucket of a pair to the other, with just the rights for that. */
export class ReplicationRole extends pulumi.ComponentResource {
  /** ARN of the role, known once its rights are there. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ReplicationRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:ReplicationRole", name, args, opts);
    const { estate, purpose, from, to, key } = args;

    const statements = replicationRights(key, from, to);
    this.arn = replicationRole(this, name, { estate, purpose, region: from.region, statements });
    this.registerOutputs({ arn: this.arn });
  }
}

/** What {@link replicationRole} must be told. */
export interface ReplicationRights extends Pick<ReplicationRoleArgs, "estate" | "purpose"> {
  /** Region that it is counted to. */
  readonly region: string;
  /** What S3 may do with it. */
  readonly statements: readonly IdentityStatement[];
}

/** The role alone: its ARN, known once its rights are there. */
export function replicationRole(
  parent: pulumi.Resource,
  name: string,
  { estate, purpose, region, statements }: ReplicationRights,
): pulumi.Output<string> {
  // Roles are global, and what is copied is what is unique about this one.
  const roleName = `${estateName(estate)}-${purpose}-replication`;
  const role = new aws.iam.Role(
    name,
    { name: roleName, assumeRolePolicy: trust, tags: tags(estate, region, roleName) },
    { parent },
  );
  const rights = new aws.iam.RolePolicy(
    `${name}-rights`,
    { role: role.name, policy: policyDocument(statements) },
    { parent },
  );
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

/**
 * S3 takes the role. AWS documents no source condition for replication, and one that S3 does not send would stop every
 * copy; what the role may do is limited to this pair instead.
 */
const trust = policyDocument([
  {
    Sid: "S3",
    Effect: "Allow",
    Principal: { Service: ["s3.amazonaws.com"] },
    Action: ["sts:AssumeRole"],
  },
]);
