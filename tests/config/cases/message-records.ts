import { broken, saidWhereItMayNot, type BrokenFile } from "./case";

/** A message ends by its age, so it is of no class whose records end by deletion. */
const classes = "operational-30d, personal-90d, audit-7y, financial-7y";
const example = "correct it, for example personal-90d";
const [topic, bus, queue] = [
  "order.cancelled], holds: personal-90d",
  "product.removed], holds: operational-30d, archiveDays: 14",
  "holds: operational-30d # order-mails",
] as const;

/** What is wrong with the classes of what services tell each other. */
export const messageRecords: readonly BrokenFile[] = [
  broken(
    "a topic of what ends when somebody deletes it",
    topic,
    topic.replace("personal-90d", "published-30d"),
    ["social-commerce:topics.order-events.holds", "published-30d", classes, example],
  ),
  broken("a topic of what the platform alone logs", topic, topic.replace("personal-90d", "traffic-90d"), [
    "social-commerce:topics.order-events.holds",
    "traffic-90d",
    classes,
    example,
  ]),
  broken("a bus of a class that there is not", bus, bus.replace("operational-30d", "financial"), [
    "social-commerce:buses.catalogue-events.holds",
    "financial",
    classes,
    example,
  ]),
  broken("a queue of several classes", queue, "holds: [operational-30d, personal-90d]", [
    "social-commerce:queues.order-mails.holds",
    '["operational-30d","personal-90d"]',
    classes,
    example,
  ]),
  broken(
    "a topic whose messages may not be in one of the regions on AWS",
    "residency: { financial-7y: [us-west-2, us-east-1] }",
    "residency: { financial-7y: [us-west-2, us-east-1], personal-90d: [us-west-2] }",
    saidWhereItMayNot("topics.order-events", "us-east-1", "personal-90d", "us-west-2"),
  ),
  broken(
    "events that are replayed after they must be gone",
    bus,
    bus.replace("archiveDays: 14", "archiveDays: 76"),
    [
      "social-commerce:buses.catalogue-events.archiveDays",
      "76, and 15 days more in which what is replayed may wait",
      "75 or less: records of class operational-30d are gone after 90 days",
      "lower archiveDays, or name the class of the events under holds, if it is another",
    ],
  ),
];
