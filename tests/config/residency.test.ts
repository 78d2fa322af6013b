import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

type Edit = readonly [from: string, to: string];

/** The residency of the base file, and that of a class of records about people besides, which may be in one region alone. */
const one: Edit = [
  "residency: { financial-7y: [us-west-2, us-east-1] }",
  "residency: { financial-7y: [us-west-2, us-east-1], personal-90d: [us-west-2] }",
];
const archive: Edit = ["holds: operational-30d # archive", "holds: personal-90d"];
const uses: Edit = ["uses: [payments-api, order-service]", "uses: [payments-api, order-service, archive]"];

/** What a base file with some edits is told at places that begin so. */
function told(beginning: string, ...edits: readonly Edit[]): string[][] {
  const text = edits.reduce((file, [from, to]) => edited(file, from, to), baseFile);
  return checkStackFile(text)
    .filter(({ path }) => path.startsWith(`social-commerce:${beginning}`))
    .map(({ path, found, allowed }) => [path.replace("social-commerce:", ""), found, allowed]);
}

describe("Records stay where their class may be", () => {
  const away = "us-east-1, where records of class personal-90d may not be";

  test("in a bucket that is written, and in one that it is replicated to", () => {
    const pair = "catalogue: { retentionClass: operational-30d, region: us-east-1, copyTo: us-west-2 }";
    const personal = pair.replace("operational-30d", "personal-90d");
    const turned = "catalogue: { retentionClass: personal-90d, region: us-west-2, copyTo: us-east-1 }";
    expect(told("backups.", one, [pair, personal])).toEqual([
      ["backups.catalogue.region", away, "us-west-2"],
    ]);
    expect(told("backups.", one, [pair, turned])).toEqual([["backups.catalogue.copyTo", away, "us-west-2"]]);
  });

  test("in a store's cluster of each region, with its snapshots, secret and key", () => {
    expect(told("stores.archive.regions", one, archive)).toEqual([
      ["stores.archive.regions.us-east-1", away, "us-west-2"],
    ]);
    expect(told("stores.", archive)).toEqual([]);
  });

  test("in a dump, whatever its pair says that it keeps", () => {
    const holds: Edit = ["holds: operational-30d # orders-db", "holds: personal-90d"];
    expect(told("stores.orders-db.dump.into", one, holds).map(([, found]) => found)).toContain(away);
    // Where the pair is of that class, it speaks for itself.
    const pair: Edit = [
      "catalogue: { retentionClass: operational-30d",
      "catalogue: { retentionClass: personal-90d",
    ];
    expect(told("stores.orders-db.dump.into", one, holds, pair)).toEqual([]);
    const ledger: Edit = ["holds: operational-30d # ledger", "holds: personal-90d"];
    expect(told("stores.ledger.dump.into", one, ledger).map(([, found]) => found)).toContain(away);
  });

  test("on the disk on which a dump is made, where the copies of its cluster's backups are", () => {
    const copies: Edit = ["copyTo: [us-west-2, us-east-1]", "copyTo: [eu-west-3, us-west-2, us-east-1]"];
    const eu: Edit = [
      one[0],
      "residency: { financial-7y: [us-west-2, us-east-1], personal-90d: [us-east-1, us-west-2] }",
    ];
    const ledger: Edit = ["holds: operational-30d # ledger", "holds: personal-90d"];
    expect(told("recovery.copyTo", copies, eu, ledger).map(([, found]) => found)).toContain(
      "eu-west-3, where the cluster of us-east-1 is copied with the disk on which ledger is dumped, where records of class personal-90d may not be",
    );
    expect(told("recovery.copyTo", eu, ledger)).toEqual([]);
  });

  test("in the networks from which services read what is about people, and of nothing else", () => {
    const [reader] = told("stores.archive.holds", one, archive, uses);
    expect(reader).toEqual([
      "stores.archive.holds",
      "us-east-1, where cart-service reads it, where records of class personal-90d may not be",
      "us-west-2",
    ]);
    expect(told("stores.archive.holds", one, archive)).toEqual([]);
    const financial: Edit = ["holds: operational-30d # archive", "holds: financial-7y"];
    const west: Edit = [one[0], "residency: { financial-7y: [us-west-2] }"];
    expect(told("stores.archive.holds", west, financial, uses)).toEqual([]);
  });

  test("in the topics, buses and queues of every region on AWS, each where its class is written", () => {
    const said =
      "us-east-1, which has one like every region on AWS, where records of class personal-90d may not be";
    // `lab` is a cluster that was there, and has none.
    expect(told("topics.", one)).toEqual([["topics.order-events.holds", said, "us-west-2"]]);
    // What comes from the topic is told of the topic, and not once more of its queue.
    expect(told("queues.", one)).toEqual([]);
    const bus: Edit = ["holds: operational-30d, archiveDays", "holds: personal-90d, archiveDays"];
    expect(told("buses.", one, bus)).toEqual([["buses.catalogue-events.holds", said, "us-west-2"]]);
    const queue: Edit = ["holds: operational-30d # order-mails", "holds: personal-90d"];
    expect(told("queues.", one, queue)).toEqual([["queues.order-mails.holds", said, "us-west-2"]]);
  });

  test("in messages that name no class, whose class is that of what runs the platform", () => {
    const silent: Edit = ["      holds: operational-30d # order-mails\n", ""];
    const west: Edit = [
      one[0],
      "residency: { financial-7y: [us-west-2, us-east-1], operational-30d: [us-west-2] }",
    ];
    expect(told("queues.", silent, west).map(([path]) => path)).toEqual(["queues.order-mails.holds"]);
  });

  test("in the vaults that backups are copied to, of which each store finds one", () => {
    const west: Edit = [one[0], "residency: { financial-7y: [us-west-2, us-east-1], audit-7y: [us-east-1] }"];
    const audit: Edit = ["holds: operational-30d # archive", "holds: audit-7y"];
    const stuck = [
      "recovery.copyTo",
      '["us-west-2","us-east-1"], of which none can take the backups of us-east-1',
      "a region besides us-east-1 where records of class audit-7y may be",
    ];
    expect(told("recovery.", west, audit)).toEqual([stuck]);
    // A cache is not backed up, so it needs no such region.
    const cache: Edit = ["holds: operational-30d # sessions", "holds: audit-7y"];
    expect(told("recovery.", west, cache)).toEqual([]);
  });
});

