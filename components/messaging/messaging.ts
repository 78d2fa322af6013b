import * as pulumi from "@pulumi/pulumi";

import type { Alerting, Queue as QueueConfig, Service, Topic as TopicConfig } from "../../config/model";
import { EncryptionKey } from "../security/encryption-key";
import { AlarmTopic } from "./alarm-topic";
import { messagesPurpose, topicArn, topicName, type MessagePlace } from "./names";
import { Queue } from "./queue";
import { keyUsers, topicPolicy } from "./rights";
import { Topic } from "./topic";

/** What {@link Messaging} must be told. */
export interface MessagingArgs extends MessagePlace {
  /** The topics of every region. */
  readonly topics: readonly TopicConfig[];
  /** The queues of every region. */
  readonly queues: readonly QueueConfig[];
  /** The services, of which some send or receive messages. */
  readonly services: readonly Service[];
  /** How alerts are made. */
  readonly alerting: Alerting;
}

/**
 * The topics and queues of one region, and the key that encrypts them. They are the region's own: what is published in a region is handled there, and what waits in a region that is lost waits until it
 * is back. The key takes about 1 USD a month, whatever is sent.
 */
export class Messaging extends pulumi.ComponentResource {
  constructor(name: string, args: MessagingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { services, ...inputs } = args;
    super(
      "platform:messaging:Messaging",
      name,
      { ...inputs, services: services.map((one) => one.name) },
      opts,
    );
    const { estate, account, region, queues } = args;

    const key = new EncryptionKey(
      `${region}-messages-key`,
      { estate, region, accountId: account.id, purpose: messagesPurpose, services: keyUsers(args) },
      { parent: this },
    );
    const topics = buildTopics(this, args, key.arn);
    buildQueues(this, args, key.arn, topics);

    const counts = [counted(queues.length, "queue"), counted(topics.size, "topic")];
    this.registerOutputs({ summary: counts.join(" · ") });
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function place({ estate, account, region }: MessagingArgs): MessagePlace {
  return { estate, account, region };
}

function buildTopics(
  parent: Messaging,
  args: MessagingArgs,
  keyArn: pulumi.Output<string>,
): ReadonlyMap<string, Topic> {
  const { estate, region, topics } = args;
  const build = ({ name, types }: TopicConfig): Topic => {
    const called = topicName(estate, name);
    const statements = topicPolicy(topicArn(args, called));
    return new Topic(
      `${region}-topic-${name}`,
      { estate, region, topicName: called, keyArn, statements, carries: types.join(", ") },
      { parent },
    );
  };
  return new Map(topics.map((topic) => [topic.name, build(topic)]));
}

function buildQueues(
  parent: Messaging,
  args: MessagingArgs,
  keyArn: pulumi.Output<string>,
  topics: ReadonlyMap<string, Topic>,
): void {
  const { region, queues, services, alerting } = args;
  if (queues.length === 0) return;
  const alarms = new AlarmTopic(`${region}-alarms`, { ...place(args), keyArn, alerting }, { parent });
  for (const queue of queues) {
    const readers = services.filter(({ uses }) => uses.includes(queue.name)).map(({ name }) => name);
    new Queue(
      `${region}-queue-${queue.name}`,
      { ...place(args), queue, readers, topics, keyArn, alerting, alarmTopicArn: alarms.arn },
      { parent },
    );
  }
}
