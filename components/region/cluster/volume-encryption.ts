import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../../config/model";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { type Estate } from "../../lib/estate";
import { EncryptionKey } from "../../security/encryption-key";
import type { Action, Condition, Everybody, ResourceStatement } from "../../security/policy-document";
import { clusterRoleName } from "./cluster-roles";

/** What {@link VolumeEncryption} must be told. */
export interface VolumeEncryptionArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Who starts the region's nodes. */
  readonly compute: ComputeChoice;
}

/**
 * The key of a region's EBS volumes, and the setting that no volume of the account in the region is made without
 * encryption. The setting is the account's: whoever else makes volumes there gets the same key.
 */
export class VolumeEncryption extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: VolumeEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:VolumeEncryption", name, args, opts);
    const { estate, account, region } = args;

    const key = new EncryptionKey(
      `${region}-volumes-key`,
      { estate, region, accountId: account.id, purpose: "volumes", services: volumeUsers(args) },
      { parent: this },
    );
    const byDefault = new aws.ebs.EncryptionByDefault(
      `${region}-volumes-encrypted`,
      { enabled: true },
      { parent: this },
    );
    new aws.ebs.DefaultKmsKey(
      `${region}-volumes-default-key`,
      { keyArn: key.arn },
      { parent: this, dependsOn: [byDefault] },
    );

    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}

const use: readonly Action[] = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:DescribeKey",
];

/**
 * Who uses the key. Volumes are encrypted by EC2 for whoever asks it, as AWS's own key `aws/ebs` allows; besides, who
 * starts nodes needs the key in its own name: the cluster's role in Auto Mode, the service-linked role of EC2 Auto
 * Scaling in node groups. They are named by a condition, not as principals: KMS refuses a policy that names a role which
 * is not there yet. Sources: Amazon EKS user guide, "Enable EBS Volume Encryption with Customer Managed KMS Keys for EKS
 * Auto Mode" and "Create a storage class"; Amazon EC2 Auto Scaling user guide, "Required AWS KMS key policy for use with
 * encrypted volumes".
 */
export function volumeUsers({ estate, account, region, compute }: VolumeEncryptionArgs): ResourceStatement[] {
  const everybody: Everybody = { AWS: ["*"] };
  const starter = {
    auto: `arn:aws:iam::${account.id}:role/${clusterRoleName(estate, region)}`,
    "node-groups": `arn:aws:iam::${account.id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  }[compute];
  const isStarter = { ArnEquals: { "aws:PrincipalArn": starter } };
  const statement = (Sid: string, Action: readonly Action[], Condition: Condition): ResourceStatement => ({
    Sid,
    Effect: "Allow",
    Principal: everybody,
    Action,
    Resource: ["*"],
    Condition,
  });
  return [
    statement("VolumesOfThisAccount", [...use, "kms:CreateGrant"], {
      StringEquals: { "kms:CallerAccount": account.id, "kms:ViaService": `ec2.${region}.amazonaws.com` },
    }),
    statement("WhoStartsNodes", use, isStarter),
    statement("GrantsOfWhoStartsNodes", ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], {
      ...isStarter,
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}
