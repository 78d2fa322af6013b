import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Alerting } from "../../config/model";
import { estateName, tags, type Estate } from "../lib/estate";
import { AlarmTopic } from "../messaging/alarm-topic";
import { alarmsMayUseKey } from "../messaging/key-users";
import { logClasses } from "../region/log-classes";
import { EncryptionKey, logsMayUseKey } from "../security/encryption-key";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { AccessLogs } from "../storage/access-logs";
import { storesPurpose } from "./names";
import { accessLogsPurpose, bucketName } from "./objects/names";

/** What a {@link StoreRegion} must be told. */
export interface StoreRegionArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** Whether a store there copies from another region, or to one: its lag is then told. */
  readonly isWatched: boolean;
  /** Whether there are buckets, of which it is logged who asked what. */
  readonly hasBuckets: boolean;
}

/** Where alarms about stores are told. */
export interface StoreAlarms {
  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;
  /** Address below which the runbooks are read. */
  readonly runbooks: string;
}

/**
 * What the stores of one region share: the key that encrypts them, the role that reports on their machines, where alarms
 * are told, and where it is logged who asked their buckets.
 */
export class StoreRegion extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly keyArn: pulumi.Output<string>;
  /** ARN of the role by which RDS writes the metrics of its machines. */
  public readonly monitoringRoleArn: pulumi.Output<string>;
  /** Where alarms are told; absent where there is nothing to tell. */
  public readonly alarms?: StoreAlarms;
  /** Where it is logged who asked its buckets; absent where there are none. */
  public readonly accessLogs?: AccessLogs;

  constructor(name: string, args: StoreRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:store:StoreRegion", name, args, opts);
    const { estate, account, region, isWatched, hasBuckets } = args;

    const key = new EncryptionKey(
      `${region}-stores-key`,
      { estate, region, accountId: account.id, purpose: storesPurpose, services: keyUsers(args) },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.monitoringRoleArn = monitoringRole(this, args);
    if (isWatched) this.alarms = alarmsOf(this, args, key.arn);
    if (hasBuckets) this.accessLogs = accessLogsOf(this, args);

    this.registerOutputs({ summary: "one key for its stores" });
  }
}

/** What stores of ours call their log groups; AWS writes to all but the last by names of its own making. */
export function logPrefixes(
  estate: Estate,
): Readonly<Record<"Relational" | "ProxiedRelational" | "Document" | "Cache", string>> {
  const name = estateName(estate);
  return {
    Relational: `/aws/rds/cluster/${name}-`,
    ProxiedRelational: `/aws/rds/proxy/${name}-`,
    Document: `/aws/docdb/${name}-`,
    Cache: `/aws/elasticache/${name}-`,
  };
}

/** A topic of its own: that of queues is there with queues alone, and has another key. */
function alarmsOf(
  parent: StoreRegion,
  { estate, account, region, alerting }: StoreRegionArgs,
  keyArn: pulumi.Output<string>,
): StoreAlarms {
  const args = { estate, account, region, alerting, keyArn, topicName: `${estateName(estate)}_store-alarms` };
  const { arn: topicArn } = new AlarmTopic(`${region}-store-alarms`, args, { parent });
  return { topicArn, runbooks: alerting.runbooks };
}

/** Of its buckets of objects, apart from those of backups, which are kept for longer. */
function accessLogsOf(parent: StoreRegion, args: StoreRegionArgs): AccessLogs {
  const { estate, region, account } = args;
  return new AccessLogs(
    `${region}-access-logs`,
    {
      ...{ estate, region, accountId: account.id, bucketName: bucketName(args, accessLogsPurpose) },
      ...{ holds: logClasses.objects, says: "who asked what", policy: "tls" },
    },
    { parent },
  );
}

function keyUsers(args: StoreRegionArgs): ResourceStatement[] {
  return [...logWriters(args), ...(args.isWatched ? [alarmsMayUseKey(args)] : [])];
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
