import type { Bus, Queue, Service, Topic } from "../../config/model";
import { keyAlias } from "../security/encryption-key";
import { refusePlainHttp } from "../security/plain-http";
import {
  allow,
  type Action,
  type Condition,
  type IdentityStatement,
  type ResourceStatement,
  type ServiceName,
} from "../security/policy-document";
import { estateName } from "../lib/estate";
import {
  busArn,
  busName,
  messagesPurpose,
  queueArn,
  queueName,
  topicArn,
  topicName,
  type MessagePlace,
} from "./names";

/** What messages go by in a region. */
export interface Ways {
  /** The queues. */
  readonly queues: readonly Queue[];
  /** The topics. */
  readonly topics: readonly Topic[];
  /** The buses. */
  readonly buses: readonly Bus[];
}

/** What a service may do with messages: receive from the queues that it uses, send to what it publishes to, and nothing else. */
export function messageRights(
  place: MessagePlace,
  { name: service, uses, publishes }: Pick<Service, "name" | "publishes" | "uses">,
  { queues, topics, buses }: Ways,
): IdentityStatement[] {
  const { estate } = place;
  const queuesIn = (names: readonly string[]): string[] =>
    queues
      .filter(({ name }) => names.includes(name))
      .map(({ name }) => queueArn(place, queueName(estate, name)));
  const [received, sent] = [queuesIn(uses), queuesIn(publishes)];
  const published = topics
    .filter(({ name }) => publishes.includes(name))
    .map(({ name }) => topicArn(place, topicName(estate, name)));
  const sends = sent.length + published.length > 0;
  const statements = [
    allow("Receive", receiving, received),
    allow("Send", ["sqs:SendMessage", "sqs:GetQueueAttributes"], sent),
    allow("Publish", ["sns:Publish"], published),
  ].filter(({ Resource }) => Resource.length > 0);
  const events = buses
    .filter(({ name }) => publishes.includes(name))
    .map((bus, index) => putEvents(place, service, bus, index));
  return [...statements, ...events, ...(statements.length === 0 ? [] : [useKey(place, sends)])];
}

/**
 * Events of the bus's types, in the service's own name. The bus encrypts them by itself, so that the key is not asked for.
 * Sources: Amazon EventBridge user guide, "Using IAM policy conditions"; "Permissions for event buses", whose examples
 * condition `events:PutEvents` so.
 */
function putEvents(
  place: MessagePlace,
  service: string,
  { name, types }: Bus,
  index: number,
): IdentityStatement {
  const bus = busArn(place, busName(place.estate, name));
  return allow(`PutEvents${index + 1}`, ["events:PutEvents"], [bus], {
    StringEquals: { "events:source": service, "events:detail-type": types },
  });
}

const receiving: readonly Action[] = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
];

/**
 * The region's key of messages, through SQS and SNS alone: who receives decrypts, who sends needs a data key as well. It
 * is named by its alias, because its ARN is known after `up` only. Source: Amazon SQS developer guide, "Key management".
 */
function useKey({ estate, account, region }: MessagePlace, sends: boolean): IdentityStatement {
  const Action: readonly Action[] = ["kms:Decrypt", ...(sends ? (["kms:GenerateDataKey"] as const) : [])];
  const keys = `arn:aws:kms:${region}:${account.id}:key/*`;
  return allow("UseKey", Action, [keys], {
    StringEquals: { "kms:ViaService": [`sns.${region}.amazonaws.com`, `sqs.${region}.amazonaws.com`] },
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(estate, messagesPurpose) },
  });
}

/** Who sends to a queue in its own name, by ARN. */
export interface Senders {
  /** Topics that the queue takes messages from. @default none */
  readonly topics?: readonly string[];
  /** Rules that hand it events, or a bus whose dead letters it keeps. @default none */
  readonly events?: readonly string[];
}

/** Who may do what to a queue besides those whose role says so: the topics and rules that it takes messages from may send. */
export function queuePolicy(arn: string, { topics = [], events = [] }: Senders): ResourceStatement[] {
  const sends = (Sid: string, service: ServiceName, senders: readonly string[]): ResourceStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sqs:SendMessage"],
    Resource: [arn],
    Condition: { ArnEquals: { "aws:SourceArn": senders } },
  });
  return [
    refusePlainHttp("sqs:*", arn),
    ...(topics.length > 0 ? [sends("Topics", "sns.amazonaws.com", topics)] : []),
    ...(events.length > 0 ? [sends("Events", "events.amazonaws.com", events)] : []),
  ];
}

/** Who may do what to a topic: those whose role says so, over TLS. */
export function topicPolicy(arn: string): ResourceStatement[] {
  return [refusePlainHttp("sns:Publish", arn)];
}

/** Who may do what to the topic of alarms: the alarms of the environment, over TLS. */
export function alarmTopicPolicy(place: MessagePlace, arn: string): ResourceStatement[] {
  const alarms: ResourceStatement = {
    Sid: "Alarms",
    Effect: "Allow",
    Principal: { Service: ["cloudwatch.amazonaws.com"] },
    Action: ["sns:Publish"],
    Resource: [arn],
    Condition: ofOurAlarms(place),
  };
  return [refusePlainHttp("sns:Publish", arn), alarms];
}

/** Asked by an alarm of the environment. */
export function ofOurAlarms({ estate, account, region }: MessagePlace): Condition {
  return {
    StringEquals: { "aws:SourceAccount": account.id },
    ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account.id}:alarm:${estateName(estate)}-*` },
  };
}
