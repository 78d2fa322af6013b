import type { BrokenFile } from "./case";

/** What is wrong with where stores are. */
export const storeRegionCases: readonly BrokenFile[] = [
  {
    title: "a relational store that was made nowhere",
    edit: ["createdIn: us-west-2", "createdIn: eu-west-1"],
    problems: [
      [
        "social-commerce:stores.ledger.createdIn",
        '"eu-west-1"',
        "us-east-1, us-west-2",
        "name the region that the store was first made in, and keep it under regions",
      ],
    ],
  },
  {
    title: "a relational store that was made in a number",
    edit: ["createdIn: us-west-2", "createdIn: 2"],
    problems: [
      [
        "social-commerce:stores.ledger.createdIn",
        "2",
        "the name of one of the store's regions",
        "correct it, for example us-east-1",
      ],
    ],
  },
  {
    title: "a document store that was made where it is not",
    edit: ["createdIn: us-east-1 # archive", "createdIn: us-west-2"],
    problems: [
      [
        "social-commerce:stores.archive.createdIn",
        '"us-west-2"',
        "us-east-1",
        "name the region that the store was first made in, and keep it under regions",
      ],
    ],
  },
  {
    title: "a relational store with a fraction of an instance",
    edit: ["{ instances: 4 }", "{ instances: 1.5 }"],
    problems: [
      [
        "social-commerce:stores.ledger.regions.us-east-1.instances",
        "1.5",
        "a whole number from 0 to 15",
        "correct it, for example 2",
      ],
    ],
  },
  {
    title: "a relational store of one instance",
    edit: ["{ instances: 4 }", "{ instances: 1 }"],
    problems: [
      [
        "social-commerce:stores.ledger.regions.us-east-1.instances",
        "1",
        "0, for a copy without instances, or at least 2, each in another zone",
        "set 2, or more",
      ],
    ],
  },
  {
    title: "a relational store without an instance where writes go",
    edit: ["{ instances: 4 }", "{ instances: 0 }"],
    problems: [
      [
        "social-commerce:writer",
        "us-east-1, where ledger has no instance to take writes",
        "a region where every store has instances",
        "name one of these, or give ledger instances in us-east-1",
      ],
      [
        "social-commerce:stores.ledger.dump.into",
        "catalogue, which is written in us-east-1, where the store has no instance",
        "none, while it has no instance",
        "name another pair, or add instances in us-east-1",
      ],
    ],
  },
  {
    title: "a document store of sixteen instances",
    edit: ["{ instances: 5 }", "{ instances: 16 }"],
    problems: [
      [
        "social-commerce:stores.archive.regions.us-east-1.instances",
        "16",
        "a whole number from 0 to 15",
        "correct it, for example 2",
      ],
    ],
  },
  {
    title: "a cache of no node",
    edit: ["{ instances: 6 }", "{ instances: 0 }"],
    problems: [
      [
        "social-commerce:stores.sessions.regions.us-east-1.instances",
        "0",
        "at least 2: a cache without nodes is none",
        "set 2, or more",
      ],
      [
        "social-commerce:writer",
        "us-east-1, where sessions has no instance to take writes",
        "a region where every store has instances",
        "name one of these, or give sessions instances in us-east-1",
      ],
    ],
  },
  {
    title: "a cache whose instances are a text",
    edit: ["{ instances: 6 }", "{ instances: many }"],
    problems: [
      [
        "social-commerce:stores.sessions.regions.us-east-1.instances",
        "many",
        "a whole number from 0 to 15",
        "correct it, for example 2",
      ],
    ],
  },
  {
    title: "a document store that is not where writes go",
    edit: ["regions: { us-east-1: { instances: 5 } }", "regions: { us-west-2: {} }"],
    problems: [
      [
        "social-commerce:stores.archive.createdIn",
        '"us-east-1"',
        "us-west-2",
        "name the region that the store was first made in, and keep it under regions",
      ],
      [
        "social-commerce:writer",
        "us-east-1, where archive has no instance to take writes",
        "us-west-2",
        "name one of these, or give archive instances in us-east-1",
      ],
    ],
  },
  {
    title: "a store in no region",
    edit: ["regions: { us-east-1: { instances: 5 } }", "regions: {}"],
    problems: [
      [
        "social-commerce:stores.archive.createdIn",
        '"us-east-1"',
        "one of the store's regions, of which there is none",
        "name the region that the store was first made in, and keep it under regions",
      ],
      [
        "social-commerce:writer",
        "us-east-1, where archive has no instance to take writes",
        "a region where every store has instances",
        "name one of these, or give archive instances in us-east-1",
      ],
    ],
  },
  {
    title: "a store in a region that is a cluster that was there",
    edit: ["        us-west-2: { instances: 0 }", "        us-west-2: { instances: 0 }\n        lab: {}"],
    problems: [
      [
        "social-commerce:stores.ledger.regions.lab",
        'the region "lab"',
        "us-east-1, us-west-2",
        "name a region on AWS that is declared under social-commerce:regions",
      ],
    ],
  },
  {
    title: "a made store in a region that is not declared",
    edit: [
      "        us-west-2: { instances: 0 }",
      "        us-west-2: { instances: 0 }\n        eu-west-1: {}",
    ],
    problems: [
      [
        "social-commerce:stores.ledger.regions.eu-west-1",
        'the region "eu-west-1"',
        "us-east-1, us-west-2",
        "name a region on AWS that is declared under social-commerce:regions",
      ],
    ],
  },
  {
    title: "a store without a kind",
    edit: ["      kind: document\n", ""],
    problems: [
      [
        "social-commerce:stores.archive.kind",
        "nothing",
        "external, relational, document, cache, objects",
        "add it, for example external",
      ],
    ],
  },
  {
    title: "a made store that a service uses while a region is a cluster that was there",
    edit: ["uses: [payments-api, order-service]", "uses: [payments-api, ledger]"],
    problems: [
      [
        "social-commerce:stores.ledger.kind",
        "relational, used by cart-service, which runs in lab, too",
        "external, where a region is an existing cluster: nothing of AWS is made or reached there",
        "make the store another way, and write kind: external with its endpoints",
      ],
    ],
  },
  {
    title: "stores over regions in a development environment",
    edit: ["social-commerce:environment: production", "social-commerce:environment: development"],
    environment: "development",
    problems: [
      [
        "social-commerce:stores.ledger.regions",
        "2 regions in development, where stores do not span regions",
        "one",
        "name the region that the store is in",
      ],
      [
        "social-commerce:stores.pictures.regions",
        "2 regions in development, where stores do not span regions",
        "one",
        "name the region that the store is in",
      ],
    ],
  },
  {
    title: "a cache that was made where it is not",
    edit: ["createdIn: us-east-1 # sessions", "createdIn: lab"],
    problems: [
      [
        "social-commerce:stores.sessions.createdIn",
        '"lab"',
        "us-east-1",
        "name the region that the store was first made in, and keep it under regions",
      ],
    ],
  },
];
