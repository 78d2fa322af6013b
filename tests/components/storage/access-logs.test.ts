import { lifecycleRule } from "../../../components/backup/lifecycle";
import { logSink } from "../../../components/backup/log-sink";
import { backupTiers } from "../../../components/backup/tiers";
import { AccessLogs } from "../../../components/storage/access-logs";
import { record, type Recorded } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const region = "us-west-2";
const where = { estate, region, accountId: account.id };
const type = "platform:storage:AccessLogs";
const s3 = (kind: string): string => `aws:s3/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Resource: readonly string[];
}
const statements = (policy: Recorded): Statement[] =>
  (json(policy, "policy") as { Statement: Statement[] }).Statement;

const ofBackups = (): AccessLogs => logSink("us-west-2-backup-logs", where);
const ofObjects = (): AccessLogs =>
  new AccessLogs("us-west-2-access-logs", {
    ...{ ...where, bucketName: "access-logs-staging-us-west-2-111122223333" },
    ...{ holds: "traffic-90d", says: "who asked what", policy: "tls" },
  });
const backups = ["backups", ofBackups, "backup-logs", "audit-7y", "access logs"] as const;
const objects = ["objects", ofObjects, "access-logs", "traffic-90d", "who asked what"] as const;
/** What is deployed keeps the name of its policy, and the order of what it says. */
const kinds = [
  [...backups, ["policy", "AccessLogs", "PlainHttp", "OldTls"]],
  [...objects, ["tls", "PlainHttp", "OldTls", "AccessLogs"]],
] as const;

describe.each(kinds)("A bucket for access logs of %s", (_, build, called, holds, says, [end, ...sids]) => {
  const all = [`arn:aws:s3:::${called}-staging-us-west-2-111122223333/*`];
  let tree: Tree;
  let logs: AccessLogs;
  beforeAll(async () => {
    tree = new Tree(await record(() => (logs = build())));
  });

  test("takes no lock and no key of ours, which S3 delivers to neither, and is protected all the same", () => {
    const bucket = tree.one(s3("Bucket"));
    expect([bucket.name, logs.bucketName]).toEqual([`us-west-2-${called}`, bucket.inputs.bucket]);
    expect(bucket.inputs).not.toHaveProperty("objectLockEnabled");
    expect(bucket.protect).toBe(true);
    expect(at(bucket, "tags", "bucket-role")).toBe("log-sink");
    expect(tree.one(s3("BucketServerSideEncryptionConfiguration")).inputs.rules).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    expect(tree.one(s3("BucketVersioning")).inputs.versioningConfiguration).toEqual({ status: "Enabled" });
  });

  test("lets S3 deliver for this account, over TLS, and nobody delete", () => {
    const policy = tree.one(s3("BucketPolicy"));
    const found = statements(policy);
    expect(policy.name).toBe(`us-west-2-${called}-${end}`);
    expect(found.map(({ Sid }) => Sid)).toEqual([...sids, "NobodyDeletes"]);
    expect(found.find(({ Effect }) => Effect === "Allow")).toEqual({
      Sid: "AccessLogs",
      Effect: "Allow",
      Principal: { Service: ["logging.s3.amazonaws.com"] },
      Action: ["s3:PutObject"],
      Resource: all,
      Condition: { StringEquals: { "aws:SourceAccount": account.id } },
    });
    expect(found.at(-1)).toMatchObject({
      Effect: "Deny",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: all,
    });
  });

  test("keeps what it takes for as long as its class, and says so", () => {
    expect(tree.one(s3("BucketLifecycleConfiguration")).inputs.rules).toEqual([lifecycleRule(holds)]);
    expect(at(tree.one(s3("Bucket")), "tags", "retention-class")).toBe(holds);
    expect(tree.outputsOf(tree.one(type))).toEqual({ summary: `${holds} · ${says}` });
  });
});

describe("The bucket for access logs of backups", () => {
  test("is found by the type that it had where it is deployed", async () => {
    const tree = new Tree(await record(ofBackups));
    expect(tree.one(type).formerTypes).toEqual(["platform:backup:LogSink"]);
    expect(new Tree(await record(ofObjects)).one(type).formerTypes).toEqual([]);
  });

  test("takes the reports of AWS Backup where they are asked for, and says so", async () => {
    const audit = { tiers: backupTiers, hasAurora: true };
    const tree = new Tree(await record(() => logSink("us-west-2-backup-logs", { ...where, audit })));
    expect(tree.outputsOf(tree.one(type))).toEqual({
      summary: "audit-7y · access logs, reports about backups",
    });
    const policy = tree.one(s3("BucketPolicy"));
    expect(statements(policy).map(({ Sid }) => Sid)).toEqual([
      ...["AccessLogs", "BackupReports", "PlainHttp", "OldTls", "NobodyDeletes"],
    ]);
    // AWS makes the role that the policy names with the first plan.
    expect(tree.waitsFor(policy)).toContain("us-west-2-backup-audit-compliance");
  });
});
