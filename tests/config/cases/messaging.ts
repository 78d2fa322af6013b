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
        "orders-db, order-service, payments-api, orders-db-reader, order-mails",
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
