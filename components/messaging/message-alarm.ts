import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Alerting } from "../../config/model";
import type { Estate } from "../lib/estate";
import { metricAlarm } from "../lib/metric-alarm";

/** Names of the alarms about messages; each has a page in `docs/runbooks`. */
export const messageAlarmNames = ["QueueMessagesOld", "DeadLetters", "EventsLost"] as const;

/** What {@link messageAlarm} must be told. */
export interface MessageAlarm {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** What is wrong, and the name of its runbook. */
  readonly alarm: (typeof messageAlarmNames)[number];
  /** Name in AWS of what it is about. */
  readonly about: string;
  /** What CloudWatch measures. */
  readonly measured: Partial<aws.cloudwatch.MetricAlarmArgs>;
  /** The most that is well. */
  readonly threshold: number;
  /** Minutes for which it must be more. */
  readonly minutes: number;
  /** What is wrong then. */
  readonly text: string;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** The topic that alarms are told to. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * An alarm of CloudWatch, which measures queues and buses and tells; about 0.10 USD a month for each metric of it. What is
 * not measured is well: a queue that nobody has used for six hours, a rule that nothing has matched. Source: Amazon SQS
 * developer guide, "Available CloudWatch metrics".
 */
export function messageAlarm(parent: pulumi.Resource, logicalName: string, args: MessageAlarm): void {
  const { estate, region, alarm, about, measured, threshold, minutes, text, alerting, alarmTopicArn } = args;
  metricAlarm(
    logicalName,
    {
      ...{ estate, region, text, measured, threshold },
      alarmName: `${about}_${alarm}`,
      runbook: `${alerting.runbooks}/${alarm}.md`,
      topicArn: alarmTopicArn,
      times: minutes,
    },
    { parent },
  );
}

/** A metric of a queue, each minute. */
export function ofQueue(metricName: string, queue: string) {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName: queue }, period: 60 };
}

/** The most of a queue's metric within a minute. */
export function mostOfQueue(metricName: string, queue: string): Partial<aws.cloudwatch.MetricAlarmArgs> {
  return { ...ofQueue(metricName, queue), statistic: "Maximum" };
}
