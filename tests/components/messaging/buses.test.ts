import { archiveName } from "../../../components/messaging/names";
import { messageRights } from "../../../components/messaging/rights";
import { account, estate, service } from "../../support/samples";
import type { Tree } from "../../support/tree";
import { json } from "../../support/tree";
import { build, buses, events, sent, sqs, statements, told, types } from "./messages";

const bus = `${events}:event-bus/social-commerce-staging-catalogue-events`;
const rule = (name: string): string => `${events}:rule/social-commerce-staging-${name}/cart-products`;

describe("The buses of a region", () => {
  const services = [
    { ...service, uses: ["cart-products"] },
    { ...service, name: "product-service", uses: [], publishes: ["catalogue-events", "stock-events"] },
    { ...service, name: "order-service", uses: [], publishes: ["mails", "stock-events"] },
  ];
  const queues = [sent, told];
  let tree: Tree;
  beforeAll(async () => {
    tree = await build({ buses, queues, services });
  });

  test("are encrypted with a key of their own, and put aside what they cannot encrypt", () => {
    const one = tree.one(types.bus, "us-east-1-bus-catalogue-events");
    expect(one.inputs).toMatchObject({
      name: "social-commerce-staging-catalogue-events",
      kmsKeyIdentifier: "arn of us-east-1-events-key",
      deadLetterConfig: { arn: `${sqs}-catalogue-events_dead` },
    });
    expect(tree.waitsFor(one)).toContain("us-east-1-bus-catalogue-events-dead");
    const dead = tree.one(types.queue, "us-east-1-bus-catalogue-events-dead");
    expect(dead).toMatchObject({ protect: true });
    expect(dead.inputs).toMatchObject({
      name: "social-commerce-staging-catalogue-events_dead",
      messageRetentionSeconds: 14 * 86_400,
      kmsMasterKeyId: "arn of us-east-1-messages-key",
      kmsDataKeyReusePeriodSeconds: 300,
    });
    expect(json(dead, "redriveAllowPolicy")).toEqual({ redrivePermission: "denyAll" });
    expect(statements(dead)).toMatchObject([
      { Effect: "Deny", Action: ["sqs:*"], Resource: [`${sqs}-catalogue-events_dead`] },
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["sqs:SendMessage"],
        Condition: { ArnEquals: { "aws:SourceArn": [bus] } },
      },
    ]);
  });

  test("let nobody put events on them but by their roles", () => {
    expect(tree.all.filter(({ type }) => /eventBusPolicy|eventPermission/u.test(type))).toEqual([]);
  });

  test("keep everything in an archive that no edit deletes, for the days that the stack file says", () => {
    const archive = tree.one(types.archive, "us-east-1-bus-catalogue-events-archive");
    expect(archive).toMatchObject({ protect: true });
    expect(archive.inputs).toEqual({
      name: "social-commerce-staging-catalogue-events",
      description: "events of catalogue-events",
      eventSourceArn: bus,
      retentionDays: 21,
      kmsKeyIdentifier: "arn of us-east-1-events-key",
    });
    expect(tree.waitsFor(archive)).toContain("us-east-1-bus-catalogue-events");
  });

  test("hand to a queue what it takes, by its own document and not by a role", () => {
    const chosen = tree.one(types.rule, "us-east-1-queue-cart-products-catalogue-events");
    expect(chosen.inputs).toMatchObject({
      name: "cart-products",
      eventBusName: "social-commerce-staging-catalogue-events",
    });
    expect(json(chosen, "eventPattern")).toEqual({ "detail-type": ["product.changed"] });
    const all = tree.one(types.rule, "us-east-1-queue-cart-products-stock-events");
    expect(json(all, "eventPattern")).toEqual({ account: ["111122223333"] });

    const target = tree.one(types.target, "us-east-1-queue-cart-products-catalogue-events");
    expect(target.inputs).toEqual({
      rule: "cart-products",
      eventBusName: "social-commerce-staging-catalogue-events",
      targetId: "queue",
      arn: `${sqs}-cart-products`,
      deadLetterConfig: { arn: `${sqs}-cart-products_dead` },
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    });
    expect(tree.waitsFor(target)).toContain("us-east-1-queue-cart-products");
  });

  test.each(["", "_dead"])("reach a queue%s by its own rules alone", (suffix) => {
    const one = tree.one(types.queue, `us-east-1-queue-cart-products${suffix.replace("_", "-")}`);
    const [, ...allowed] = statements(one);
    expect(allowed).toEqual([
      {
        Sid: "Events",
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["sqs:SendMessage"],
        Resource: [`${sqs}-cart-products${suffix}`],
        Condition: {
          ArnEquals: { "aws:SourceArn": [rule("catalogue-events"), rule("stock-events")] },
        },
      },
    ]);
  });

  test("use the key of messages for queues of the environment alone, and only where there is a bus", async () => {
    const keyOf = (one: Tree) => statements(one.one("aws:kms/key:Key", "us-east-1-messages-key"));
    const found = keyOf(tree).find(({ Sid }) => Sid === "EventsOfThisEnvironment");
    expect(found).toMatchObject({
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: {
        ArnLike: {
          "aws:SourceArn": [
            `${events}:rule/social-commerce-staging-*`,
            `${events}:event-bus/social-commerce-staging-*`,
          ],
        },
        StringLike: { "kms:EncryptionContext:aws:sqs:arn": `${sqs}-*` },
      },
    });
    const without = await build();
    expect(JSON.stringify(keyOf(without))).not.toContain("events.amazonaws.com");
    expect(without.all.filter(({ name }) => name.includes("events-key"))).toEqual([]);
  });

  test("use their own key for themselves and their archives", () => {
    const [, ...services] = statements(tree.one("aws:kms/key:Key", "us-east-1-events-key"));
    const arns = [bus, `${events}:event-bus/social-commerce-staging-stock-events`];
    expect(services.map(({ Principal, Action, Condition }) => ({ Principal, Action, Condition }))).toEqual([
      {
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncrypt*"],
        Condition: { StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": arns } },
      },
      {
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:DescribeKey"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  test("take events of their types from their publishers, in their own name, without a key", () => {
    const rights = (name: string) =>
      messageRights(
        { estate, account, region: "us-east-1" },
        services.find((one) => one.name === name)!,
        {
          ...{ queues, buses, topics: [] },
        },
      );
    const puts = (name: string) => rights(name).filter(({ Action }) => Action.includes("events:PutEvents"));
    expect(puts("product-service")).toEqual([
      {
        Sid: "PutEvents1",
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: [bus],
        Condition: {
          StringEquals: {
            "events:source": "product-service",
            "events:detail-type": ["product.changed", "product.removed"],
          },
        },
      },
      {
        Sid: "PutEvents2",
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: [`${events}:event-bus/social-commerce-staging-stock-events`],
        Condition: {
          StringEquals: { "events:source": "product-service", "events:detail-type": ["stock.empty"] },
        },
      },
    ]);
    const sids = (name: string) => rights(name).map(({ Sid }) => Sid);
    expect(sids("product-service")).toEqual(["PutEvents1", "PutEvents2"]);
    expect(sids("order-service")).toEqual(["Send", "PutEvents1", "UseKey"]);
    expect(sids("cart-service")).toEqual(["Receive", "UseKey"]);
  });

  test("raise an alarm where an event is lost, and where the bus put one aside", () => {
    const dimensions = {
      EventBusName: "social-commerce-staging-catalogue-events",
      RuleName: "cart-products",
    };
    const metric = (metricName: string) => ({
      ...{ namespace: "AWS/Events", metricName, dimensions, stat: "Sum", period: 60 },
    });
    expect(tree.one(types.alarm, "us-east-1-queue-cart-products-catalogue-events-lost").inputs).toMatchObject(
      {
        name: "social-commerce-staging-cart-products_catalogue-events_EventsLost",
        metricQueries: [
          { id: "failed", metric: metric("FailedInvocations") },
          { id: "unkept", metric: metric("InvocationsFailedToBeSentToDlq") },
          { id: "lost", expression: "FILL(failed, 0) + FILL(unkept, 0)", returnData: true },
        ],
        threshold: 0,
        evaluationPeriods: 1,
        alarmActions: ["arn of us-east-1-alarms"],
        alarmDescription: expect.stringMatching(/https:\/\/runbooks.example.com\/EventsLost.md$/u) as string,
      },
    );
    expect(tree.one(types.alarm, "us-east-1-bus-catalogue-events-dead-letters").inputs).toMatchObject({
      name: "social-commerce-staging-catalogue-events_DeadLetters",
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: { QueueName: "social-commerce-staging-catalogue-events_dead" },
      threshold: 0,
    });
  });

  test("say in a line what they carry, and who takes it", () => {
    const said = (type: string, name: string) => tree.outputsOf(tree.one(`platform:messaging:${type}`, name));
    expect(said("Messaging", "us-east-1-messaging")).toEqual({
      summary: "2 queues · 2 topics · 2 buses",
    });
    expect(said("Bus", "us-east-1-bus-catalogue-events")).toEqual({
      summary: "product.changed, product.removed · archived for 21 days",
    });
    expect(said("Queue", "us-east-1-queue-cart-products")).toEqual({
      summary:
        "takes catalogue-events (product.changed), stock-events · emptied by cart-service · 7 tries, 3 days",
    });
  });

  test("have alarms without a queue, too, and come into queues of the region alone", async () => {
    const alone = await build({ queues: [], topics: [], services: [], buses: buses.slice(0, 1) });
    expect(alone.one(types.alarm, "us-east-1-bus-catalogue-events-dead-letters").inputs.alarmActions).toEqual(
      ["arn of us-east-1-alarms"],
    );
    expect(alone.outputsOf(alone.one("platform:messaging:Messaging"))).toEqual({
      summary: "0 queues · 0 topics · 1 bus",
    });
    await expect(build({ queues: [told], buses: [] })).rejects.toThrow(
      "the region has no bus catalogue-events",
    );
  });
});

test("The name of an archive is cut where it is too long, and differs where the buses do", () => {
  const production = { ...estate, environment: "production" as const };
  const name = (bus: string): string => archiveName(production, bus);
  expect(name("a".repeat(21))).toBe(`social-commerce-production-${"a".repeat(21)}`);
  expect(name("a".repeat(22))).toMatch(/^social-commerce-production-a{14}-[0-9a-f]{6}$/u);
  expect(name("a".repeat(32))).toHaveLength(48);
  expect(name(`${"a".repeat(30)}-b`)).not.toBe(name(`${"a".repeat(30)}-c`));
});
