import { retentionClasses } from "../../../components/backup/retention";
import { bucketName, longestObjectsName } from "../../../components/store/objects/names";
import { environments } from "../../../config/profiles";
import type { Recorded } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at } from "../../support/tree";
import { build, document, objects, single, type World } from "./store-world";

const regions = ["eu-central-1", "us-east-1", "us-west-2"];
const s3 = (kind: string): string => `aws:s3/${kind[0]!.toLowerCase()}${kind.slice(1)}:${kind}`;
const named = (region: string): string => `media-staging-${region}-111122223333`;

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}
const statements = (text: unknown): Statement[] =>
  (JSON.parse(text as string) as { Statement: Statement[] }).Statement;

describe("A store of objects over regions", () => {
  let world: World;
  beforeAll(async () => {
    world = await build(objects);
  });
  const one = (kind: string, name: string): Recorded => world.tree.one(s3(kind), name);
  const all = (kind: string): Recorded[] => world.tree.all.filter(({ type }) => type === s3(kind));

  test("is a bucket in each region: protected, versioned, private, over TLS, under a key of the region", () => {
    for (const region of regions) {
      const name = `${region}-media`;
      const bucket = one("Bucket", name);
      expect(bucket.inputs).toMatchObject({
        bucket: named(region),
        tags: { "retention-class": "published-30d", "recovery-tier": "standard", region },
      });
      expect([bucket.protect, world.tree.providerOf(bucket)?.name]).toEqual([true, `${region}-aws`]);
      expect(one("BucketVersioning", `${name}-versioning`).inputs.versioningConfiguration).toEqual({
        status: "Enabled",
      });
      expect(at(one("BucketServerSideEncryptionConfiguration", `${name}-encryption`), "rules", 0)).toEqual({
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: `arn of ${region}-stores-key`,
        },
        bucketKeyEnabled: true,
      });
      expect(one("BucketPublicAccessBlock", `${name}-private`).inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(one("BucketOwnershipControls", `${name}-owner`).inputs.rule).toEqual({
        objectOwnership: "BucketOwnerEnforced",
      });
      const denials = statements(one("BucketPolicy", `${name}-tls`).inputs.policy);
      expect(denials.map(({ Sid, Effect, Resource }) => [Sid, Effect, ...Resource])).toEqual(
        ["PlainHttp", "OldTls"].map((sid) => [
          sid,
          "Deny",
          `arn:aws:s3:::${named(region)}`,
          `arn:aws:s3:::${named(region)}/*`,
        ]),
      );
    }
  });

  test("keeps what is not deleted, and ends former versions and unfinished uploads", () => {
    const lifecycle = one("BucketLifecycleConfiguration", "us-east-1-media-lifecycle");
    expect(lifecycle.inputs.rules).toEqual([
      {
        id: "published-30d",
        status: "Enabled",
        filter: {},
        expiration: { expiredObjectDeleteMarker: true },
        noncurrentVersionExpiration: { noncurrentDays: retentionClasses["published-30d"].keepDays },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ]);
    expect(world.tree.waitsFor(lifecycle)).toContain("us-east-1-media-versioning");
  });

  test("logs who asked what into a bucket of the region that takes it from S3 and from nobody else, and lets nobody delete it", () => {
    for (const region of regions) {
      const sink = `access-logs-staging-${region}-111122223333`;
      const logging = one("BucketLogging", `${region}-media-logging`);
      expect(logging.inputs).toMatchObject({ targetBucket: sink, targetPrefix: `${region}-media/` });
      expect(world.tree.waitsFor(logging)).toContain(`${region}-access-logs-tls`);
      expect(one("Bucket", `${region}-access-logs`).inputs).toMatchObject({
        bucket: sink,
        tags: { "bucket-role": "log-sink", "retention-class": "traffic-90d" },
      });
      expect(
        at(one("BucketServerSideEncryptionConfiguration", `${region}-access-logs-encryption`), "rules", 0),
      ).toEqual({ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } });
      const [, , delivery, kept] = statements(one("BucketPolicy", `${region}-access-logs-tls`).inputs.policy);
      expect(delivery).toEqual({
        Sid: "AccessLogs",
        Effect: "Allow",
        Principal: { Service: ["logging.s3.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: [`arn:aws:s3:::${sink}/*`],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      });
      expect(kept).toEqual({
        Sid: "NobodyDeletes",
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        Resource: [`arn:aws:s3:::${sink}/*`],
      });
    }
  });

  test("copies from each bucket to each other, with deletions and changes, within the time that S3 promises", () => {
    const ways = all("BucketReplicationConfig");
    expect(ways.map(({ name }) => name).sort()).toEqual(regions.map((region) => `${region}-media-copies`));
    for (const way of ways) {
      const from = way.name.replace("-media-copies", "");
      const others = regions.filter((region) => region !== from);
      const rules = way.inputs.rules as unknown as { destination: { bucket: string }; priority: number }[];
      expect(rules.map((rule) => rule.destination.bucket).sort()).toEqual(
        others.map((region) => `arn:aws:s3:::${named(region)}`),
      );
      expect(rules.map(({ priority }) => priority)).toEqual([0, 1]);
      for (const rule of rules) {
        const to = regions.find((region) => rule.destination.bucket.endsWith(named(region)))!;
        expect(rule).toMatchObject({
          id: `to-${to}`,
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: {
            sseKmsEncryptedObjects: { status: "Enabled" },
            replicaModifications: { status: "Enabled" },
          },
          destination: {
            encryptionConfiguration: { replicaKmsKeyId: `arn of ${to}-stores-key` },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled" },
          },
        });
      }
      expect(world.tree.providerOf(way)?.name).toBe(`${from}-aws`);
      for (const region of regions) expect(world.tree.waitsFor(way)).toContain(`${region}-media-versioning`);
    }
  });

  test("lets S3 read and write its buckets and nothing else, with each key for that region's bucket", () => {
    const { policy } = world.tree.one(
      "aws:iam/rolePolicy:RolePolicy",
      "us-west-2-media-replication-role-rights",
    ).inputs;
    const arns = ["us-west-2", "eu-central-1", "us-east-1"].map((at) => `arn:aws:s3:::${named(at)}`);
    const objectsOf = arns.map((arn) => `${arn}/*`);
    const rights = statements(policy);
    expect(rights.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["ReadConfiguration", arns],
      ["ReadObjects", objectsOf],
      ["WriteCopies", objectsOf],
      ...["us-west-2", "eu-central-1", "us-east-1"].flatMap((region, index) =>
        ["Decrypt", "Encrypt"].map((verb) => [
          `${verb}${index + 1}`,
          [`arn:aws:kms:${region}:111122223333:key/*`],
        ]),
      ),
    ]);
    expect(rights[2]!.Action).toEqual(["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"]);
    expect(rights[3]!.Condition).toEqual({
      StringLike: {
        "kms:ViaService": "s3.us-west-2.amazonaws.com",
        "kms:EncryptionContext:aws:s3:arn": [arns[0], `${arns[0]!}/*`],
      },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/social-commerce-staging-stores" },
    });
  });

  test("tells what is late in the region that is copied to, and what failed in the one that is copied from", () => {
    const alarms = world.tree.all.filter(({ type }) => type.endsWith(":MetricAlarm"));
    const ways = regions.flatMap((from) =>
      regions.filter((to) => to !== from).map((to) => [from, to] as const),
    );
    expect(alarms).toHaveLength(ways.length * 2);
    for (const [from, to] of ways) {
      const where = `WHERE SourceBucket = '${named(from)}' AND DestinationBucket = '${named(to)}' AND RuleId = 'to-${to}'`;
      const late = alarms.find(({ name }) => name === `${to}-media-from-${from}-lag`)!;
      expect(late.inputs).toMatchObject({
        metricQueries: [{ expression: `SELECT MAX(ReplicationLatency) FROM "AWS/S3" ${where}` }],
        threshold: 1800,
        evaluationPeriods: 3,
        alarmActions: [`arn of ${to}-store-alarms`],
      });
      expect(world.tree.providerOf(late)?.name).toBe(`${to}-aws`);
      const failed = alarms.find(({ name }) => name === `${from}-media-to-${to}-failed`)!;
      expect(failed.inputs).toMatchObject({
        metricQueries: [{ expression: `SELECT MAX(OperationsFailedReplication) FROM "AWS/S3" ${where}` }],
        alarmDescription: expect.stringContaining("/ObjectCopiesFailed.md") as unknown,
        threshold: 0,
        evaluationPeriods: 1,
        alarmActions: [`arn of ${from}-store-alarms`],
      });
      expect(world.tree.providerOf(failed)?.name).toBe(`${from}-aws`);
    }
  });

  test("tells services its bucket of each region, and is no host", () => {
    expect(world.access).toEqual([]);
    expect(world.buckets).toEqual([
      {
        name: "media",
        buckets: Object.fromEntries(regions.map((region) => [region, named(region)])),
      },
    ]);
  });
});

describe("A store of objects of one region", () => {
  test("is a bucket that is copied nowhere, and of which nothing can be late", async () => {
    const { tree } = await build(single(objects));
    const kinds = new Set(tree.all.map(({ type }) => type));
    expect([...kinds].filter((kind) => /ReplicationConfig$|MetricAlarm$|:Topic$/u.test(kind))).toEqual([]);
    expect(
      tree.all
        .filter(({ type }) => type === s3("Bucket"))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["us-west-2-access-logs", "us-west-2-media"]);
  });

  test("is alone in having a bucket for access logs", async () => {
    const { tree } = await build(document);
    expect(tree.all.filter(({ type }) => type === s3("Bucket"))).toEqual([]);
  });
});

describe("The name of a bucket", () => {
  test("keeps AWS's 63 characters in every environment and region", () => {
    for (const environment of environments)
      expect(
        bucketName(
          { estate: { ...estate, environment }, account, region: "ap-southeast-1" },
          "x".repeat(longestObjectsName),
        ).length,
      ).toBeLessThanOrEqual(63);
  });
});
