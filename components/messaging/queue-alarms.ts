import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { whileAwake } from "../off-hours/while-awake";
import { messageAlarm, mostOfQueue, ofQueue } from "./message-alarm";
import { deadLetterName, queueName } from "./names";
import type { QueueArgs } from "./queue";

/** Tells of messages that wait for too long, and of those that are put aside. */
export function queueAlarms(parent: pulumi.Resource, name: string, args: QueueArgs): void {
  const { estate, region, queue, alerting, alarmTopicArn } = args;
  const common = { estate, region, alerting, alarmTopicArn, about: queueName(estate, queue.name) };
  messageAlarm(parent, `${name}-old`, {
    ...common,
    alarm: "QueueMessagesOld",
    measured: age(args),
    threshold: queue.alarmAgeSeconds,
    // The age says it already; a few minutes more keep a single late measure from telling.
    minutes: 3,
    text: `Messages of ${queue.name} wait longer than ${queue.alarmAgeSeconds} seconds.`,
  });
  messageAlarm(parent, `${name}-dead-letters`, {
    ...common,
    alarm: "DeadLetters",
    measured: mostOfQueue("ApproximateNumberOfMessagesVisible", deadLetterName(estate, queue.name)),
    threshold: 0,
    minutes: 1,
    text: `Messages of ${queue.name} could not be handled, or not be delivered.`,
  });
}

/**
 * The age of the oldest message. It counts while somebody is there to handle it, from so long after services woke as it may
 * grow; the rest of the week it is missing, which is well.
 */
function age({ estate, queue, offHours }: QueueArgs): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const [metricName, name] = ["ApproximateAgeOfOldestMessage", queueName(estate, queue.name)];
  if (offHours === undefined) return mostOfQueue(metricName, name);
  const expression = whileAwake("age", offHours, queue.alarmAgeSeconds);
  return {
    metricQueries: [
      { id: "age", metric: { ...ofQueue(metricName, name), stat: "Maximum" } },
      { id: "awake", label: "age of the oldest message, while services run", expression, returnData: true },
    ],
  };
}
