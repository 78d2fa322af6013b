import { z } from "zod";

import { endsByAge, retentionClasses, type RetentionClassName } from "../../components/backup/retention";
import { deadLetterDays, longestEventDays, longestTopicDays } from "../../components/messaging/times";
import { heldClassNames } from "./backup";
import { field } from "./field";

const type = z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/u);
const typesAllowed = "a list of 1 to 32 names in lower case, with dots and hyphens: [order.placed]";

/** Days for which an archive keeps events where the stack file does not say. */
const usualArchiveDays = 30;

/**
 * Classes of what messages may say that are gone after so many days: the longest time of the class bears that, and what is
 * of it ends by its age, as messages do. The shortest time binds none: a record is kept in its store, not in messages.
 */
function classesWithin(days: number): [RetentionClassName, ...RetentionClassName[]] {
  return heldClassNames.filter((name) => endsByAge(name) && retentionClasses[name].maximumDays >= days) as [
    RetentionClassName,
    ...RetentionClassName[],
  ];
}

/** What services tell each other is not yet a record, unless the stack file says that it is. */
function holds(description: string, days: number) {
  const names = classesWithin(days);
  return field(z.enum(names).default("operational-30d"), {
    description: `${description} It must be permitted in every region on AWS, each of which has one.`,
    allowed: names.join(", "),
    example: "personal-90d",
  });
}

/** A topic as it is written in the stack file. */
export const topicSchema = z.strictObject({
  types: field(z.array(type).min(1).max(32), {
    description:
      "Types of the messages that the topic carries. A publisher says the type in the message attribute `type`, by which " +
      "queues choose.",
    allowed: typesAllowed,
    example: ["order.placed", "order.cancelled"],
  }),
  holds: holds("Class of what its messages say, and so of what waits in its queues.", longestTopicDays),
});

/** A bus as it is written in the stack file. */
export const busSchema = z.strictObject({
  types: field(z.array(type).min(1).max(32), {
    description:
      "Types of the events that the bus carries. A publisher says the type in `DetailType` and its own name in `Source`, and " +
      "has no right to put any other.",
    allowed: typesAllowed,
    example: ["product.changed", "product.removed"],
  }),
  holds: holds(
    "Class of what its events say, and so of what is in its archive and waits in its queues.",
    usualArchiveDays + longestEventDays,
  ),
  archiveDays: field(z.int().min(1).max(365).default(usualArchiveDays), {
    description:
      "Days for which events are kept in the archive, from which they can be replayed. What is replayed on the last of them " +
      `may wait for ${longestEventDays} more; together they must not be longer than the class of \`holds\` may be kept.`,
    allowed: "a whole number from 1 to 365",
    example: usualArchiveDays,
  }),
});

const source = z.strictObject({
  types: field(z.array(type).min(1).max(32).optional(), {
    description: "Types of what the queue takes from there. Left out, it takes all.",
    allowed: typesAllowed,
    example: ["order.placed"],
  }),
});

/** The longest that a queue keeps a message, in days: what is put aside must be kept longer, and SQS keeps 14 at most. */
export const longestRetentionDays = 10;

/** A queue as it is written in the stack file. */
export const queueSchema = z.strictObject({
  handlingSeconds: field(z.int().min(1).max(3600).default(30), {
    description:
      "Longest time in which a service handles what it received at once, in seconds. A message is hidden from others for " +
      "twice as long, and then given out again.",
    allowed: "a whole number from 1 to 3600",
    example: 30,
  }),
  retentionDays: field(z.int().min(1).max(longestRetentionDays).default(4), {
    description: "Days for which a message waits before it is lost; what is put aside is kept for 14.",
    allowed: `a whole number from 1 to ${longestRetentionDays}`,
    example: 4,
  }),
  maxReceives: field(z.int().min(1).max(100).default(5), {
    description: "Times that a message is received before it is put aside into the queue of dead letters.",
    allowed: "a whole number from 1 to 100",
    example: 5,
  }),
  alarmAgeSeconds: field(z.int().min(60).max(86_400).default(900), {
    description: "Age of the oldest message at which the queue's alarm is raised, in seconds.",
    allowed: "a whole number from 60 to 86400",
    example: 900,
  }),
  backlogPerReplica: field(z.int().min(1).max(100_000).optional(), {
    description:
      "Messages that may wait for each replica of a service that empties the queue; above it, replicas are added. The length " +
      "is read from CloudWatch each minute, which costs about 0.45 USD a month in each region. Left out, nothing is added.",
    allowed: "a whole number from 1 to 100000",
    example: 100,
  }),
  holds: holds(
    "Class of what services send to the queue themselves. What its topics and buses carry is of their class.",
    deadLetterDays,
  ),
  topics: z
    .record(z.string(), source)
    .default({})
    .meta({
      description: "Topics that the queue takes messages from, by name.",
      examples: [{ "order-events": { types: ["order.placed"] } }],
      "x-allowed": "a map of names under `topics`",
    }),
  buses: z
    .record(z.string(), source)
    .default({})
    .meta({
      description: "Buses that the queue takes events from, by name.",
      examples: [{ "catalogue-events": { types: ["product.changed"] } }],
      "x-allowed": "a map of names under `buses`",
    }),
});

/** A topic as it is written in the stack file. */
export type TopicEntry = z.output<typeof topicSchema>;

/** A bus as it is written in the stack file, defaults filled in. */
export type BusEntry = z.output<typeof busSchema>;

/** A queue as it is written in the stack file, defaults filled in. */
export type QueueEntry = z.output<typeof queueSchema>;
