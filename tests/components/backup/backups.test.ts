import * as aws from "@pulumi/aws";

import type { Backup } from "../../../config/model";
import { Backups, type BackupsArgs } from "../../../components/backup/backups";
import type { Estate } from "../../../components/lib/estate";
import { environments } from "../../../config/profiles";
import { stackFileSchema } from "../../../config/schema";
import { awsRegionPattern } from "../../../config/schema/region";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { Tree } from "../../support/tree";

const build = async (
  backups: readonly Backup[],
  regions: readonly string[],
  owned: Estate = estate,
  dumps: BackupsArgs["dumps"] = [],
): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = new Map(
        regions.map((region) => [region, new aws.Provider(`${region}-aws`, { region })]),
      );
      return new Backups("backups", {
        ...{ estate: owned, account, backups, dumps, providers, networks: new Map() },
        ...{ residency: {}, stores: [], runbooks: "https://runbooks.example.com" },
      });
    }),
  );

const pair = (name: string, region: string, copyTo: string): Backup => ({
  name,
  retentionClass: "personal-90d",
  region,
  copyTo,
});

const three = ["us-east-1", "us-west-2", "eu-central-1"];

const longest = <T extends string>(names: readonly T[]): T =>
  names.reduce((one, other) => (other.length > one.length ? other : one));

/** The longest name that the stack file takes. */
function longestBackupName(): string {
  const entry = { retentionClass: "personal-90d", region: "us-east-1", copyTo: "us-west-2" };
  const taken = (name: string): boolean => stackFileSchema.shape.backups.safeParse({ [name]: entry }).success;
  return longest(Array.from({ length: 63 }, (_, index) => "o".repeat(index + 1)).filter(taken));
}

describe("All backups", () => {
  test("wait for a dump in the pair that a store is dumped into, and in no other", async () => {
    const backups = [pair("orders", "us-east-1", "us-west-2"), pair("users", "us-west-2", "us-east-1")];
    const tree = await build(backups, three, estate, [{ store: "orders-db", into: "orders" }]);
    expect(tree.all.filter(({ type }) => type.endsWith(":BucketMetric")).map(({ name }) => name)).toEqual([
      "backups-orders-orders-db-dump-missing-counted",
    ]);
    const summaryOf = (name: string): unknown => tree.outputsOf(tree.one("platform:backup:BucketPair", name));
    expect(summaryOf("backups-orders")).toEqual({ summary: "personal-90d · us-east-1 → us-west-2" });
    expect(summaryOf("backups-users")).toEqual({
      summary: "FILLED BY NOTHING · personal-90d · us-west-2 → us-east-1",
    });
  });

  test("are a pair for each, and one key for each region that has one of them", async () => {
    const backups = [pair("orders", "us-east-1", "us-west-2"), pair("users", "us-west-2", "us-east-1")];
    const tree = await build(backups, three);
    expect(tree.children(tree.one("platform:backup:Backups"))).toEqual([
      "platform:backup:BucketPair backups-orders",
      "platform:backup:BucketPair backups-users",
      "platform:backup:FailureTopic us-east-1-backup-failures",
      "platform:backup:FailureTopic us-west-2-backup-failures",
      "platform:security:EncryptionKey us-east-1-backups-key",
      "platform:security:EncryptionKey us-west-2-backups-key",
      "platform:storage:AccessLogs us-east-1-backup-logs",
      "platform:storage:AccessLogs us-west-2-backup-logs",
    ]);
    expect(tree.outputsOf(tree.one("platform:backup:Backups"))).toEqual({ summary: "orders, users" });
  });

  test("encrypt each bucket with the key of its own region, which is made there", async () => {
    const backups = [pair("orders", "us-east-1", "eu-central-1"), pair("users", "eu-central-1", "us-east-1")];
    const tree = await build(backups, three);
    const encryptions = tree.all
      .filter(({ type }) => type.endsWith(":BucketServerSideEncryptionConfiguration"))
      .filter(({ name }) => !name.includes("logs"));
    expect(encryptions).toHaveLength(4);
    for (const encryption of encryptions) {
      const region = tree.regionOf(encryption) ?? "";
      expect(JSON.stringify(encryption.inputs.rules)).toContain(`"arn of ${region}-backups-key"`);
      const key = tree.one("aws:kms/key:Key", `${region}-backups-key`);
      expect(tree.providerOf(key)?.inputs.region).toBe(region);
      expect(tree.one("aws:kms/alias:Alias", `${region}-backups-key-alias`).inputs.name).toBe(
        "alias/social-commerce-staging-backups",
      );
    }
  });

  test("cannot lose a bucket or a key by accident", async () => {
    const tree = await build([pair("orders", "us-east-1", "us-west-2")], three);
    const precious = tree.all.filter(({ protect }) => protect).map(({ type, name }) => `${type} ${name}`);
    expect(precious.sort()).toEqual([
      "aws:kms/key:Key us-east-1-backups-key",
      "aws:kms/key:Key us-west-2-backups-key",
      "aws:s3/bucket:Bucket backups-orders-us-east-1",
      "aws:s3/bucket:Bucket backups-orders-us-west-2",
      "aws:s3/bucket:Bucket us-east-1-backup-logs",
      "aws:s3/bucket:Bucket us-west-2-backup-logs",
      "aws:sqs/queue:Queue us-east-1-backup-failures-undelivered",
      "aws:sqs/queue:Queue us-west-2-backup-failures-undelivered",
    ]);
  });

  test("lend the pairs' names and regions to everything, so that no two pairs collide", async () => {
    const backups = [pair("orders", "us-east-1", "us-west-2"), pair("users", "us-east-1", "us-west-2")];
    const tree = await build(backups, three);
    const names = tree.all
      .filter(({ type }) => type === "aws:s3/bucket:Bucket")
      .map(({ inputs }) => inputs.bucket as string)
      .filter((bucket) => !bucket.startsWith("backup-logs-"));
    expect(names.sort()).toEqual([
      "orders-staging-us-east-1-111122223333",
      "orders-staging-us-west-2-111122223333",
      "users-staging-us-east-1-111122223333",
      "users-staging-us-west-2-111122223333",
    ]);
    const roles = tree.all
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map(({ inputs }) => inputs.name);
    expect(new Set(roles).size).toBe(2);
    expect(new Set(tree.all.map(({ urn }) => urn)).size).toBe(tree.all.length);
  });

  test("have names that AWS takes, even for the longest backup, environment and region", async () => {
    const environment = longest(environments);
    const region = longest(Object.values(aws.Region).filter((name) => awsRegionPattern.test(name)));
    const tree = await build([pair(longestBackupName(), region, "us-east-1")], [region, "us-east-1"], {
      ...estate,
      environment,
    });

    const buckets = tree.all.filter(({ type }) => type === "aws:s3/bucket:Bucket");
    expect(buckets).toHaveLength(4);
    for (const { inputs } of buckets) expect(inputs.bucket).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/u);
    expect(tree.one("aws:iam/role:Role").inputs.name).toMatch(/^[\w+=,.@-]{1,64}$/u);
  });
});
