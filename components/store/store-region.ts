import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../config/model";
import { estateName, tags, type Estate } from "../lib/estate";
import { EncryptionKey, logsMayUseKey } from "../security/encryption-key";
import { policyDocument, type ResourceStatement } from "../security/policy-document";

/** What a {@link StoreRegion} must be told. */
export interface StoreRegionArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
}

/** What the stores of one region share: the key that encrypts them, and the role that reports on their machines. */
export class StoreRegion extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly keyArn: pulumi.Output<string>;
  /** ARN of the role by which RDS writes the metrics of its machines. */
  public readonly monitoringRoleArn: pulumi.Output<string>;

  constructor(name: string, args: StoreRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:store:StoreRegion", name, args, opts);
    const { estate, account, region } = args;

    const key = new EncryptionKey(
      `${region}-stores-key`,
      { estate, region, accountId: account.id, purpose: "stores", services: logWriters(args) },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.monitoringRoleArn = monitoringRole(this, args);

    this.registerOutputs({ summary: "one key for its stores" });
  }
}

/** What stores of ours call their log groups; AWS writes to the first two by names of its own making. */
export function logPrefixes(estate: Estate): Readonly<Record<"Relational" | "Document" | "Cache", string>> {
  const name = estateName(estate);
  return {
    Relational: `/aws/rds/cluster/${name}-`,
    Document: `/aws/docdb/${name}-`,
    Cache: `/aws/elasticache/${name}-`,
  };
}

function logWriters({ estate, account, region }: StoreRegionArgs): ResourceStatement[] {
  return Object.entries(logPrefixes(estate)).map(([kind, prefix]) => ({
    ...logsMayUseKey(region, account.id, prefix),
    Sid: `LogGroupsOf${kind}Stores`,
  }));
}

/**
 * RDS takes the role to write the metrics of its machines. Source: Amazon Aurora user guide, "Setting up and enabling
 * Enhanced Monitoring".
 */
function monitoringRole(
  parent: StoreRegion,
  { estate, account, region }: StoreRegionArgs,
): pulumi.Output<string> {
  const name = `${region}-stores-monitoring`;
  // Roles are global, so the region is part of the name that AWS sees, too.
  const awsName = `${estateName(estate)}-${region}-store-monitoring`;
  const trust = policyDocument([
    {
      Sid: "Rds",
      Effect: "Allow",
      Principal: { Service: ["monitoring.rds.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": `arn:aws:rds:${region}:${account.id}:db:${estateName(estate)}-*` },
      },
    },
  ]);
  const role = new aws.iam.Role(
    name,
    { name: awsName, assumeRolePolicy: trust, tags: tags(estate, region, awsName) },
    { parent },
  );
  const rights = new aws.iam.RolePolicyAttachment(
    `${name}-rights`,
    {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    },
    { parent },
  );
  // Known once its rights are there: an instance whose role may not write yet is refused.
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}
