import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../../lib/estate";
import { policyDocument } from "../../security/policy-document";

/** What a {@link BackupRole} must be told. */
export interface BackupRoleArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region, part of the role's name. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** AWS's own policies for what the role does: nobody else can name every action of every kind of store. */
const policies = [
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
];

/** The role that AWS Backup takes in one region, to back up and to try restores. */
export class BackupRole extends pulumi.ComponentResource {
  /** ARN of the role, known once its rights are there. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BackupRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:BackupRole", name, args, opts);
    const { estate, region } = args;
    const called = `${estateName(estate)}-${region}-backup`;

    const role = new aws.iam.Role(
      name,
      { name: called, assumeRolePolicy: trust(args), tags: tags(estate, region, called) },
      { parent: this },
    );
    const attached = policies.map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${policy.replace("service-role/", "")}`,
          { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
          { parent: this },
        ),
    );

    this.arn = pulumi.all([role.arn, pulumi.all(attached.map(({ id }) => id))]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}

function trust({ accountId }: BackupRoleArgs): string {
  return policyDocument([
    {
      Sid: "BackupsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: ["backup.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ]);
}
