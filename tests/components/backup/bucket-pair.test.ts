import * as aws from "@pulumi/aws";

import { BucketPair } from "../../../components/backup/bucket-pair";
import { FailureTopic } from "../../../components/backup/failure-topic";
import { logSink } from "../../../components/backup/log-sink";
import { replicationMinutes } from "../../../components/backup/replication";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { json, Tree } from "../../support/tree";

const from = "us-east-1";
const to = "eu-west-3";
const name = "backups-orders";
const sourceArn = "arn:aws:s3:::orders-staging-us-east-1-111122223333";
const copyArn = "arn:aws:s3:::orders-staging-eu-west-3-111122223333";

const build = async (dumped: readonly string[] = ["orders-db"]): Promise<Tree> =>
  new Tree(
    await record(() => {
      const side = (region: string) => {
        const provider = new aws.Provider(`${region}-aws`, { region });
        const keyArn = `arn:aws:kms:${region}:111122223333:key/backups`;
        const child = { providers: [provider] };
        const args = { estate, region, accountId: account.id };
        return {
          ...{ region, provider, keyArn },
          logSink: logSink(`${region}-logs`, args, child),
          failures: new FailureTopic(
            `${region}-failures`,
            { ...args, keyArn, notify: [], runbooks: "https://runbooks.example.com" },
            child,
          ),
        };
      };
      const keyAlias = "alias/social-commerce-staging-backups";
      const rest = { purpose: "orders", keyAlias, dumped, retentionClass: "financial-7y" } as const;
      return new BucketPair(name, { estate, accountId: account.id, ...rest, from: side(from), to: side(to) });
    }),
  );

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

const replicationAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const replication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

