import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { logRetentionDays, retentionTag } from "../../backup/retention";
import { estateName, tags, type Estate } from "../../lib/estate";
import { EncryptionKey, logsMayUseKey } from "../../security/encryption-key";
import { logClasses } from "../log-classes";
import { deliveryRights, deliveryTrust } from "./flow-log-rights";

/** What {@link FlowLogs} must be told. */
export interface FlowLogsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits; the account that the network is in. */
  readonly accountId: string;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
}

/**
 * What a record says. The fields that AWS gives by default name the node where a pod sends or receives; `pkt-srcaddr` and
 * `pkt-dstaddr` name the pod. Source: Amazon VPC user guide, "Flow log records".
 */
const fields = [
  ...["version", "account-id", "interface-id", "subnet-id", "az-id"],
  ...["srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end"],
  ...["action", "log-status", "tcp-flags", "pkt-srcaddr", "pkt-dstaddr", "flow-direction", "traffic-path"],
];

/**
 * Longest time that one record covers, in seconds. The interfaces of nodes write one each minute whatever stands here,
 * because they are Nitro instances; for those of load balancers, NAT and endpoints ten minutes are enough, at a tenth of
 * the records. Source: Amazon VPC user guide, "Flow log basics".
 */
const aggregationSeconds = 600;

/**
 * A record of every connection in a network, accepted or refused, in a log group with a key of its own. About 0.50 USD a
 * gigabyte of records, the first 10 TB a month. The group's class is the standard one, twice as dear as that for
 * infrequent access, because only there a metric can be made of refused connections, and the class cannot be changed.
 */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:FlowLogs", name, args, opts);
    const { estate, region, vpcId } = args;

    const group = logGroup(this, args);
    const role = deliveryRole(this, args);
    new aws.ec2.FlowLog(
      name,
      {
        vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        logFormat: fields.map((field) => `\${${field}}`).join(" "),
        maxAggregationInterval: aggregationSeconds,
        iamRoleArn: role.arn,
        tags: tags(estate, region, name),
      },
      // A flow log that may not write yet gives up for a while instead of waiting.
      { parent: this, dependsOn: [role.rights] },
    );

    const days = logRetentionDays(logClasses.flows);
    this.registerOutputs({ summary: `every connection, kept for ${days} days as ${logClasses.flows}` });
  }
}

function logGroupName(estate: Estate): string {
  return `/aws/vpc/${estateName(estate)}/flows`;
}

function logGroup(parent: FlowLogs, args: FlowLogsArgs): aws.cloudwatch.LogGroup {
  const { estate, region, accountId } = args;
  const groupName = logGroupName(estate);
  const services = [logsMayUseKey(region, accountId, groupName)];
  const key = new EncryptionKey(
    `${region}-flow-logs-key`,
    { estate, region, accountId, purpose: "flow-logs", services },
    { parent },
  );
  const name = `${region}-flow-records`;
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: groupName,
      kmsKeyId: key.arn,
      retentionInDays: logRetentionDays(logClasses.flows),
      tags: { ...tags(estate, region, name), [retentionTag]: logClasses.flows },
    },
    { parent, protect: true },
  );
}

/** The role that the flow logs of one network write with, and what is settled once it may. */
function deliveryRole(
  parent: FlowLogs,
  args: FlowLogsArgs,
): { readonly arn: pulumi.Output<string>; readonly rights: pulumi.Resource } {
  const { estate, region, accountId } = args;
  const name = `${region}-flow-logs-role`;
  // Roles are global, so the region is part of the name that AWS sees, too.
  const awsName = `${estateName(estate)}-${region}-flow-logs`;
  const role = new aws.iam.Role(
    name,
    {
      name: awsName,
      assumeRolePolicy: deliveryTrust(region, accountId),
      tags: tags(estate, region, awsName),
    },
    { parent },
  );
  const policy = deliveryRights(region, accountId, logGroupName(estate));
  const rights = new aws.iam.RolePolicy(
    `${name}-rights`,
    { role: role.name, name: "write-flow-logs", policy },
    { parent },
  );
  return { arn: role.arn, rights };
}
