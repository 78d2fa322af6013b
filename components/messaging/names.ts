import type { Account } from "../../config/model";
import { shortened } from "../lib/shortened";
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

/** What the keys of buses and their archives are for, as the end of their alias. */
export const eventsPurpose = "events";

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

/** Name of a bus in AWS. */
export function busName(estate: Estate, bus: string): string {
  return `${estateName(estate)}-${bus}`;
}

/** ARN of a bus by its name in AWS. */
export function busArn({ account, region }: MessagePlace, name: string): string {
  return `arn:aws:events:${region}:${account.id}:event-bus/${name}`;
}

/** ARN of the rule by which a queue takes events from a bus; it is called as the queue in the stack file. */
export function ruleArn({ estate, account, region }: MessagePlace, bus: string, queue: string): string {
  return `arn:aws:events:${region}:${account.id}:rule/${busName(estate, bus)}/${queue}`;
}

/** The longest name that EventBridge gives an archive. */
const longestArchiveName = 48;

/** Name of the archive of a bus. */
export function archiveName(estate: Estate, bus: string): string {
  return shortened(`${estateName(estate)}-`, bus, longestArchiveName);
}
