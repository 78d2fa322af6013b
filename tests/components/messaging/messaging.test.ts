import { json, type Tree } from "../../support/tree";
import { build, sns, sqs, statements, types } from "./messages";

describe("The messages of a region", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("wait in a queue that hides, keeps and puts aside as the stack file says", () => {
    const live = tree.one(types.queue, "us-east-1-queue-cart-orders");
    expect(live.inputs).toMatchObject({
      name: "social-commerce-staging-cart-orders",
      visibilityTimeoutSeconds: 90,
      messageRetentionSeconds: 259_200,
      receiveWaitTimeSeconds: 20,
      kmsMasterKeyId: "arn of us-east-1-messages-key",
      kmsDataKeyReusePeriodSeconds: 300,
    });
    expect(json(live, "redrivePolicy")).toEqual({
      deadLetterTargetArn: `${sqs}-cart-orders_dead`,
      maxReceiveCount: 7,
    });
    expect(tree.waitsFor(live)).toContain("us-east-1-queue-cart-orders-dead");
  });

  test("are put aside for as long as SQS keeps anything, by their own queue alone", () => {
    const dead = tree.one(types.queue, "us-east-1-queue-cart-orders-dead");
    expect(dead.inputs).toMatchObject({
      name: "social-commerce-staging-cart-orders_dead",
      messageRetentionSeconds: 14 * 86_400,
      kmsMasterKeyId: "arn of us-east-1-messages-key",
    });
    expect(json(dead, "redriveAllowPolicy")).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [`${sqs}-cart-orders`],
    });
  });

  test("are nowhere else, so that no edit deletes a queue", () => {
    const queues = tree.all.filter(({ type }) => type === types.queue);
    expect(queues.map(({ protect }) => protect)).toEqual([true, true, true, true]);
  });

  test.each(["", "_dead"])("come into a queue%s over TLS, from its topics alone", (suffix) => {
    const one = tree.one(types.queue, `us-east-1-queue-cart-orders${suffix.replace("_", "-")}`);
    const arn = `${sqs}-cart-orders${suffix}`;
    expect(statements(one)).toEqual([
      {
        Sid: "PlainHttp",
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Action: ["sqs:*"],
        Resource: [arn],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Topics",
        Effect: "Allow",
        Principal: { Service: ["sns.amazonaws.com"] },
        Action: ["sqs:SendMessage"],
        Resource: [arn],
        Condition: { ArnEquals: { "aws:SourceArn": [`${sns}-order-events`, `${sns}-user-events`] } },
      },
    ]);
  });

  test("come into a queue without topics by roles alone", () => {
    expect(statements(tree.one(types.queue, "us-east-1-queue-mails")).map(({ Effect }) => Effect)).toEqual([
      "Deny",
    ]);
  });

  test("are handed over as they were published, by type where the queue chooses", () => {
    const chosen = tree.one(types.subscription, "us-east-1-queue-cart-orders-order-events");
    expect(chosen.inputs).toMatchObject({
      topic: "arn of us-east-1-topic-order-events",
      protocol: "sqs",
      endpoint: `${sqs}-cart-orders`,
      rawMessageDelivery: true,
      filterPolicyScope: "MessageAttributes",
    });
    expect(json(chosen, "filterPolicy")).toEqual({ type: ["order.placed"] });
    expect(json(chosen, "redrivePolicy")).toEqual({ deadLetterTargetArn: `${sqs}-cart-orders_dead` });
    expect(tree.waitsFor(chosen)).toContain("us-east-1-queue-cart-orders");
    const all = tree.one(types.subscription, "us-east-1-queue-cart-orders-user-events");
    expect([all.inputs.filterPolicy, all.inputs.filterPolicyScope]).toEqual([undefined, undefined]);
  });

  test("pass topics that are encrypted with the region's key and take them over TLS", () => {
    const topic = tree.one(types.topic, "us-east-1-topic-order-events");
    expect(topic.inputs).toMatchObject({
      name: "social-commerce-staging-order-events",
      kmsMasterKeyId: "arn of us-east-1-messages-key",
    });
    expect(statements(topic)).toMatchObject([
      { Effect: "Deny", Action: ["sns:Publish"], Resource: [`${sns}-order-events`] },
    ]);
  });

  test("are encrypted for topics and alarms of the environment, and for nobody else's", () => {
    const [, ...services] = statements(tree.one("aws:kms/key:Key"));
    expect(services.map(({ Principal, Action, Condition }) => ({ Principal, Action, Condition }))).toEqual([
      {
        Principal: { Service: ["sns.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Condition: { ArnLike: { "aws:SourceArn": `${sns}-*` } },
      },
      {
        Principal: { Service: ["cloudwatch.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: {
            "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:social-commerce-staging-*",
          },
        },
      },
    ]);
  });

  test("raise an alarm where they are old, and where one is put aside, each with its page", () => {
    const told = { alarmActions: ["arn of us-east-1-alarms"], okActions: ["arn of us-east-1-alarms"] };
    const common = {
      namespace: "AWS/SQS",
      statistic: "Maximum",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      ...told,
    };
    expect(tree.one(types.alarm, "us-east-1-queue-cart-orders-old").inputs).toMatchObject({
      ...common,
      name: "social-commerce-staging-cart-orders_QueueMessagesOld",
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: "social-commerce-staging-cart-orders" },
      threshold: 1200,
      evaluationPeriods: 3,
      alarmDescription: expect.stringMatching(
        /https:\/\/runbooks.example.com\/QueueMessagesOld.md$/u,
      ) as string,
    });
    expect(tree.one(types.alarm, "us-east-1-queue-cart-orders-dead-letters").inputs).toMatchObject({
      ...common,
      name: "social-commerce-staging-cart-orders_DeadLetters",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "social-commerce-staging-cart-orders_dead" },
      threshold: 0,
      evaluationPeriods: 1,
      alarmDescription: expect.stringMatching(/https:\/\/runbooks.example.com\/DeadLetters.md$/u) as string,
    });
  });

  test("are not old while those who would handle them sleep; what is put aside is told at any time", async () => {
    const offHours = { wakes: "07:00", sleeps: "20:00", days: ["monday"], zone: "UTC" } as const;
    const sleeping = await build({ offHours });
    const { inputs } = sleeping.one(types.alarm, "us-east-1-queue-cart-orders-old");
    const minute = "(DAY(age)-1)*1440+HOUR(age)*60+MINUTE(age)";
    expect(inputs).toMatchObject({ threshold: 1200, evaluationPeriods: 3, treatMissingData: "notBreaching" });
    expect([inputs.metricName, inputs.statistic, inputs.period]).toEqual([undefined, undefined, undefined]);
    expect(inputs.metricQueries).toEqual([
      {
        id: "age",
        metric: {
          namespace: "AWS/SQS",
          metricName: "ApproximateAgeOfOldestMessage",
          dimensions: { QueueName: "social-commerce-staging-cart-orders" },
          stat: "Maximum",
          period: 60,
        },
      },
      {
        id: "awake",
        label: "age of the oldest message, while services run",
        // From 07:20, for the 20 minutes that a message may be old.
        expression: `IF((${minute}>=440 AND ${minute}<1200), age)`,
        returnData: true,
      },
    ]);
    expect(sleeping.one(types.alarm, "us-east-1-queue-cart-orders-dead-letters").inputs).toMatchObject({
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
    });
  });

  test("are told of by alarms of the environment alone, to whom the stack file names", async () => {
    const name = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:social-commerce-staging-*";
    expect(statements(tree.one(types.topic, "us-east-1-alarms"))).toMatchObject([
      { Effect: "Deny", Resource: [`${sns}_alarms`] },
      {
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com"] },
        Action: ["sns:Publish"],
        Resource: [`${sns}_alarms`],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": name },
        },
      },
    ]);
    expect(tree.one(types.subscription, "us-east-1-alarms-mail").inputs).toMatchObject({
      protocol: "email",
      endpoint: "on-call@example.com",
    });
    const silent = await build({
      alerting: { runbooks: "https://runbooks.example.com", objectiveWindowDays: 28 },
    });
    expect(silent.all.filter(({ name: one }) => one === "us-east-1-alarms-mail")).toEqual([]);
    expect(silent.outputsOf(silent.one("platform:messaging:AlarmTopic"))).toEqual({
      summary: "MAILED TO NOBODY",
    });
  });

  test("say in a line what there is, and whose queue nobody empties", () => {
    const said = (type: string, name: string) => tree.outputsOf(tree.one(`platform:messaging:${type}`, name));
    expect(said("Messaging", "us-east-1-messaging")).toEqual({ summary: "2 queues · 2 topics" });
    expect(said("Queue", "us-east-1-queue-cart-orders")).toEqual({
      summary: "takes order-events (order.placed), user-events · emptied by cart-service · 7 tries, 3 days",
    });
    expect(said("Queue", "us-east-1-queue-mails")).toEqual({
      summary: "takes what services send · EMPTIED BY NOBODY · 7 tries, 3 days",
    });
    expect(said("Topic", "us-east-1-topic-user-events")).toEqual({ summary: "user.left" });
  });

  test("need no alarms where there is no queue", async () => {
    const topics = await build({ queues: [], services: [] });
    expect(topics.all.filter(({ type }) => type.startsWith("platform:messaging:Alarm"))).toEqual([]);
    expect(topics.outputsOf(topics.one("platform:messaging:Messaging"))).toEqual({
      summary: "0 queues · 2 topics",
    });
  });

  test("come from topics that the region has", async () => {
    await expect(build({ topics: [] })).rejects.toThrow("the region has no topic order-events");
  });
});
