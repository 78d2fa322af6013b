import { operationalSaid, type BrokenFile } from "./case";

/** What is wrong with hosts outside and stores. */
export const outsideAndStores: readonly BrokenFile[] = [
  {
    title: "a host outside that is an address",
    edit: ["host: reports.example.com", "host: 203.0.113.9"],
    problems: [
      [
        "social-commerce:outside.orders-db-reader.host",
        "203.0.113.9",
        "a host name in lower case: api.payments.example.com",
        "correct it, for example api.payments.example.com",
      ],
    ],
  },
  {
    title: "a host outside without a port",
    edit: [
      "orders-db-reader: { host: reports.example.com, port: 587 }",
      "orders-db-reader: { host: reports.example.com }",
    ],
    problems: [
      [
        "social-commerce:outside.orders-db-reader.port",
        "nothing",
        "a whole number from 1 to 65535",
        "add it, for example 443",
      ],
    ],
  },
  {
    title: "a port outside that there is not",
    edit: ["port: 587", "port: 70000"],
    problems: [
      [
        "social-commerce:outside.orders-db-reader.port",
        "70000",
        "a whole number from 1 to 65535",
        "correct it, for example 443",
      ],
    ],
  },
  {
    title: "a range outside that is an address",
    edit: ["ranges: [203.0.113.0/24]", "ranges: [203.0.113.7]"],
    problems: [
      [
        "social-commerce:outside.payments-api.ranges.0",
        "203.0.113.7",
        "a list of 1 to 32 public IPv4 ranges: [203.0.113.0/24]",
        'correct it, for example ["203.0.113.0/24"]',
      ],
    ],
  },
  {
    title: "a range outside that is inside",
    edit: ["ranges: [203.0.113.0/24]", "ranges: [203.0.113.0/24, 10.16.4.0/24]"],
    problems: [
      [
        "social-commerce:outside.payments-api.ranges",
        "10.16.4.0/24",
        "public IPv4 ranges",
        "write the ranges that the host's operator publishes, or leave ranges out",
      ],
    ],
  },
  {
    title: "a range outside that has private ones in it",
    edit: ["ranges: [203.0.113.0/24]", "ranges: [0.0.0.0/0]"],
    problems: [
      [
        "social-commerce:outside.payments-api.ranges",
        "0.0.0.0/0",
        "public IPv4 ranges",
        "write the ranges that the host's operator publishes, or leave ranges out",
      ],
    ],
  },
  {
    title: "a store of a kind that there is not",
    edit: ["kind: external", "kind: graph"],
    problems: [
      [
        "social-commerce:stores.orders-db.kind",
        "graph",
        "external, relational, document, cache, objects",
        "correct it, for example external",
      ],
    ],
  },
  {
    title: "a store that speaks what nobody does",
    edit: ["engine: postgresql", "engine: oracle"],
    problems: [
      [
        "social-commerce:stores.orders-db.engine",
        "oracle",
        "postgresql, mysql, mongodb, redis, amqp",
        "correct it, for example postgresql",
      ],
    ],
  },
  {
    title: "a store on port 0",
    edit: ["port: 5432", "port: 0"],
    problems: [
      [
        "social-commerce:stores.orders-db.port",
        "0",
        "a whole number from 1 to 65535",
        "correct it, for example 5432",
      ],
    ],
  },
  {
    title: "a store without ranges",
    edit: ["ranges: [10.96.0.0/20]", "ranges: []"],
    problems: [
      [
        "social-commerce:stores.orders-db.ranges",
        "[]",
        "a list of 1 to 16 IPv4 ranges: [10.96.0.0/20]",
        'correct it, for example ["10.96.0.0/20"]',
      ],
    ],
  },
  {
    title: "a store whose secret is a path",
    edit: ["secret: orders-db-login", "secret: shop/orders"],
    problems: [
      [
        "social-commerce:stores.orders-db.secret",
        "shop/orders",
        "up to 63 lower-case letters, digits and hyphens",
        "correct it, for example orders-db",
      ],
    ],
  },
  {
    title: "a store of a class that there is not",
    edit: ["holds: operational-30d # orders-db", "holds: forever"],
    problems: [
      [
        "social-commerce:stores.orders-db.holds",
        "forever",
        "operational-30d, personal-90d, audit-7y, financial-7y, published-30d",
        "correct it, for example financial-7y",
      ],
    ],
  },
  {
    title: "a store that writes to an address",
    edit: ["writer: orders.db.example.com", "writer: 10.96.0.4"],
    problems: [
      [
        "social-commerce:stores.orders-db.endpoints.us-east-1.writer",
        "10.96.0.4",
        "a host name in lower case",
        "correct it, for example orders.us-east-1.db.example.com",
      ],
    ],
  },
  {
    title: "a store that reads from nowhere",
    edit: ["reader: orders-ro.db.example.com", 'reader: ""'],
    problems: [
      [
        "social-commerce:stores.orders-db.endpoints.us-east-1.reader",
        '""',
        "a host name in lower case",
        "correct it, for example orders-ro.us-east-1.db.example.com",
      ],
    ],
  },
  {
    title: "a store in a region that is not declared",
    edit: ["        us-east-1: { writer: orders.db", "        eu-west-1: { writer: orders.db"],
    problems: [
      [
        "social-commerce:stores.orders-db.endpoints.eu-west-1",
        "hosts in eu-west-1",
        "us-east-1, us-west-2, lab",
        "name a region under social-commerce:regions",
      ],
      [
        "social-commerce:stores.orders-db.dump.into",
        "catalogue, which is written in us-east-1, where the store has no host",
        "a pair that is written in eu-west-1",
        "name another pair, or add endpoints.us-east-1",
      ],
    ],
  },
  {
    title: "a store where its records may not be",
    edit: [
      "residency: { financial-7y: [us-west-2, us-east-1] }",
      "residency: { financial-7y: [us-west-2, us-east-1], operational-30d: [us-west-2] }",
    ],
    problems: [
      [
        "social-commerce:residency.operational-30d",
        "a list without us-east-1, where a cluster is backed up",
        "all regions on AWS: us-east-1, us-west-2",
        "add the region to the list, or do without it",
      ],
      [
        "social-commerce:backups.catalogue.region",
        "us-east-1, where records of class operational-30d may not be",
        "us-west-2",
        "name a permitted region, or permit this one under social-commerce:residency",
      ],
      [
        "social-commerce:stores.ledger.regions.us-east-1",
        "us-east-1, where records of class operational-30d may not be",
        "us-west-2",
        "remove the region, or permit it under social-commerce:residency",
      ],
      [
        "social-commerce:stores.archive.regions.us-east-1",
        "us-east-1, where records of class operational-30d may not be",
        "us-west-2",
        "remove the region, or permit it under social-commerce:residency",
      ],
      [
        "social-commerce:stores.sessions.regions.us-east-1",
        "us-east-1, where records of class operational-30d may not be",
        "us-west-2",
        "remove the region, or permit it under social-commerce:residency",
      ],
      ...operationalSaid("us-east-1", "us-west-2"),
      [
        "social-commerce:recovery.copyTo",
        '["us-west-2","us-east-1"], of which none can take the backups of us-west-2',
        "a region besides us-west-2 where records of class operational-30d may be",
        "add one at the end, or permit one under social-commerce:residency",
      ],
      [
        "social-commerce:stores.orders-db.endpoints.us-east-1",
        "hosts of operational-30d in us-east-1",
        "us-west-2",
        "remove these hosts, or let the class be there under social-commerce:residency",
      ],
    ],
  },
  {
    title: "a use of a store that has no hosts in two regions",
    edit: ["uses: [payments-api, order-service]", "uses: [orders-db]"],
    problems: [
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
  {
    title: "a name that is a store and a service",
    edit: ["    orders-db:\n", "    order-service:\n"],
    problems: [
      [
        "social-commerce:stores.order-service",
        "a name that is under services, too",
        "a name that nothing else has",
        "rename one of them",
      ],
      [
        "social-commerce:stores.order-service.endpoints",
        "nothing for us-west-2",
        "hosts in every region where its records may be",
        "add endpoints.us-west-2 with writer and reader",
      ],
      [
        "social-commerce:stores.order-service.endpoints",
        "nothing for lab",
        "hosts in every region where its records may be",
        "add endpoints.lab with writer and reader",
      ],
    ],
  },
  {
    title: "a name that is a store and outside",
    edit: ["    orders-db-reader: {", "    orders-db: {"],
    problems: [
      [
        "social-commerce:stores.orders-db",
        "a name that is under outside, too",
        "a name that nothing else has",
        "rename one of them",
      ],
    ],
  },
];
