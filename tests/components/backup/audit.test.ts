import * as aws from "@pulumi/aws";

import { Backups } from "../../../components/backup/backups";
import { clusterAsStore, type Recoverable } from "../../../components/backup/recoverable";
import { backupTiers } from "../../../components/backup/tiers";
import type { Backup } from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const orders: Recoverable = {
  name: "orders-db",
  kind: "aurora",
  arn: "arn:aws:rds:us-east-1:111122223333:cluster:orders",
  region: "us-east-1",
  holds: "financial-7y",
  tier: "critical",
};
const pair: Backup = {
  name: "orders",
  retentionClass: "operational-30d",
  region: "us-east-1",
  copyTo: "us-west-2",
};

const build = async (audit: boolean, stores: readonly Recoverable[], backups: readonly Backup[] = []) =>
  new Tree(
    await record(() => {
      const regions = ["us-east-1", "us-west-2"];
      const providers = new Map(
        regions.map((region) => [region, new aws.Provider(`${region}-aws`, { region })]),
      );
      const networks = new Map(regions.map((region) => [region, { vpcId: `vpc of ${region}`, zones: [] }]));
      return new Backups("backups", {
        ...{ estate, account, backups, dumps: [], providers, networks, residency: {}, stores },
        runbooks: "https://runbooks.example.com",
        recovery: { copyTo: ["us-west-2", "us-east-1"], lock: {}, tiers: backupTiers, notify: [], audit },
      });
    }),
  );
const cluster = clusterAsStore(estate, account, "us-east-1");
const frameworkType = "aws:backup/framework:Framework";
const reportType = "aws:backup/reportPlan:ReportPlan";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const names = (tree: Tree, type: string): string[] =>
  tree.all.filter((one) => one.type === type).map(({ name }) => name);

describe("What AWS says of backups", () => {
  test("is asked in each region with a store, and put into the region's bucket of logs", async () => {
    const tree = await build(true, [cluster, orders]);
    const framework = tree.one(frameworkType);
    expect([framework.name, framework.inputs.name]).toEqual([
      "us-east-1-backup-audit-framework",
      "social_commerce_staging_us_east_1",
    ]);
    const reports = tree.all.filter(({ type }) => type === reportType);
    expect(reports.map((one) => [one.inputs.name, at(one, "reportSetting", "reportTemplate")])).toEqual(
      [
        ["backup_jobs", "BACKUP_JOB_REPORT"],
        ["copy_jobs", "COPY_JOB_REPORT"],
        ["restore_jobs", "RESTORE_JOB_REPORT"],
        ["compliance", "RESOURCE_COMPLIANCE_REPORT"],
      ].map(([end, template]) => [`social_commerce_staging_us_east_1_${end!}`, template]),
    );
    for (const one of reports) {
      expect(one.inputs.reportDeliveryChannel).toEqual({
        s3BucketName: "backup-logs-staging-us-east-1-111122223333",
        s3KeyPrefix: "backup-audit",
        formats: ["CSV", "JSON"],
      });
      const frameworks = at(one, "reportSetting", "frameworkArns");
      expect([one.name, frameworks]).toEqual([
        one.name,
        one.name.endsWith("compliance") ? ["arn of us-east-1-backup-audit-framework"] : undefined,
      ]);
    }
  });

  test("judges how often and how long, encryption and deletion, and of Aurora what AWS knows of resources", async () => {
    const controls = (await build(true, [orders])).one(frameworkType).inputs.controls as {
      name: string;
      scope?: unknown;
      inputParameters?: { name: string; value: string }[];
    }[];
    const inputs = controls.map(({ name, scope, inputParameters = [] }) => [
      name,
      scope !== undefined,
      Object.fromEntries(inputParameters.map((one) => [one.name, one.value])),
    ]);
    expect(inputs).toEqual([
      [
        "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK",
        false,
        { requiredFrequencyUnit: "hours", requiredFrequencyValue: "6", requiredRetentionDays: "7" },
      ],
      ["BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK", false, { requiredRetentionDays: "7" }],
      ["BACKUP_RECOVERY_POINT_ENCRYPTED", false, {}],
      ["BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED", false, {}],
      ["BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN", true, {}],
      ["BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", true, {}],
      ["BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK", true, {}],
      [
        "BACKUP_LAST_RECOVERY_POINT_CREATED",
        true,
        { recoveryPointAgeUnit: "hours", recoveryPointAgeValue: "11" },
      ],
    ]);
    const without = (await build(true, [cluster])).one(frameworkType).inputs.controls;
    expect(without).toEqual(controls.slice(0, 4));
  });

  test("is put by AWS's own role, below one prefix, for the owner, once that role is there", async () => {
    const tree = await build(true, [cluster]);
    const policy = tree.one(policyType);
    const [, statement] = (json(policy, "policy") as { Statement: unknown[] }).Statement;
    expect(statement).toEqual({
      Sid: "BackupReports",
      Effect: "Allow",
      Principal: {
        AWS: [
          "arn:aws:iam::111122223333:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports",
        ],
      },
      Action: ["s3:PutObject"],
      Resource: ["arn:aws:s3:::backup-logs-staging-us-east-1-111122223333/backup-audit/*"],
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
    expect(tree.waitsFor(policy)).toEqual(expect.arrayContaining(names(tree, reportType)));
  });

  test("is not asked where a region has copies alone, nor without a word in the stack file", async () => {
    const both = await build(true, [cluster], [pair]);
    expect(names(both, frameworkType)).toEqual(["us-east-1-backup-audit-framework"]);
    expect(names(both, "platform:storage:AccessLogs").sort()).toEqual([
      "us-east-1-backup-logs",
      "us-west-2-backup-logs",
    ]);
    const silent = await build(false, [cluster]);
    expect([names(silent, frameworkType), names(silent, reportType), names(silent, policyType)]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
