import type { Bus } from "../../config/model";
import { estateName } from "../lib/estate";
import type { Action, ResourceStatement } from "../security/policy-document";
import { busArn, busName, queueArn, queueName, type MessagePlace } from "./names";
import { ofOurAlarms } from "./rights";

const use: readonly Action[] = ["kms:Decrypt", "kms:GenerateDataKey*"];

/**
 * What uses the key of messages in its own name: topics that hand messages to queues, alarms that are told to a topic, and
 * where there are buses those that hand events to queues. A queue or topic that such a service cannot encrypt for takes
 * nothing from it, and says nothing. Sources: Amazon SNS developer guide, "Key management", compatibility with AWS services;
 * Amazon SQS developer guide, "Key management".
 */
export function keyUsers(place: MessagePlace, buses: readonly Bus[]): ResourceStatement[] {
  const { estate, account, region } = place;
  const topics = `arn:aws:sns:${region}:${account.id}:${estateName(estate)}-*`;
  return [
    {
      Sid: "TopicsOfThisEnvironment",
      Effect: "Allow",
      Principal: { Service: ["sns.amazonaws.com"] },
      Action: use,
      Resource: ["*"],
      Condition: { ArnLike: { "aws:SourceArn": topics } },
    },
    alarmsMayUseKey(place),
    ...(buses.length > 0 ? [eventsIntoQueues(place)] : []),
  ];
}

/** Lets the alarms of the environment encrypt what they tell to a topic. */
export function alarmsMayUseKey(place: MessagePlace): ResourceStatement {
  return {
    Sid: "AlarmsOfThisEnvironment",
    Effect: "Allow",
    Principal: { Service: ["cloudwatch.amazonaws.com"] },
    Action: use,
    Resource: ["*"],
    Condition: ofOurAlarms(place),
  };
}

/**
 * Rules and buses of the environment, for its queues alone. The queue is told apart by what SQS binds each message's key to,
 * whoever asks: without that, any rule of the account could have the key used. That EventBridge says on whose behalf it asks
 * is what others rely on, and unproved here; where it did not, nothing would be delivered, and EventsLost would tell.
 */
function eventsIntoQueues(place: MessagePlace): ResourceStatement {
  const { estate, account, region } = place;
  const events = (what: string): string =>
    `arn:aws:events:${region}:${account.id}:${what}/${estateName(estate)}-*`;
  return {
    Sid: "EventsOfThisEnvironment",
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Action: use,
    Resource: ["*"],
    Condition: {
      ArnLike: { "aws:SourceArn": [events("rule"), events("event-bus")] },
      StringLike: { "kms:EncryptionContext:aws:sqs:arn": queueArn(place, queueName(estate, "*")) },
    },
  };
}

/**
 * What uses the key of events in its own name: the buses, and their archives, which are bound to the ARN of the bus as well
 * but do not say on whose behalf they ask. Source: Amazon EventBridge user guide, "Authorizing EventBridge to use a customer
 * managed key", and "Encrypting archives".
 */
export function eventsKeyUsers(place: MessagePlace, buses: readonly Bus[]): ResourceStatement[] {
  const arns = buses.map(({ name }) => busArn(place, busName(place.estate, name)));
  const events = {
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Resource: ["*"],
  } as const;
  return [
    {
      ...{ Sid: "BusesAndArchives", ...events },
      Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncrypt*"],
      Condition: { StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": arns } },
    },
    {
      ...{ Sid: "BusesLookAtTheKey", ...events },
      Action: ["kms:DescribeKey"],
      Condition: { StringEquals: { "aws:SourceAccount": place.account.id } },
    },
  ];
}
