import type { BrokenFile } from "./case";

/** What is wrong with what services use. */
export const wiring: readonly BrokenFile[] = [
  {
    title: "a use of what there is not",
    edit: ["uses: [payments-api, order-service]", "uses: [payments-ap]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        '"payments-ap"',
        "orders-db, ledger, archive, sessions, pictures, order-service, payments-api, orders-db-reader, order-mails",
        "name one of these, or declare it under stores, services, outside or queues",
      ],
    ],
  },
  {
    title: "a service that uses itself",
    edit: ["uses: [payments-api, order-service]", "uses: [cart-service]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "cart-service, which is the service itself",
        "each name once, and no service its own",
        "remove it",
      ],
    ],
  },
  {
    title: "a use that is said twice",
    edit: ["uses: [payments-api, order-service]", "uses: [orders-db-reader, orders-db-reader]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "orders-db-reader for the second time",
        "each name once, and no service its own",
        "remove it",
      ],
    ],
  },
  {
    title: "uses that are one text",
    edit: ["uses: [payments-api, order-service]", "uses: orders-db-reader"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "orders-db-reader",
        "a list of names under `stores`, `services`, `outside` and `queues`",
        'correct it, for example ["orders-db","product-service","payments-api"]',
      ],
    ],
  },
  {
    title: "two uses that give one variable",
    edit: ["uses: [payments-api, order-service]", "uses: [orders-db, orders-db-reader]"],
    problems: [
      [
        "social-commerce:services.cart-service.uses",
        "orders-db and orders-db-reader, which both give ORDERS_DB_READER_HOST",
        "names whose variables differ",
        "rename one of them",
      ],
      [
        "social-commerce:stores.orders-db.endpoints",
        "nothing for us-west-2",
        "hosts in every region where its records may be",
        "add endpoints.us-west-2 with writer and reader",
      ],
      [
        "social-commerce:stores.orders-db.endpoints",
        "nothing for lab",
        "hosts in every region where its records may be",
        "add endpoints.lab with writer and reader",
      ],
    ],
  },
];
