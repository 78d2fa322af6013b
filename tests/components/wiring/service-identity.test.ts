import { isDeepStrictEqual } from "node:util";

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { MessageWiring } from "../../../components/messaging/message-wiring";
import type { Region } from "../../../components/region/region";
import type { IdentityStatement } from "../../../components/security/policy-document";
import { rolePurpose, serviceIdentity, serviceRights } from "../../../components/wiring/service-identity";
import { wiringOf, type Wiring } from "../../../components/wiring/wiring";
import type { Service } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import { account, estate, service } from "../../support/samples";
import { json, Tree } from "../../support/tree";

const wiring = (signInRegions?: string[], messages?: MessageWiring): Wiring =>
  wiringOf(
    {
      ...{ domain: "shop.example.com", writer: "east", services: [], outside: [] },
      features: { mesh: "none" },
      stores: [
        {
          ...{
            name: "orders-db",
            engine: "postgresql",
            port: 5432,
            ranges: ["10.16.16.0/20"],
            secret: "orders-db",
          },
          endpoints: { east: { writer: "rw.east", reader: "ro.east" } },
          facts: { DATABASE: "orders", TLS: "required" },
          ...(signInRegions && { signInRegions }),
        },
      ],
    },
    { ...service, uses: ["orders-db"] },
    "west",
    messages,
  );

describe("A service that uses a made store", () => {
  test("is told what only made stores have, besides what every store has", () => {
    expect(wiring().variables).toMatchObject({
      ORDERS_DB_DATABASE: "orders",
      ORDERS_DB_TLS: "required",
      ORDERS_DB_WRITER_REGION: "east",
      ORDERS_DB_READER_HOST: "ro.east",
    });
    expect(wiring().signInRegions).toBeUndefined();
    expect(wiring(["west", "east"]).signInRegions).toEqual(["east", "west"]);
  });
});

const holds = "operational-30d" as const;
const config = {
  account,
  topics: [{ name: "order-events", types: ["order.placed"], holds }],
  buses: [{ name: "catalogue-events", types: ["product.changed"], holds, archiveDays: 7 }],
  queues: ["cart-orders", "mails"].map((name) => ({
    ...{ name, handlingSeconds: 45, retentionDays: 3, maxReceives: 7, alarmAgeSeconds: 1200 },
    holds: [holds],
    sources: [],
    events: [],
  })),
};
const place = { estate, region: "us-east-1" };
const rights = (changes: Partial<Service>, signInRegions?: string[]): IdentityStatement[] =>
  serviceRights(account, {
    ...place,
    config,
    service: { ...service, ...changes },
    wiring: wiring(signInRegions),
  });

const sqs = "arn:aws:sqs:us-east-1:111122223333:social-commerce-staging";
const sns = "arn:aws:sns:us-east-1:111122223333:social-commerce-staging";
const receive = {
  Sid: "Receive",
  Effect: "Allow",
  Action: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
  ],
  Resource: [`${sqs}-cart-orders`],
};
const signIn = {
  Sid: "SignInToStores",
  Effect: "Allow",
  Action: ["rds-db:connect"],
  Resource: [
    "arn:aws:rds-db:us-east-1:111122223333:dbuser:*/cart-service",
    "arn:aws:rds-db:us-west-2:111122223333:dbuser:*/cart-service",
  ],
};

