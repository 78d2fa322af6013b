import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Alerting, OffHours, Queue as QueueConfig, QueueSource } from "../../config/model";
import { policyDocument } from "../security/policy-document";
import type { Bus } from "./bus";
import { deliverEvents } from "./event-delivery";
import {
  deadLetterName,
  queueArn,
  queueName,
  ruleArn,
  topicArn,
  topicName,
  type MessagePlace,
} from "./names";
import { messageTags } from "./message-tags";
import { queueAlarms } from "./queue-alarms";
import { queuePolicy, type Senders } from "./rights";
import { deadLetterDays, hiddenSeconds, secondsOfDay } from "./times";
import type { Topic } from "./topic";

/** What a {@link Queue} must be told. */
export interface QueueArgs extends MessagePlace {
  /** The queue, as the stack file has it. */
  readonly queue: QueueConfig;
  /** Names of the services that empty it. */
  readonly readers: readonly string[];
  /** The region's topics by name, those that the queue takes messages from among them. */
  readonly topics: ReadonlyMap<string, Topic>;
  /** The region's buses by name, those that the queue takes events from among them. */
  readonly buses: ReadonlyMap<string, Bus>;
  /** Key of the region's messages. */
  readonly keyArn: pulumi.Input<string>;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** When its readers run. @default at every hour */
  readonly offHours?: OffHours | undefined;
  /** The topic that alarms are told to. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * A queue of one region, the queue of its dead letters, what it takes from topics and buses, and its alarms. A message is given out
 * until somebody deletes it; after so many times it is put aside, with what a topic or a bus could not deliver. At least once and
 * in no order, so who handles it must bear it twice. What is in it stays in its region. About 0.40 USD for a million
 * requests, and 0.20 USD a month for its two alarms.
 */
export class Queue extends pulumi.ComponentResource {
  constructor(name: string, args: QueueArgs, opts?: pulumi.ComponentResourceOptions) {
    const { topics, buses, ...inputs } = args;
    super("platform:messaging:Queue", name, inputs, opts);
    const { queue } = args;
    const senders = {
      topics: queue.sources.map(({ topic }) => topicArn(args, topicName(args.estate, topic))),
      events: queue.events.map(({ bus }) => ruleArn(args, bus, queue.name)),
    };

    const dead = new aws.sqs.Queue(`${name}-dead`, deadLetters(args, `${name}-dead`, senders), {
      parent: this,
      protect: true,
    });
    const live = new aws.sqs.Queue(name, messages(args, name, senders), {
      parent: this,
      protect: true,
      dependsOn: [dead],
    });
    for (const source of queue.sources) subscribe(this, name, source, args, live);
    for (const source of queue.events) deliverEvents(this, name, source, args, live);
    queueAlarms(this, name, args);

    this.registerOutputs({ summary: summary(args) });
  }
}

/** `takes order-events (order.placed) · emptied by cart-service · 5 tries, 4 days` */
function summary({ queue, readers }: QueueArgs): string {
  const from = [
    ...queue.sources.map(({ topic, types }) => ({ name: topic, types })),
    ...queue.events.map(({ bus, types }) => ({ name: bus, types })),
  ].map(({ name, types }) => `${name}${types.length > 0 ? ` (${types.join(", ")})` : ""}`);
  return [
    from.length > 0 ? `takes ${from.join(", ")}` : "takes what services send",
    readers.length > 0 ? `emptied by ${readers.join(", ")}` : "EMPTIED BY NOBODY",
    `${queue.maxReceives} tries, ${queue.retentionDays} days`,
  ].join(" · ");
}

/** What every queue has: its key, asked once in five minutes, a document without which it never is, and what it holds. */
function closed(args: QueueArgs, logicalName: string, name: string, senders: Senders): aws.sqs.QueueArgs {
  const { estate, region, queue, keyArn } = args;
  return {
    name,
    kmsMasterKeyId: keyArn,
    kmsDataKeyReusePeriodSeconds: 300,
    policy: policyDocument(queuePolicy(queueArn(args, name), senders)),
    tags: messageTags(estate, region, logicalName, queue),
  };
}

function messages(args: QueueArgs, logicalName: string, senders: Senders): aws.sqs.QueueArgs {
  const { estate, queue } = args;
  const dead = queueArn(args, deadLetterName(estate, queue.name));
  return {
    ...closed(args, logicalName, queueName(estate, queue.name), senders),
    visibilityTimeoutSeconds: hiddenSeconds(queue),
    messageRetentionSeconds: queue.retentionDays * secondsOfDay,
    // Waits for a message instead of answering that there is none: the longest that SQS does.
    receiveWaitTimeSeconds: 20,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: queue.maxReceives }),
  };
}

/** Only its own queue puts letters into it. */
function deadLetters(args: QueueArgs, logicalName: string, senders: Senders): aws.sqs.QueueArgs {
  const { estate, queue } = args;
  const sourceQueueArns = [queueArn(args, queueName(estate, queue.name))];
  return {
    ...closed(args, logicalName, deadLetterName(estate, queue.name), senders),
    messageRetentionSeconds: deadLetterDays * secondsOfDay,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns }),
  };
}

/** Messages come as they were published, chosen by their attribute `type`; what cannot be delivered is a dead letter. */
function subscribe(
  parent: Queue,
  name: string,
  { topic, types }: QueueSource,
  args: QueueArgs,
  live: aws.sqs.Queue,
): void {
  const { estate, queue, topics } = args;
  const source = topics.get(topic);
  if (source === undefined) throw new RangeError(`the region has no topic ${topic}`);
  new aws.sns.TopicSubscription(
    `${name}-${topic}`,
    {
      topic: source.arn,
      protocol: "sqs",
      endpoint: queueArn(args, queueName(estate, queue.name)),
      rawMessageDelivery: true,
      ...(types.length > 0 && {
        filterPolicy: JSON.stringify({ type: types }),
        filterPolicyScope: "MessageAttributes",
      }),
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(args, deadLetterName(estate, queue.name)),
      }),
    },
    { parent, dependsOn: [live] },
  );
}
