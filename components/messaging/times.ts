import type { Queue } from "../../config/model";

/**
 * Seconds for which a message is hidden from others once it was received: twice the time that its handling takes, so that
 * a slow one is not handled a second time while the first goes on.
 */
export function hiddenSeconds({ handlingSeconds }: Pick<Queue, "handlingSeconds">): number {
  return 2 * handlingSeconds;
}

/** Days for which dead letters are kept: the longest that SQS keeps anything. Their age counts from when they were sent. */
export const deadLetterDays = 14;

/**
 * Days for which SNS tries to hand a message to a queue, before the message is a dead letter. Source: Amazon SNS developer
 * guide, "Message delivery retries".
 */
const topicDays = 23;

/** Days for which a bus tries to hand an event to a queue; what it cannot by then is a dead letter. */
export const eventDays = 1;

/** The most days after which what was published is gone: tried for as long as a topic does, and then a dead letter. */
export const longestTopicDays = topicDays + deadLetterDays;

/** The most days after which an event is gone that a bus, or a replay of its archive, hands out. */
export const longestEventDays = eventDays + deadLetterDays;

/** Seconds of a day. */
export const secondsOfDay = 86_400;
