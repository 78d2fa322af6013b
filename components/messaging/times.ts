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

/** Seconds of a day. */
export const secondsOfDay = 86_400;
