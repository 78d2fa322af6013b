import { readFileSync } from "node:fs";

import * as aws from "@pulumi/aws";

import { BackupBucket, type BackupBucketArgs } from "../../../components/backup/backup-bucket";
import { lifecycleRule } from "../../../components/backup/lifecycle";
import {
  cloudWatchRetentionDays,
  endsByAge,
  logRetentionDays,
  mayBeHeld,
  residencyTag,
  retentionClasses,
  retentionTag,
  type RetentionClassName,
} from "../../../components/backup/retention";
import { record } from "../../support/recorder";
import { estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const region = "us-west-2";
const name = "backups-orders-us-west-2";
const bucketName = "orders-staging-us-west-2-111122223333";
const classes = Object.keys(retentionClasses) as RetentionClassName[];
const ageing = classes.filter(endsByAge);

const build = async (
  retentionClass: RetentionClassName = "financial-7y",
  more: Partial<BackupBucketArgs> = {},
): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [new aws.Provider("us-west-2-aws", { region })];
      const logSink = { bucketName: "logs", ready: providers[0]! };
      const args = { estate, region, bucketName, retentionClass, keyArn: "key of us-west-2", logSink };
      return new BackupBucket(name, { ...args, isSource: false, ...more }, { providers });
    }),
  );

const s3 = (kind: string): string => `aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;

describe("A bucket for backups", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("is a bucket, and everything that makes it safe", () => {
    expect(tree.children(tree.one("platform:backup:BackupBucket"))).toEqual([
      `${s3("Bucket")} ${name}`,
      `${s3("BucketLifecycleConfiguration")} ${name}-lifecycle`,
      `${s3("BucketLogging")} ${name}-logging`,
      `${s3("BucketObjectLockConfiguration")} ${name}-lock`,
      `${s3("BucketOwnershipControls")} ${name}-owner`,
      `${s3("BucketPolicy")} ${name}-tls`,
      `${s3("BucketPublicAccessBlock")} ${name}-private`,
      `${s3("BucketServerSideEncryptionConfiguration")} ${name}-encryption`,
      `${s3("BucketVersioning")} ${name}-versioning`,
    ]);
  });

  test("has its given name, says what it keeps, can be locked, and cannot be deleted by accident", () => {
    const bucket = tree.one(s3("Bucket"));
    expect(bucket.protect).toBe(true);
    expect(bucket.inputs).toMatchObject({ bucket: bucketName, objectLockEnabled: true });
    expect(at(bucket, "tags", retentionTag)).toBe("financial-7y");
    expect(bucket.inputs).not.toHaveProperty("forceDestroy");
  });

  test("is what everything around it is about", () => {
    for (const { inputs } of tree.of("aws")) expect(inputs.bucket).toBe(bucketName);
    expect(tree.outputsOf(tree.one("platform:backup:BackupBucket"))).toEqual({
      arn: `arn:aws:s3:::${bucketName}`,
    });
  });

  test("keeps every version", () => {
    expect(tree.one(s3("BucketVersioning")).inputs.versioningConfiguration).toEqual({ status: "Enabled" });
  });

  test("is encrypted with the key that it is given, asked for once for many objects", () => {
    expect(tree.one(s3("BucketServerSideEncryptionConfiguration")).inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "key of us-west-2" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  test("is closed to the public, and everything in it is its owner's", () => {
    expect(tree.one(s3("BucketPublicAccessBlock")).inputs).toEqual({
      bucket: bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(tree.one(s3("BucketOwnershipControls")).inputs.rule).toEqual({
      objectOwnership: "BucketOwnerEnforced",
    });
  });

  test("refuses plain HTTP and TLS before 1.2 from everybody, for itself and for every object", () => {
    const refusal = (Sid: string, Condition: object): object => ({
      Sid,
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["s3:*"],
      Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
      Condition,
    });
    expect(json(tree.one(s3("BucketPolicy")), "policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        refusal("PlainHttp", { Bool: { "aws:SecureTransport": "false" } }),
        refusal("OldTls", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
        {
          ...{ Sid: "NobodyDeletes", Effect: "Deny", Principal: { AWS: ["*"] } },
          Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
          Resource: [`arn:aws:s3:::${bucketName}/*`],
        },
      ],
    });
  });

  test("is locked and emptied only when it keeps versions: S3 refuses both before", () => {
    for (const kind of ["BucketObjectLockConfiguration", "BucketLifecycleConfiguration"])
      expect(tree.waitsFor(tree.one(s3(kind)))).toContain(`${name}-versioning`);
  });

  test.each(ageing)("locks records of class %s for its minimum, and empties by its own rule", async (of) => {
    const one = await build(of);
    expect(one.one(s3("BucketObjectLockConfiguration")).inputs.rule).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: retentionClasses[of].minimumDays },
    });
    expect(one.one(s3("BucketLifecycleConfiguration")).inputs.rules).toEqual([lifecycleRule(of)]);
    expect(at(one.one(s3("Bucket")), "tags", retentionTag)).toBe(of);
  });
});

describe("The retention classes", () => {
  test.each([
    ["operational-30d", 30, 90],
    ["personal-90d", 1, 90],
    ["traffic-90d", 1, 90],
    ["audit-7y", 2555, 2922],
    ["financial-7y", 2555, 2922],
    ["published-30d", 30, 90],
  ] as const)("are those of the business (R17): %s from %i to %i days", (of, minimumDays, maximumDays) => {
    expect(retentionClasses[of]).toMatchObject({ minimumDays, maximumDays });
    expect(classes).toHaveLength(6);
  });

  test("are about people in the customers' records, and in what the platform logs of them, which nobody else may claim", () => {
    expect(classes.filter((of) => retentionClasses[of].personal)).toEqual(["personal-90d", "traffic-90d"]);
    expect(classes.filter((of) => !mayBeHeld(of))).toEqual(["traffic-90d"]);
  });

  test.each(classes)("keep records of class %s between their two limits", (of) => {
    const { minimumDays, keepDays, maximumDays } = retentionClasses[of];
    expect([minimumDays, keepDays, maximumDays]).toEqual(
      [minimumDays, keepDays, maximumDays].sort((left, right) => left - right),
    );
  });
});

describe("A bucket that is written to", () => {
  test("refuses to put anything where something is, and is asked what was done", async () => {
    const source = await build("financial-7y", { isSource: true });
    const policy = json(source.one(s3("BucketPolicy")), "policy") as { Statement: { Sid: string }[] };
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
      "PlainHttp",
      "OldTls",
      "NobodyDeletes",
      "Overwrite",
    ]);
    expect(policy.Statement[3]).toEqual({
      Sid: "Overwrite",
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["s3:PutObject"],
      Resource: [`arn:aws:s3:::${bucketName}/*`],
      Condition: { Null: { "s3:if-none-match": "true" }, Bool: { "s3:ObjectCreationOperation": "true" } },
    });
    expect(source.one(s3("BucketLogging")).inputs).toEqual({
      bucket: bucketName,
      targetBucket: "logs",
      targetPrefix: `${name}/`,
    });
  });

  test("says where its records may be, where that is limited, and nothing where it is not", async () => {
    const limited = await build("financial-7y", { permitted: ["us-west-2", "us-east-1"] });
    expect(at(limited.one(s3("Bucket")), "tags", residencyTag)).toBe("us-west-2 us-east-1");
    expect((await build()).one(s3("Bucket")).inputs.tags).not.toHaveProperty(residencyTag);
  });
});

describe("The lifecycle of a class", () => {
  test.each([
    ["operational-30d", 30, undefined],
    ["personal-90d", 57, undefined],
    ["traffic-90d", 57, undefined],
    ["audit-7y", 2555, [{ days: 90, storageClass: "DEEP_ARCHIVE" }]],
    ["financial-7y", 2555, [{ days: 90, storageClass: "DEEP_ARCHIVE" }]],
  ] as const)("of %s deletes after %i days, and archives only where that pays", (of, days, transitions) => {
    expect(lifecycleRule(of)).toEqual({
      id: of,
      status: "Enabled",
      filter: {},
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      ...(transitions && { transitions }),
    });
  });

  test("of what ends by being deleted deletes nothing else, and leaves a month to have it back", () => {
    expect(classes.filter((of) => !ageing.includes(of))).toEqual(["published-30d"]);
    expect(lifecycleRule("published-30d")).toEqual({
      id: "published-30d",
      status: "Enabled",
      filter: {},
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    });
  });

  test.each(ageing)("of %s deletes nothing that is locked, and leaves nothing after the maximum", (of) => {
    const { expiration, noncurrentVersionExpiration } = lifecycleRule(of) as {
      expiration: { days: number };
      noncurrentVersionExpiration: { noncurrentDays: number };
    };
    const { minimumDays, maximumDays } = retentionClasses[of];
    expect(expiration.days).toBeGreaterThanOrEqual(minimumDays);
    expect(expiration.days + noncurrentVersionExpiration.noncurrentDays).toBeLessThanOrEqual(maximumDays);
  });
});

describe("The retention of logs", () => {
  test("is one of the values that CloudWatch accepts, as the provider documents them", () => {
    const documentation = readFileSync(require.resolve("@pulumi/aws/cloudwatch/logGroup.d.ts"), "utf8");
    const [, list = ""] = /Possible values are: ([\d, ]+), and 0\./u.exec(documentation) ?? [];
    expect([...cloudWatchRetentionDays]).toEqual(list.split(", ").map(Number));
  });

  test.each([
    ["operational-30d", 30],
    ["personal-90d", 60],
    ["traffic-90d", 60],
    ["audit-7y", 2557],
    ["financial-7y", 2557],
    ["published-30d", 30],
  ] as const)(
    "of class %s is %i days: the shortest that CloudWatch knows and that is not too short",
    (of, days) => {
      expect(logRetentionDays(of)).toBe(days);
      expect(days).toBeLessThanOrEqual(retentionClasses[of].maximumDays);
      expect([...cloudWatchRetentionDays]).toContain(days);
    },
  );
});
