import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags } from "../lib/estate";
import { whileAwake } from "../off-hours/while-awake";
import { deadLetterName, queueName } from "./names";
import type { QueueArgs } from "./queue";

/** An alarm about a queue. */
interface QueueAlarm {
  /** Its name, and that of its runbook. */
  readonly alarm: "DeadLetters" | "QueueMessagesOld";
  /** What CloudWatch measures. */
  readonly metricName: "ApproximateAgeOfOldestMessage" | "ApproximateNumberOfMessagesVisible";
  /** Name of the queue in AWS that is measured. */
  readonly queue: string;
  /** The most that is well. */
  readonly threshold: number;
  /** Minutes for which it must be more. */
  readonly minutes: number;
  /** What is wrong then. */
  readonly text: string;
}

/** Names of the alarms about queues; each has a page in `docs/runbooks`. */
export const queueAlarmNames = ["QueueMessagesOld", "DeadLetters"] as const;

/**
 * CloudWatch measures queues and tells; Prometheus does not see them. A queue that nobody has used for six hours is not
 * measured, and is well. Source: Amazon SQS developer guide, "Available CloudWatch metrics".
 */
export function queueAlarms(parent: pulumi.Resource, name: string, args: QueueArgs): void {
  const { estate, region, alerting, alarmTopicArn } = args;
  for (const { alarm, metricName, queue, threshold, minutes, text } of alarmsOf(args)) {
    const alarmName = `${queueName(estate, args.queue.name)}_${alarm}`;
    const logicalName = `${name}-${alarm === "DeadLetters" ? "dead-letters" : "old"}`;
    new aws.cloudwatch.MetricAlarm(
      logicalName,
      {
        name: alarmName,
        alarmDescription: `${text} ${alerting.runbooks}/${alarm}.md`,
        ...measured(metricName, queue, alarm === "QueueMessagesOld" ? args : {}),
        evaluationPeriods: minutes,
        comparisonOperator: "GreaterThanThreshold",
        threshold,
        treatMissingData: "notBreaching",
        alarmActions: [alarmTopicArn],
        okActions: [alarmTopicArn],
        tags: tags(estate, region, logicalName),
      },
      { parent },
    );
  }
}

/**
 * What is measured each minute. The age of messages counts while somebody is there to handle them, from so long after
 * services woke as it may grow; the rest of the week it is missing, which is well.
 */
function measured(
  metricName: string,
  QueueName: string,
  { offHours, queue }: Partial<Pick<QueueArgs, "offHours" | "queue">>,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const what = { namespace: "AWS/SQS", metricName, dimensions: { QueueName } };
  const how = { period: 60 };
  if (offHours === undefined || queue === undefined) return { ...what, statistic: "Maximum", ...how };
  const expression = whileAwake("age", offHours, queue.alarmAgeSeconds);
  return {
    metricQueries: [
      { id: "age", metric: { ...what, stat: "Maximum", ...how } },
      { id: "awake", label: `${metricName}, while services run`, expression, returnData: true },
    ],
  };
}

function alarmsOf({ estate, queue: { name, alarmAgeSeconds } }: QueueArgs): QueueAlarm[] {
  return [
    {
      alarm: "QueueMessagesOld",
      metricName: "ApproximateAgeOfOldestMessage",
      queue: queueName(estate, name),
      threshold: alarmAgeSeconds,
      // The age says it already; a few minutes more keep a single late measure from telling.
      minutes: 3,
      text: `Messages of ${name} wait longer than ${alarmAgeSeconds} seconds.`,
    },
    {
      alarm: "DeadLetters",
      metricName: "ApproximateNumberOfMessagesVisible",
      queue: deadLetterName(estate, name),
      threshold: 0,
      minutes: 1,
      text: `Messages of ${name} could not be handled, or not be delivered.`,
    },
  ];
}