/** The right to the region's key of messages, which is named by its alias and through the two services alone. */
function key(Action: readonly string[]): unknown {
  return {
    Sid: "UseKey",
    Effect: "Allow",
    Action,
    Resource: ["arn:aws:kms:us-east-1:111122223333:key/*"],
    Condition: {
      StringEquals: { "kms:ViaService": ["sns.us-east-1.amazonaws.com", "sqs.us-east-1.amazonaws.com"] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/social-commerce-staging-messages" },
    },
  };
}

describe("A service may", () => {
  test("sign in as the database user of its own name, in the store's regions alone", () => {
    expect(rights({ uses: ["orders-db"] }, ["us-east-1", "us-west-2"])).toEqual([signIn]);
  });

  test("receive from the queue that it empties, and sends nothing", () => {
    expect(rights({ uses: ["cart-orders"] })).toEqual([receive, key(["kms:Decrypt"])]);
  });

  test("send where it publishes, and receives nothing", () => {
    expect(rights({ uses: [], publishes: ["mails", "order-events"] })).toEqual([
      {
        Sid: "Send",
        Effect: "Allow",
        Action: ["sqs:SendMessage", "sqs:GetQueueAttributes"],
        Resource: [`${sqs}-mails`],
      },
      { Sid: "Publish", Effect: "Allow", Action: ["sns:Publish"], Resource: [`${sns}-order-events`] },
      key(["kms:Decrypt", "kms:GenerateDataKey"]),
    ]);
  });

  test("do nothing where it uses nothing that a role may", () => {
    expect(rights({ uses: ["orders-db"] })).toEqual([]);
  });
});

describe("The role of a service", () => {
  const build = async (
    changes: Partial<Service>,
    signInRegions: string[] | undefined,
    onAws = true,
  ): Promise<Tree> =>
    new Tree(
      await record(() => {
        const root = new pulumi.ComponentResource("test:index:Root", "root");
        const provider = new aws.Provider("us-east-1-aws", { region: "us-east-1" });
        const inRegion = { provider };
        const cluster = new aws.eks.Cluster(
          "us-east-1-eks",
          { roleArn: "role", vpcConfig: { subnetIds: ["a"] } },
          inRegion,
        );
        const made = { aws: provider, cluster };
        const ground = Object.assign(root, onAws ? { made } : {}) as unknown as Region;
        const one = { ...service, ...changes };
        serviceIdentity(ground, { ...place, config, service: one, wiring: wiring(signInRegions) });
      }),
    );
  const associations = (tree: Tree): Recorded[] =>
    tree.all.filter(({ type }) => type === "aws:eks/podIdentityAssociation:PodIdentityAssociation");

  test.each([
    ["on AWS, of a store that lets roles sign in", true, ["us-east-1"], [], 1],
    ["on AWS, of a store that does not", true, undefined, [], 0],
    ["on AWS, of a queue", true, undefined, ["cart-orders"], 1],
    ["on a cluster that was there", false, ["us-east-1"], ["cart-orders"], 0],
  ])("is there %s", async (_, onAws, regions, uses, count) => {
    const found = associations(await build({ uses }, regions, onAws));
    expect(found).toHaveLength(count);
    for (const { inputs } of found)
      expect([inputs.serviceAccount, inputs.namespace]).toEqual(["cart-service", "social-commerce-staging"]);
  });

  test("is one, for its stores and its messages, and waits for the cluster", async () => {
    const tree = await build({ uses: ["orders-db", "cart-orders"] }, ["us-east-1", "us-west-2"]);
    const [association, ...more] = associations(tree);
    expect([association?.name, more]).toEqual(["us-east-1-cart-service-identity", []]);
    expect(tree.waitsFor(association!)).toContain("us-east-1-eks");
    expect(
      tree.all.filter(({ type }) => type === "aws:iam/role:Role").map(({ inputs }) => inputs.name),
    ).toEqual(["social-commerce-staging-us-east-1-cart-service"]);
    const policy = tree.one("aws:iam/rolePolicy:RolePolicy", "us-east-1-cart-service-identity-policy");
    expect(json(policy, "policy")).toMatchObject({ Statement: [signIn, receive, key(["kms:Decrypt"])] });
  });
});

describe("The way to the agent that hands out roles", () => {
  const agent = { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ port: 80, protocol: "TCP" }] };

  test.each([
    ["a store that lets roles sign in", wiring(["us-east-1"]), 1],
    ["a store that does not", wiring(), 0],
    ["such a store and messages", wiring(["us-east-1"], { variables: {}, egress: [{ to: [] }] }), 1],
    ["messages", wiring(undefined, { variables: {}, egress: [{ to: [] }] }), 1],
  ])("is open once to a service with %s", (_, { otherEgress }, count) => {
    expect(otherEgress.filter((rule) => isDeepStrictEqual(rule, agent))).toHaveLength(count);
  });
});

describe("The name of a role", () => {
  const production = { estate: { ...estate, environment: "production" as const }, region: "eu-central-1" };
  const roleName = (name: string): string =>
    `social-commerce-production-eu-central-1-${rolePurpose(production, name)}`;

  test("is the service's own while it fits", () => {
    expect(rolePurpose(production, "a".repeat(24))).toBe("a".repeat(24));
    expect(roleName("a".repeat(24))).toHaveLength(64);
  });

  test("is cut where it does not, and differs where the services do", () => {
    const [one, other] = [`${"a".repeat(30)}-b`, `${"a".repeat(30)}-c`];
    expect(roleName(one)).toHaveLength(64);
    expect(roleName(one)).not.toBe(roleName(other));
    expect(rolePurpose(production, one)).toMatch(/^a{17}-[0-9a-f]{6}$/u);
  });
});
