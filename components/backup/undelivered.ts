import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { metricAlarm } from "../lib/metric-alarm";
import { refusePlainHttp } from "../security/plain-http";
import { policyDocument } from "../security/policy-document";
import { alarmClass, retentionTag } from "./retention";

/** What {@link undeliveredQueue} must be told. */
export interface UndeliveredArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Key of the region, which events may use. */
  readonly keyArn: pulumi.Input<string>;
  /** Name of the queue. */
  readonly called: string;
  /** Beginning of the names of the rules that may send to it. */
  readonly rules: string;
}

/** Longest time that SQS keeps a message: 14 days. Source: Amazon SQS API reference, "SetQueueAttributes". */
const keptSeconds = 14 * 86_400;

/**
 * Where an event is kept that could not be told, such as to a topic whose policy somebody changed: one queue of a region,
 * free of charge at this rate. No queue may put its own dead letters there.
 */
export function undeliveredQueue(
  name: string,
  { estate, region, accountId, keyArn, called, rules }: UndeliveredArgs,
  opts: pulumi.CustomResourceOptions,
): { readonly arn: string; readonly queue: pulumi.Resource } {
  const arn = `arn:aws:sqs:${region}:${accountId}:${called}`;
  const queue = new aws.sqs.Queue(
    name,
    {
      name: called,
      kmsMasterKeyId: keyArn,
      messageRetentionSeconds: keptSeconds,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
      policy: mayKeep(arn, `arn:aws:events:${region}:${accountId}:rule/${rules}-*`),
      tags: { ...tags(estate, region, name), [retentionTag]: alarmClass },
    },
    { ...opts, protect: true },
  );
  return { arn, queue };
}

/** Source: Amazon EventBridge user guide, "Using dead-letter queues to process undelivered events". */
function mayKeep(arn: string, rules: string): string {
  return policyDocument([
    {
      Sid: "EventsThatAreNotDelivered",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["sqs:SendMessage"],
      Resource: [arn],
      Condition: { ArnLike: { "aws:SourceArn": rules } },
    },
    refusePlainHttp("sqs:*", arn),
  ]);
}

/**
 * An alarm while anything is in the queue: a failure of a backup of which nobody was told. It speaks by CloudWatch, which needs
 * none of what EventBridge lacked then. About 0.10 USD a month.
 */
export function undeliveredAlarm(
  name: string,
  {
    estate,
    region,
    called,
    topicArn,
    runbooks,
  }: Pick<UndeliveredArgs, "called" | "estate" | "region"> & {
    /** ARN of the topic that is told. */
    readonly topicArn: string;
    /** Address below which the runbooks are read. */
    readonly runbooks: string;
  },
  opts: pulumi.CustomResourceOptions,
): void {
  metricAlarm(
    name,
    {
      ...{ estate, region, topicArn, threshold: 0, times: 1 },
      alarmName: called,
      text: `Events are in ${called}, of which nobody was told.`,
      runbook: `${runbooks}/BackupFailed.md`,
      measured: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: called },
        statistic: "Maximum",
        period: 300,
      },
    },
    opts,
  );
}
