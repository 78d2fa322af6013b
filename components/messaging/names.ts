import type { Account } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";

/** Where messages are: an account, in a region. */
export interface MessagePlace {
  /** The environment that they belong to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
}

/** What the keys of messages are for, as the end of their alias. */
export const messagesPurpose = "messages";

/** Name of a queue in AWS; no name of the stack file has an underscore, so that none is the queue of another's dead letters. */
export function queueName(estate: Estate, queue: string): string {
  return `${estateName(estate)}-${queue}`;
}

/** Name of the queue of what a queue could not get handled. */
export function deadLetterName(estate: Estate, queue: string): string {
  return `${queueName(estate, queue)}_dead`;
}

/** ARN of a queue by its name in AWS. */
export function queueArn({ account, region }: MessagePlace, name: string): string {
  return `arn:aws:sqs:${region}:${account.id}:${name}`;
}

/** Address of a queue, by which it is asked. */
export function queueUrl({ estate, account, region }: MessagePlace, queue: string): string {
  return `https://sqs.${region}.amazonaws.com/${account.id}/${queueName(estate, queue)}`;
}

/** Name of a topic in AWS. */
export function topicName(estate: Estate, topic: string): string {
  return `${estateName(estate)}-${topic}`;
}

/** Name of the topic of a region that alarms are told to; no topic of the stack file has an underscore. */
export function alarmTopicName(estate: Estate): string {
  return `${estateName(estate)}_alarms`;
}

/** ARN of a topic by its name in AWS. */
export function topicArn({ account, region }: MessagePlace, name: string): string {
  return `arn:aws:sns:${region}:${account.id}:${name}`;
}
