import * as aws from "@pulumi/aws";

import { Backups } from "../../../components/backup/backups";
import type { Residency } from "../../../components/backup/copies";
import { clusterAsStore, type Recoverable } from "../../../components/backup/recoverable";
import { backupTiers } from "../../../components/backup/tiers";
import type { Recovery } from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { json, Tree } from "../../support/tree";

const three = ["us-east-1", "us-west-2", "eu-central-1"];
const recovery: Recovery = {
  copyTo: ["us-west-2", "us-east-1"],
  lock: {},
  tiers: backupTiers,
  notify: ["backups@example.com"],
  audit: false,
};
const clusters = three.map((region) => clusterAsStore(estate, account, region));
const build = async (
  stores: readonly Recoverable[],
  more: Partial<Recovery> = {},
  residency: Residency = {},
): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = new Map(
        three.map((region) => [region, new aws.Provider(`${region}-aws`, { region })]),
      );
      return new Backups("backups", {
        ...{ estate, account, backups: [], dumps: [], providers, residency, stores },
        networks: new Map(),
        recovery: { ...recovery, ...more },
        runbooks: "https://runbooks.example.com",
      });
    }),
  );

const ofType = (tree: Tree, type: string) => tree.all.filter((one) => one.type === type);

describe("Failures", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(clusters);
  });

  test("of jobs reach an encrypted topic in each region, and from there whoever is named", () => {
    const topic = tree.one("aws:sns/topic:Topic", "us-east-1-backup-failures");
    expect(topic.inputs.kmsMasterKeyId).toBe("arn of us-east-1-backups-key");
    expect(topic.inputs.tags).toMatchObject({ "retention-class": "operational-30d" });
    expect(
      tree.one("aws:sns/topicSubscription:TopicSubscription", "us-east-1-backup-failures-backups@example.com")
        .inputs,
    ).toMatchObject({
      protocol: "email",
      endpoint: "backups@example.com",
    });
    const patterns = ofType(tree, "aws:cloudwatch/eventRule:EventRule")
      .filter(({ name }) => name.startsWith("us-east-1"))
      .map(({ inputs }) => JSON.parse(inputs.eventPattern as string) as unknown);
    const pattern = (kind: string, ...ends: string[]) => ({
      source: ["aws.backup"],
      "detail-type": [kind],
      // A restore that failed has a status, and no state.
      detail: { $or: [{ state: ends }, { status: ends }] },
    });
    expect(patterns).toEqual([
      pattern("Backup Job State Change", "FAILED", "ABORTED", "EXPIRED", "PARTIAL"),
      pattern("Copy Job State Change", "FAILED", "PARTIAL"),
      pattern("Restore Job State Change", "FAILED", "ABORTED"),
    ]);
    for (const { inputs } of ofType(tree, "aws:cloudwatch/eventTarget:EventTarget"))
      expect(inputs.arn).toMatch(
        /^arn:aws:sns:[a-z0-9-]+:111122223333:social-commerce-staging-backup-failures$/u,
      );
  });

  test("that cannot be told are kept for two weeks, by the region's own rules alone", () => {
    const queue = tree.one("aws:sqs/queue:Queue", "us-east-1-backup-failures-undelivered");
    const arn = "arn:aws:sqs:us-east-1:111122223333:social-commerce-staging-backup-failures-undelivered";
    expect(queue.inputs).toMatchObject({
      name: arn.split(":").at(-1),
      kmsMasterKeyId: "arn of us-east-1-backups-key",
      messageRetentionSeconds: 1_209_600,
      tags: { "retention-class": "operational-30d" },
      redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
    });
    expect(json(queue, "policy")).toMatchObject({
      Statement: [
        {
          Principal: { Service: ["events.amazonaws.com"] },
          Action: ["sqs:SendMessage"],
          Resource: [arn],
          Condition: {
            ArnLike: {
              "aws:SourceArn":
                "arn:aws:events:us-east-1:111122223333:rule/social-commerce-staging-backup-failures-*",
            },
          },
        },
        { Effect: "Deny", Action: ["sqs:*"], Condition: { Bool: { "aws:SecureTransport": "false" } } },
      ],
    });
    const targets = ofType(tree, "aws:cloudwatch/eventTarget:EventTarget").filter(({ name }) =>
      name.startsWith("us-east-1"),
    );
    expect(targets).toHaveLength(3);
    for (const target of targets) {
      expect(target.inputs.deadLetterConfig).toEqual({ arn });
      expect(tree.waitsFor(target)).toContain(queue.name);
    }
  });

  test("that cannot be told are an alarm, which says what to do", () => {
    const alarm = tree.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "us-east-1-backup-failures-undelivered-alarm",
    );
    const topic = "arn:aws:sns:us-east-1:111122223333:social-commerce-staging-backup-failures";
    expect(alarm.inputs).toMatchObject({
      alarmDescription: expect.stringMatching(/https:\/\/runbooks.example.com\/BackupFailed.md$/u) as string,
      ...{ namespace: "AWS/SQS", metricName: "ApproximateNumberOfMessagesVisible", statistic: "Maximum" },
      dimensions: { QueueName: "social-commerce-staging-backup-failures-undelivered" },
      ...{ comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: 1, period: 300 },
      ...{ treatMissingData: "notBreaching", alarmActions: [topic], okActions: [topic] },
    });
    expect(tree.waitsFor(alarm)).toContain("us-east-1-backup-failures-policy");
  });

  // EventBridge sends the key of an encrypted topic no account: with that condition no event would ever arrive.
  test("are encrypted for events by what they are sent to, and for alarms by whose they are", () => {
    const { Statement } = json(tree.one("aws:kms/key:Key", "us-east-1-backups-key"), "policy") as {
      Statement: { Principal: { Service?: string[] }; Action: unknown; Condition: unknown }[];
    };
    const failures = "us-east-1:111122223333:social-commerce-staging-backup-failures";
    const action = ["kms:Decrypt", "kms:GenerateDataKey*"];
    const conditionsOf = (service: string): unknown[] =>
      Statement.filter(({ Principal }) => Principal.Service?.includes(service)).map(
        ({ Principal, Action, Condition }) => [Principal.Service, Action, Condition],
      );
    expect(conditionsOf("events.amazonaws.com")).toEqual(
      [
        { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:${failures}` },
        { "kms:EncryptionContext:aws:sqs:arn": `arn:aws:sqs:${failures}-undelivered` },
      ].map((test) => [["events.amazonaws.com"], action, { StringEquals: test }]),
    );
    expect(conditionsOf("cloudwatch.amazonaws.com")).toEqual([
      [["cloudwatch.amazonaws.com"], action, { StringEquals: { "aws:SourceAccount": account.id } }],
    ]);
  });

  // EventBridge sends a topic no condition either, so its statement is alone, and asks for none.
  test("let events publish, alarms of this account, and nobody in plain text", () => {
    const policy = json(
      tree.one("aws:sns/topicPolicy:TopicPolicy", "us-east-1-backup-failures-policy"),
      "policy",
    );
    const topic = "arn:aws:sns:us-east-1:111122223333:social-commerce-staging-backup-failures";
    const publish = { Effect: "Allow", Action: ["sns:Publish"], Resource: [topic] };
    expect((policy as { Statement: unknown[] }).Statement).toEqual([
      { Sid: "Events", ...publish, Principal: { Service: ["events.amazonaws.com"] } },
      {
        ...{ Sid: "AlarmsOfThisAccount", ...publish, Principal: { Service: ["cloudwatch.amazonaws.com"] } },
        Condition: { StringEquals: { "aws:SourceAccount": account.id } },
      },
      expect.objectContaining({
        Effect: "Deny",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ]);
  });
});

describe("Without a word about recovery", () => {
  test("there are no vaults, plans or topics", async () => {
    const recorded = await record(
      () =>
        new Backups("backups", {
          estate,
          account,
          backups: [],
          dumps: [],
          providers: new Map(),
          networks: new Map(),
          residency: {},
          stores: clusters,
          runbooks: "https://runbooks.example.com",
        }),
    );
    expect(new Tree(recorded).of("aws")).toEqual([]);
  });
});
