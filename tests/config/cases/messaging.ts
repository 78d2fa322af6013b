import type { BrokenFile } from "./case";

const queue = (key: string): string => `social-commerce:queues.order-mails.${key}`;
const types = "a list of 1 to 32 names in lower case, with dots and hyphens: [order.placed]";

/** What is wrong with topics and queues. */
export const messaging: readonly BrokenFile[] = [
  {
    title: "a topic that carries nothing",
    edit: ["types: [order.placed, order.cancelled]", "types: []"],
    problems: [
      [
        "social-commerce:topics.order-events.types",
        "[]",
        types,
        'correct it, for example ["order.placed","order.cancelled"]',
      ],
    ],
  },
  {
    title: "a type of messages in capitals",
    edit: [
      "topics: { order-events: { types: [order.placed] } }",
      "topics: { order-events: { types: [PLACED] } }",
    ],
    problems: [
      [queue("topics.order-events.types.0"), "PLACED", types, 'correct it, for example ["order.placed"]'],
    ],
  },
  {
    title: "a queue that takes a type that its topic does not carry",
    edit: [
      "topics: { order-events: { types: [order.placed] } }",
      "topics: { order-events: { types: [order.paid] } }",
    ],
    problems: [
      [
        queue("topics.order-events.types"),
        '"order.paid"',
        "order.placed, order.cancelled",
        "name one of these, or add it to topics.order-events.types",
      ],
    ],
  },
  {
    title: "a queue that takes messages from a topic that there is not",
    edit: ["topics: { order-events: { types: [order.placed] } }", "topics: { order-event: {} }"],
    problems: [
      [
        queue("topics.order-event"),
        '"order-event"',
        "order-events",
        "name one of these, or declare it under topics",
      ],
    ],
  },
  {
    title: "a message that is handled for ever",
    edit: ["handlingSeconds: 60", "handlingSeconds: 3601"],
    problems: [
      [queue("handlingSeconds"), "3601", "a whole number from 1 to 3600", "correct it, for example 30"],
    ],
  },
  {
    title: "messages that are kept as long as dead letters",
    edit: ["retentionDays: 2", "retentionDays: 14"],
    problems: [[queue("retentionDays"), "14", "a whole number from 1 to 10", "correct it, for example 4"]],
  },
  {
    title: "a message that is never received",
    edit: ["maxReceives: 4", "maxReceives: 0"],
    problems: [[queue("maxReceives"), "0", "a whole number from 1 to 100", "correct it, for example 5"]],
  },
  {
    title: "a message that is lost before it is put aside",
    edit: [
      "handlingSeconds: 60\n      retentionDays: 2\n      maxReceives: 4",
      "handlingSeconds: 3600\n      retentionDays: 2\n      maxReceives: 24",
    ],
    problems: [
      [
        queue("maxReceives"),
        "24 times 7200 seconds",
        "less than retentionDays, which are 172800 seconds",
        "lower maxReceives or handlingSeconds, or raise retentionDays",
      ],
    ],
  },
  {
    title: "an alarm that is raised at once",
    edit: ["alarmAgeSeconds: 600", "alarmAgeSeconds: 30"],
    problems: [
      [queue("alarmAgeSeconds"), "30", "a whole number from 60 to 86400", "correct it, for example 900"],
    ],
  },
  {
    title: "alarms that are mailed to a name",
    edit: ["alarmMail: on-call@example.com", "alarmMail: on-call"],
    problems: [
      [
        "social-commerce:alerting.alarmMail",
        "on-call",
        "an address of mail",
        "correct it, for example on-call@shop.example.com",
      ],
    ],
  },
  {
    title: "a queue and a topic that services in a cluster that was there use",
    edit: [
      "uses: [payments-api, order-service]\n      publishes: []",
      "uses: [order-mails]\n      publishes: [order-events]",
    ],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "order-mails, which there is on AWS alone",
        "no queue, no topic and no bus while lab is an existing cluster",
        "remove it, or let every region be on AWS",
      ],
      [
        "social-commerce:services.cart-service.publishes",
        "order-events, which there is on AWS alone",
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
    title: "a service that uses a topic",
    edit: ["uses: [payments-api, order-service]", "uses: [order-events]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        '"order-events"',
        "orders-db, ledger, archive, sessions, pictures, order-service, payments-api, orders-db-reader, order-mails",
        "name one of these, or declare it under stores, services, outside or queues",
      ],
      [
        "social-commerce:services.cart-service.uses",
        "order-events, which there is on AWS alone",
        "no queue, no topic and no bus while lab is an existing cluster",
        "remove it, or let every region be on AWS",
      ],
    ],
  },
  {
    title: "a service that publishes to a store",
    edit: ["publishes: []", "publishes: [orders-db]"],
    problems: [
      [
        "social-commerce:services.cart-service.publishes",
        '"orders-db"',
        "order-mails, order-events, catalogue-events",
        "name one of these, or declare it under queues, topics or buses",
      ],
    ],
  },
  {
    title: "a service that publishes to itself",
    edit: ["publishes: []", "publishes: [cart-service]"],
    problems: [
      [
        "social-commerce:services.cart-service.publishes",
        '"cart-service"',
        "order-mails, order-events, catalogue-events",
        "name one of these, or declare it under queues, topics or buses",
      ],
    ],
  },
  {
    title: "a service that publishes to what is no list",
    edit: ["publishes: []", "publishes: order-events"],
    problems: [
      [
        "social-commerce:services.cart-service.publishes",
        "order-events",
        "a list of names under `topics`, `buses` and `queues`",
        'correct it, for example ["order-events"]',
      ],
    ],
  },
  {
    title: "a topic and a queue of one name",
    edit: ["    order-mails:\n", "    order-events:\n"],
    problems: [
      [
        "social-commerce:queues.order-events",
        "a name that is under topics, too",
        "a name that nothing else has",
        "rename one of them",
      ],
    ],
  },
];