describe("A pair of buckets", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("is a bucket, its copy in the other region, a role, and the replication between them", () => {
    expect(tree.children(tree.one("platform:backup:BucketPair"))).toEqual([
      `${replicationAlarm} ${name}-orders-db-dump-missing`,
      `${replicationAlarm} ${name}-replication-failed`,
      `aws:s3/bucketMetric:BucketMetric ${name}-orders-db-dump-missing-counted`,
      `${replication} ${name}-replication`,
      `platform:backup:BackupBucket ${name}-eu-west-3`,
      `platform:backup:BackupBucket ${name}-us-east-1`,
      `platform:backup:ReplicationRole ${name}-replication-role`,
    ]);
    expect(tree.outputsOf(tree.one("platform:backup:BucketPair"))).toEqual({
      summary: "financial-7y · us-east-1 → eu-west-3",
    });
  });

  test("has S3 count what says that a dump of the store was done, and an alarm when nothing does for thirty hours", () => {
    const bucketName = "orders-staging-us-east-1-111122223333";
    const counted = tree.one("aws:s3/bucketMetric:BucketMetric");
    expect(counted.inputs).toEqual({
      ...{ bucket: bucketName, name: "orders-db-dump" },
      filter: { prefix: "complete/orders-db/" },
    });
    const alarm = tree.one(replicationAlarm, `${name}-orders-db-dump-missing`);
    expect(alarm.inputs).toMatchObject({
      name: `${bucketName}-orders-db-dump-missing`,
      alarmDescription: expect.stringMatching(
        /30 hours\. https:\/\/runbooks.example.com\/BackupMissing.md$/u,
      ) as string,
      ...{ comparisonOperator: "LessThanThreshold", threshold: 1, treatMissingData: "breaching" },
      ...{ evaluationPeriods: 10, datapointsToAlarm: 10 },
      alarmActions: ["arn:aws:sns:us-east-1:111122223333:social-commerce-staging-backup-failures"],
    });
    const of = (metricName: string): unknown => ({
      ...{ namespace: "AWS/S3", metricName, stat: "Sum", period: 10_800 },
      dimensions: { BucketName: bucketName, FilterId: "orders-db-dump" },
    });
    expect(alarm.inputs.metricQueries).toEqual([
      { id: "done", label: "dumps done", expression: "put - refused - failed", returnData: true },
      { id: "put", metric: of("PutRequests") },
      { id: "refused", metric: of("4xxErrors") },
      { id: "failed", metric: of("5xxErrors") },
    ]);
    expect(tree.waitsFor(alarm)).toContain(counted.name);
    expect([tree.providerOf(alarm)?.name, tree.providerOf(counted)?.name]).toEqual([
      `${from}-aws`,
      `${from}-aws`,
    ]);
  });

  test("says when nothing is dumped into it, and waits for no dump then", async () => {
    const empty = await build([]);
    expect(empty.outputsOf(empty.one("platform:backup:BucketPair"))).toEqual({
      summary: "FILLED BY NOTHING · financial-7y · us-east-1 → eu-west-3",
    });
    expect(empty.all.filter(({ name: one }) => one.includes("dump"))).toEqual([]);
  });

  test.each([from, to])(
    "makes everything of the bucket in %s there, with the key of that region",
    (region) => {
      const bucket = tree.one("platform:backup:BackupBucket", `${name}-${region}`);
      expect(bucket.inputs).toMatchObject({
        region,
        bucketName: `orders-staging-${region}-111122223333`,
        retentionClass: "financial-7y",
        keyArn: `arn:aws:kms:${region}:111122223333:key/backups`,
      });
      const children = tree.below(bucket);
      // The copy has the alarm on what is late, too.
      expect(children).toHaveLength(region === to ? 10 : 9);
      for (const child of children) expect(tree.providerOf(child)?.name).toBe(`${region}-aws`);
    },
  );

  test("makes the role and the replication where the source is", () => {
    for (const type of ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", replication])
      expect(tree.providerOf(tree.one(type))?.name).toBe("us-east-1-aws");
  });

  test("copies everything, encrypted objects included, in 15 minutes and measured, but no deletion", () => {
    expect(replicationMinutes).toBe(15);
    expect(tree.one(replication).inputs).toEqual({
      bucket: "orders-staging-us-east-1-111122223333",
      role: `arn of ${name}-replication-role`,
      rules: [
        {
          id: "everything",
          status: "Enabled",
          priority: 0,
          // A rule with a filter is one of the second version, which alone knows of delete markers and metrics.
          filter: {},
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: copyArn,
            encryptionConfiguration: { replicaKmsKeyId: `arn:aws:kms:${to}:111122223333:key/backups` },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    });
  });

  test("tells of what could not be copied where it is, and of what waits for more than the promised time where it should be", () => {
    const [source, copy] = [sourceArn, copyArn].map((arn) => arn.replace("arn:aws:s3:::", ""));
    const dimensions = { SourceBucket: source, DestinationBucket: copy, RuleId: "everything" };
    const rest = {
      alarmDescription: expect.stringMatching(/ https:\/\/runbooks.example.com\/BackupFailed.md$/u) as string,
      namespace: "AWS/S3",
      dimensions,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
    };
    const told = (region: string): object => ({
      alarmActions: [`arn:aws:sns:${region}:111122223333:social-commerce-staging-backup-failures`],
    });
    expect(tree.one(replicationAlarm, `${name}-replication-failed`).inputs).toMatchObject({
      ...{ ...rest, ...told(from) },
      ...{ metricName: "OperationsFailedReplication", threshold: 0, evaluationPeriods: 1 },
    });
    expect(tree.one(replicationAlarm, `${name}-replication-late`).inputs).toMatchObject({
      ...{ ...rest, ...told(to) },
      ...{ metricName: "ReplicationLatency", threshold: 900, evaluationPeriods: 3 },
    });
    const regionOf = (kind: string): string | undefined =>
      tree.providerOf(tree.one(replicationAlarm, `${name}-replication-${kind}`))?.name;
    expect([regionOf("failed"), regionOf("late")]).toEqual([`${from}-aws`, `${to}-aws`]);
  });

  test("refuses to overwrite where it is written, and takes what is replicated where it is not", () => {
    const policy = (side: string): string =>
      tree.one("aws:s3/bucketPolicy:BucketPolicy", `${name}-${side}-tls`).inputs.policy as string;
    expect(policy(from)).toContain("Overwrite");
    expect(policy(to)).not.toContain("Overwrite");
  });

  test("copies only when both sides keep versions, and the role has its rights", () => {
    expect(tree.waitsFor(tree.one(replication))).toEqual([
      `${name}-eu-west-3-versioning`,
      `${name}-replication-role`,
      `${name}-replication-role-rights`,
      `${name}-us-east-1`,
      `${name}-us-east-1-versioning`,
    ]);
  });
});

describe("The role of a pair", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  const rights = (): readonly Statement[] => {
    const policy = json(tree.one("aws:iam/rolePolicy:RolePolicy"), "policy") as { Statement: Statement[] };
    return policy.Statement;
  };

  test("is S3's to take, and named after the pair", () => {
    const role = tree.one("aws:iam/role:Role");
    expect(role.inputs.name).toBe("social-commerce-staging-orders-replication");
    expect(tree.one("aws:iam/rolePolicy:RolePolicy").inputs.role).toBe(role.inputs.name);
    expect(json(role, "assumeRolePolicy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "S3",
          Effect: "Allow",
          Principal: { Service: ["s3.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
        },
      ],
    });
  });

  test("may read there and write here, and nothing else", () => {
    expect(rights().map(({ Sid, Action, Resource }) => [Sid, Action, Resource])).toEqual([
      ["ReadConfiguration", ["s3:GetReplicationConfiguration", "s3:ListBucket"], [sourceArn]],
      [
        "ReadObjects",
        [
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionTagging",
          "s3:GetObjectRetention",
          "s3:GetObjectLegalHold",
        ],
        [`${sourceArn}/*`],
      ],
      ["WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], [`${copyArn}/*`]],
      ["DecryptAtSource", ["kms:Decrypt"], [`arn:aws:kms:${from}:111122223333:key/*`]],
      ["EncryptAtDestination", ["kms:Encrypt"], [`arn:aws:kms:${to}:111122223333:key/*`]],
    ]);
  });

  test("has no right with a star for an action or for a whole resource, and none to delete", () => {
    for (const { Effect, Action, Resource } of rights()) {
      expect(Effect).toBe("Allow");
      for (const action of Action) expect(action).not.toMatch(/\*|delete/iu);
      for (const resource of Resource) expect(resource).toMatch(/^arn:aws:(s3:::|kms:)[^*]+(\/\*)?$/u);
    }
  });

  test("uses each key by its alias, only through S3 of the key's region, and only for its own bucket", () => {
    const condition = (region: string, bucketArn: string): object => ({
      StringLike: {
        "kms:ViaService": `s3.${region}.amazonaws.com`,
        "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`],
      },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/social-commerce-staging-backups" },
    });
    const conditions = rights().map(({ Sid, Condition }) => [Sid, Condition]);
    expect(Object.fromEntries(conditions.filter(([, one]) => one !== undefined))).toEqual({
      DecryptAtSource: condition(from, sourceArn),
      EncryptAtDestination: condition(to, copyArn),
    });
  });
});
