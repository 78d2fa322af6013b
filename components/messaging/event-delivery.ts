import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { EventSource } from "../../config/model";
import { tags } from "../lib/estate";
import { messageAlarm } from "./message-alarm";
import { busName, deadLetterName, queueArn, queueName } from "./names";
import type { QueueArgs } from "./queue";
import { eventDays, secondsOfDay } from "./times";

/** How often EventBridge tries within the day that it tries at all: the most that it does. */
const mostAttempts = 185;

/**
 * Hands what a bus carries to a queue, as a whole: its id, type, source and detail. By the queue's own document and not by a
 * role, with which delivery to an encrypted queue may fail. What cannot be delivered within a day is a dead letter. Source:
 * Amazon EventBridge user guide, "Using resource-based policies".
 */
export function deliverEvents(
  parent: pulumi.Resource,
  name: string,
  source: EventSource,
  args: QueueArgs,
  live: pulumi.Resource,
): void {
  const { estate, region, queue, buses } = args;
  const bus = buses.get(source.bus);
  if (bus === undefined) throw new RangeError(`the region has no bus ${source.bus}`);
  const logicalName = `${name}-${source.bus}`;
  const rule = new aws.cloudwatch.EventRule(
    logicalName,
    {
      name: queue.name,
      description: `${source.types.length > 0 ? source.types.join(", ") : "everything"} to ${queue.name}`,
      eventBusName: bus.name,
      eventPattern: JSON.stringify(pattern(source, args)),
      tags: tags(estate, region, logicalName),
    },
    { parent },
  );
  new aws.cloudwatch.EventTarget(
    logicalName,
    {
      rule: rule.name,
      eventBusName: bus.name,
      targetId: "queue",
      arn: queueArn(args, queueName(estate, queue.name)),
      deadLetterConfig: { arn: queueArn(args, deadLetterName(estate, queue.name)) },
      retryPolicy: { maximumEventAgeInSeconds: eventDays * secondsOfDay, maximumRetryAttempts: mostAttempts },
    },
    { parent, dependsOn: [live] },
  );
  lostAlarm(parent, logicalName, source, args);
}

/** A pattern must say something: every event has the account that it was put in. */
function pattern(
  { types }: EventSource,
  { account }: QueueArgs,
): Readonly<Record<string, readonly string[]>> {
  return types.length > 0 ? { "detail-type": types } : { account: [account.id] };
}

/**
 * Tells of events that neither reached the queue nor its dead letters, whose alarm tells of the others. Source: Amazon
 * EventBridge user guide, "Monitoring Amazon EventBridge".
 */
function lostAlarm(parent: pulumi.Resource, logicalName: string, source: EventSource, args: QueueArgs): void {
  const { estate, region, queue, alerting, alarmTopicArn } = args;
  const dimensions = { EventBusName: busName(estate, source.bus), RuleName: queue.name };
  const count = (id: string, metricName: string) => ({
    id,
    metric: { namespace: "AWS/Events", metricName, dimensions, stat: "Sum", period: 60 },
  });
  messageAlarm(parent, `${logicalName}-lost`, {
    ...{ estate, region, alerting, alarmTopicArn },
    about: `${queueName(estate, queue.name)}_${source.bus}`,
    alarm: "EventsLost",
    measured: {
      metricQueries: [
        count("failed", "FailedInvocations"),
        count("unkept", "InvocationsFailedToBeSentToDlq"),
        {
          id: "lost",
          label: "events that were lost",
          expression: "FILL(failed, 0) + FILL(unkept, 0)",
          returnData: true,
        },
      ],
    },
    threshold: 0,
    minutes: 1,
    text: `Events of ${source.bus} did not reach ${queue.name}, and are not put aside.`,
  });
}
