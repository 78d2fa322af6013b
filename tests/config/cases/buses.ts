import type { BrokenFile } from "./case";

const queue = (key: string): string => `social-commerce:queues.order-mails.${key}`;
const types = "a list of 1 to 32 names in lower case, with dots and hyphens: [order.placed]";

/** What is wrong with buses, what queues take from them, and pods that follow queues. */
export const buses: readonly BrokenFile[] = [
  {
    title: "a queue of which a replica bears nothing",
    edit: ["backlogPerReplica: 50", "backlogPerReplica: 0"],
    problems: [
      [queue("backlogPerReplica"), "0", "a whole number from 1 to 100000", "correct it, for example 100"],
    ],
  },
  {
    title: "pods that tell what waits, beside a queue whose length does",
    edit: ["uses: [payments-api, order-service]", "uses: [payments-api, order-mails]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "order-mails, which there is on AWS alone",
        "no queue, no topic and no bus while lab is an existing cluster",
        "remove it, or let every region be on AWS",
      ],
      [
        "social-commerce:services.cart-service.backlog",
        "cart_queue_messages, beside the length of order-mails",
        "nothing where the length of a queue says how much waits",
        "remove it, or remove backlogPerReplica of order-mails",
      ],
    ],
  },
  {
    title: "a bus that carries nothing",
    edit: ["types: [product.changed, product.removed]", "types: []"],
    problems: [
      [
        "social-commerce:buses.catalogue-events.types",
        "[]",
        types,
        'correct it, for example ["product.changed","product.removed"]',
      ],
    ],
  },
  {
    title: "events that are archived for ever",
    edit: ["archiveDays: 14", "archiveDays: 366"],
    problems: [
      [
        "social-commerce:buses.catalogue-events.archiveDays",
        "366",
        "a whole number from 1 to 365",
        "correct it, for example 30",
      ],
    ],
  },
  {
    title: "a queue that takes a type that its bus does not carry",
    edit: ["{ types: [product.removed] }", "{ types: [product.sold] }"],
    problems: [
      [
        queue("buses.catalogue-events.types"),
        '"product.sold"',
        "product.changed, product.removed",
        "name one of these, or add it to buses.catalogue-events.types",
      ],
    ],
  },
  {
    title: "a queue that takes events from a topic",
    edit: ["buses: { catalogue-events: {", "buses: { order-events: {"],
    problems: [
      [
        queue("buses.order-events"),
        '"order-events"',
        "catalogue-events",
        "name one of these, or declare it under buses",
      ],
    ],
  },
  {
    title: "a queue that takes events from what is no map",
    edit: ["buses: { catalogue-events: { types: [product.removed] } }", "buses: catalogue-events"],
    problems: [
      [
        queue("buses"),
        "catalogue-events",
        "a map of names under `buses`",
        'correct it, for example {"catalogue-events":{"types":["product.changed"]}}',
      ],
    ],
  },
  {
    title: "events that services in a cluster that was there put on a bus",
    edit: ["publishes: []", "publishes: [catalogue-events]"],
    problems: [
      [
        "social-commerce:services.cart-service.publishes",
        "catalogue-events, which there is on AWS alone",
        "no queue, no topic and no bus while lab is an existing cluster",
        "remove it, or let every region be on AWS",
      ],
    ],
  },
  {
    title: "a bus and a topic of one name",
    edit: ["  social-commerce:buses:\n    catalogue-events:", "  social-commerce:buses:\n    order-events:"],
    problems: [
      [
        "social-commerce:topics.order-events",
        "a name that is under buses, too",
        "a name that nothing else has",
        "rename one of them",
      ],
      [
        queue("buses.catalogue-events"),
        '"catalogue-events"',
        "order-events",
        "name one of these, or declare it under buses",
      ],
    ],
  },
];
