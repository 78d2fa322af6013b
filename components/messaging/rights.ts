import type { Queue, Service, Topic } from "../../config/model";
import { keyAlias } from "../security/encryption-key";
import type { Action, Condition, IdentityStatement, ResourceStatement } from "../security/policy-document";
import { estateName } from "../lib/estate";
import { messagesPurpose, queueArn, queueName, topicArn, topicName, type MessagePlace } from "./names";

/** What a service may do with messages: receive from the queues that it uses, send to what it publishes to, and nothing else. */
export function messageRights(
  place: MessagePlace,
  { uses, publishes }: Pick<Service, "publishes" | "uses">,
  { queues, topics }: { readonly queues: readonly Queue[]; readonly topics: readonly Topic[] },
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
  return statements.length === 0 ? [] : [...statements, useKey(place, sends)];
}

const receiving: readonly Action[] = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
];

function allow(Sid: string, Action: readonly Action[], Resource: readonly string[]): IdentityStatement {
  return { Sid, Effect: "Allow", Action, Resource };
}

/**
 * The region's key of messages, through SQS and SNS alone: who receives decrypts, who sends needs a data key as well. It
 * is named by its alias, because its ARN is known after `up` only. Source: Amazon SQS developer guide, "Key management".
 */
function useKey({ estate, account, region }: MessagePlace, sends: boolean): IdentityStatement {
  const Action: readonly Action[] = ["kms:Decrypt", ...(sends ? (["kms:GenerateDataKey"] as const) : [])];
  const keys = `arn:aws:kms:${region}:${account.id}:key/*`;
  return {
    ...allow("UseKey", Action, [keys]),
    Condition: {
      StringEquals: { "kms:ViaService": [`sns.${region}.amazonaws.com`, `sqs.${region}.amazonaws.com`] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(estate, messagesPurpose) },
    },
  };
}

/** Whoever it is: nothing is sent or received but over TLS. */
function tlsOnly(action: Action, arn: string): ResourceStatement {
  return {
    Sid: "PlainHttp",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: [action],
    Resource: [arn],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** Who may do what to a queue besides those whose role says so: the topics that it takes messages from may send. */
export function queuePolicy(arn: string, topicArns: readonly string[]): ResourceStatement[] {
  const topics: ResourceStatement = {
    Sid: "Topics",
    Effect: "Allow",
    Principal: { Service: ["sns.amazonaws.com"] },
    Action: ["sqs:SendMessage"],
    Resource: [arn],
    Condition: { ArnEquals: { "aws:SourceArn": topicArns } },
  };
  return [tlsOnly("sqs:*", arn), ...(topicArns.length > 0 ? [topics] : [])];
}

/** Who may do what to a topic: those whose role says so, over TLS. */
export function topicPolicy(arn: string): ResourceStatement[] {
  return [tlsOnly("sns:Publish", arn)];
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
  return [tlsOnly("sns:Publish", arn), alarms];
}

function ofOurAlarms({ estate, account, region }: MessagePlace): Condition {
  return {
    StringEquals: { "aws:SourceAccount": account.id },
    ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account.id}:alarm:${estateName(estate)}-*` },
  };
}

/**
 * What uses the key of messages in its own name: topics that hand messages to queues, and alarms that are told to a
 * topic. A queue or topic that such a service cannot encrypt for takes nothing from it, and says nothing. Sources: Amazon
 * SNS developer guide, "Key management", compatibility with AWS services; Amazon SQS developer guide, "Key management".
 */
export function keyUsers(place: MessagePlace): ResourceStatement[] {
  const { estate, account, region } = place;
  const topics = `arn:aws:sns:${region}:${account.id}:${estateName(estate)}-*`;
  return [
    {
      Sid: "TopicsOfThisEnvironment",
      Effect: "Allow",
      Principal: { Service: ["sns.amazonaws.com"] },
      Action: encrypting,
      Resource: ["*"],
      Condition: { ArnLike: { "aws:SourceArn": topics } },
    },
    alarmsMayUseKey(place),
  ];
}

const encrypting: readonly Action[] = ["kms:Decrypt", "kms:GenerateDataKey*"];

/** Lets the alarms of the environment encrypt what they tell to a topic. */
export function alarmsMayUseKey(place: MessagePlace): ResourceStatement {
  return {
    Sid: "AlarmsOfThisEnvironment",
    Effect: "Allow",
    Principal: { Service: ["cloudwatch.amazonaws.com"] },
    Action: encrypting,
    Resource: ["*"],
    Condition: ofOurAlarms(place),
  };
}
