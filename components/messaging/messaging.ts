import * as pulumi from "@pulumi/pulumi";

import type {
  Alerting,
  Bus as BusConfig,
  OffHours,
  Queue as QueueConfig,
  Service,
  Topic as TopicConfig,
} from "../../config/model";
import { EncryptionKey } from "../security/encryption-key";
import { AlarmTopic } from "./alarm-topic";
import { Bus } from "./bus";
import { eventsKeyUsers, keyUsers } from "./key-users";
import { eventsPurpose, messagesPurpose, topicArn, topicName, type MessagePlace } from "./names";
import { Queue, type QueueArgs } from "./queue";
import { topicPolicy } from "./rights";
import { Topic } from "./topic";

/** What {@link Messaging} must be told. */
export interface MessagingArgs extends MessagePlace {
  /** The topics of every region. */
  readonly topics: readonly TopicConfig[];
  /** The buses of every region. */
  readonly buses: readonly BusConfig[];
  /** The queues of every region. */
  readonly queues: readonly QueueConfig[];
  /** The services, of which some send or receive messages. */
  readonly services: readonly Service[];
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** When the services run. @default at every hour */
  readonly offHours?: OffHours | undefined;
}

/**
 * The topics, buses and queues of one region, and the keys that encrypt them. They are the region's own: what is published in
 * a region is handled there, and what waits in a region that is lost waits until it is back. The keys take about 1 USD a month
 * each, whatever is sent.
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
    const { estate, account, region, queues, buses } = args;

    const key = new EncryptionKey(
      `${region}-messages-key`,
      { estate, region, accountId: account.id, purpose: messagesPurpose, services: keyUsers(args, buses) },
      { parent: this },
    );
    const topics = buildTopics(this, args, key.arn);
    const told = buildAlarmTopic(this, args, key.arn);
    buildQueues(this, args, { ...told, topics, buses: buildBuses(this, args, told) });

    const counts = [
      counted(queues.length, "queue"),
      counted(topics.size, "topic"),
      ...(buses.length > 0 ? [counted(buses.length, "bus")] : []),
    ];
    this.registerOutputs({ summary: counts.join(" · ") });
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : noun.endsWith("s") ? "es" : "s"}`;
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
  const build = ({ name, types, holds, permitted }: TopicConfig): Topic => {
    const called = topicName(estate, name);
    const statements = topicPolicy(topicArn(args, called));
    const held = { holds: [holds], permitted };
    return new Topic(
      `${region}-topic-${name}`,
      { estate, region, topicName: called, keyArn, statements, carries: types.join(", "), held },
      { parent },
    );
  };
  return new Map(topics.map((topic) => [topic.name, build(topic)]));
}

/** What queues and buses are made with. */
interface Told {
  readonly keyArn: pulumi.Output<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Queues and buses have alarms, topics have none. */
function buildAlarmTopic(parent: Messaging, args: MessagingArgs, keyArn: pulumi.Output<string>): Told {
  const { region, queues, buses, alerting } = args;
  if (queues.length + buses.length === 0) return { keyArn, alarmTopicArn: "" };
  const alarms = new AlarmTopic(`${region}-alarms`, { ...place(args), keyArn, alerting }, { parent });
  return { keyArn, alarmTopicArn: alarms.arn };
}

function buildBuses(
  parent: Messaging,
  args: MessagingArgs,
  { keyArn, alarmTopicArn }: Told,
): ReadonlyMap<string, Bus> {
  const { estate, account, region, buses, alerting } = args;
  if (buses.length === 0) return new Map();
  const key = new EncryptionKey(
    `${region}-events-key`,
    { estate, region, accountId: account.id, purpose: eventsPurpose, services: eventsKeyUsers(args, buses) },
    { parent },
  );
  const told = { eventsKeyArn: key.arn, messagesKeyArn: keyArn, alerting, alarmTopicArn };
  const build = (bus: BusConfig): Bus =>
    new Bus(`${region}-bus-${bus.name}`, { ...place(args), ...told, bus }, { parent });
  return new Map(buses.map((bus) => [bus.name, build(bus)]));
}

function buildQueues(
  parent: Messaging,
  args: MessagingArgs,
  told: Told & Pick<QueueArgs, "buses" | "topics">,
): void {
  const { region, queues, services, alerting, offHours } = args;
  for (const queue of queues) {
    const readers = services.filter(({ uses }) => uses.includes(queue.name)).map(({ name }) => name);
    new Queue(
      `${region}-queue-${queue.name}`,
      { ...place(args), ...told, queue, readers, alerting, offHours },
      { parent },
    );
  }
}