/** The base file moved into the European Union, with one region outside, where nothing may be that customers gave. */
const european = [
  [
    "    lab:\n",
    `    us-east-1: { role: standby, cidr: 10.48.0.0/16, kubernetesVersion: "1.35" }\n    lab:\n`,
  ],
  ["quotas:\n", "quotas:\n    us-east-1: { standardVcpus: 640 }\n"],
  ["residency: {", "residency: { personal-90d: [eu-central-1, eu-west-3],"],
  ["order.cancelled], holds: personal-90d", "order.cancelled]"],
  ["catalogue: { retentionClass: operational-30d", "catalogue: { retentionClass: personal-90d"],
  ...["orders-db", "ledger", "archive"].map((store): Edit => [
    `holds: operational-30d # ${store}`,
    `holds: personal-90d # ${store}`,
  ]),
].reduce(
  (file, [from = "", to = ""]) => edited(file, from, to),
  baseFile.replaceAll("us-east-1", "eu-central-1").replaceAll("us-west-2", "eu-west-3"),
);

describe("An estate of regions in the European Union and outside", () => {
  test("may bind to the Union what customers gave, while each region logs what it serves", () => {
    expect(checkStackFile(european)).toEqual([]);
  });

  test.each([
    ["by a store", "eu-west-3: { instances: 0 }", "us-east-1: {}", "stores.ledger.regions.us-east-1"],
    [
      "by the copy of a pair",
      "personal-90d, region: eu-central-1, copyTo: eu-west-3",
      "personal-90d, region: eu-central-1, copyTo: us-east-1",
      "backups.catalogue.copyTo",
    ],
    [
      "by a dump into a pair of another class",
      "catalogue: { retentionClass: personal-90d, region: eu-central-1, copyTo: eu-west-3",
      "catalogue: { retentionClass: operational-30d, region: eu-central-1, copyTo: us-east-1",
      "stores.ledger.dump.into",
    ],
    [
      "by a topic",
      "order.cancelled] }",
      "order.cancelled], holds: personal-90d }",
      "topics.order-events.holds",
    ],
    [
      "by a bus",
      "holds: operational-30d, archiveDays",
      "holds: personal-90d, archiveDays",
      "buses.catalogue-events.holds",
    ],
    ["by a queue", "operational-30d # order-mails", "personal-90d", "queues.order-mails.holds"],
    ["by a network", "uses: [payments-api", "uses: [archive, payments-api", "stores.archive.holds"],
  ])("lets none of it out %s", (_, from, to, path) => {
    const found = checkStackFile(edited(european, from, to))
      .filter((problem) => problem.path === `social-commerce:${path}`)
      .map((problem) => problem.found);
    expect(found).toContainEqual(
      expect.stringMatching(/^us-east-1\b.*, where records of class personal-90d may not be$/u),
    );
  });
});
