import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../lib/estate";
import { policyDocument, type ResourceStatement } from "./policy-document";

/** What an {@link EncryptionKey} must be told. */
export interface EncryptionKeyArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits; the account whose IAM policies decide who uses the key. */
  readonly accountId: string;
  /** What the key encrypts, as the end of its alias: `cluster`, `logs`. */
  readonly purpose: string;
  /** AWS services that use the key without an identity of ours. @default none */
  readonly services?: readonly ResourceStatement[];
}

/**
 * A key of one region for one purpose: rotated each year, kept for thirty days after somebody deletes it, and
 * protected, because what it encrypts is lost with it. About 1 USD a month, and 1 USD more after each of the first two
 * rotations.
 */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:security:EncryptionKey", name, args, opts);
    const { estate, region, purpose } = args;

    const key = new aws.kms.Key(
      name,
      {
        description: `${estateName(estate)}: ${purpose} in ${region}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        policy: keyPolicy(args),
        tags: tags(estate, region, name),
      },
      { parent: this, protect: true },
    );
    const alias = { name: keyAlias(estate, purpose), targetKeyId: key.keyId };
    new aws.kms.Alias(`${name}-alias`, alias, { parent: this });

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Name of a key, the same in every region: what a document names a key by before it is made. */
export function keyAlias(estate: Estate, purpose: string): string {
  return `alias/${estateName(estate)}-${purpose}`;
}

/** The account's IAM policies decide, besides the services that need the key in their own name. */
function keyPolicy({ accountId, services = [] }: EncryptionKeyArgs): string {
  const account: ResourceStatement = {
    Sid: "AccountDecidesByIam",
    Effect: "Allow",
    Principal: { AWS: [`arn:aws:iam::${accountId}:root`] },
    Action: ["kms:*"],
    Resource: ["*"],
  };
  return policyDocument([account, ...services]);
}

/** Lets CloudWatch Logs encrypt the log groups of one account in one region whose names begin with `prefix`. */
export function logsMayUseKey(region: string, accountId: string, prefix: string): ResourceStatement {
  return {
    Sid: "LogGroupsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: [`logs.${region}.amazonaws.com`] },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: ["*"],
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:${prefix}*`,
      },
    },
  };
}
