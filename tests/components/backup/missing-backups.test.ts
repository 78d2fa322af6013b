import { backupTiers } from "../../../components/backup/tiers";
import type { Recorded } from "../../support/recorder";
import type { Tree } from "../../support/tree";
import { backedUp, clusters, storeLike } from "./backed-up";

const orders = storeLike();
const ledger = storeLike({ name: "ledger", holds: "audit-7y" });
const catalogue = storeLike({ name: "catalogue-db", kind: "documentdb", holds: "operational-30d" });
const customers = storeLike({ name: "customers", holds: "personal-90d", region: "us-west-2" });

const missing = (tree: Tree): Recorded[] =>
  tree.all.filter(({ type, name }) => type.endsWith(":MetricAlarm") && name.includes("backup-missing"));
const named = (tree: Tree): string[] => missing(tree).map(({ name }) => name);
const alarm = (tree: Tree, name: string) => missing(tree).find((one) => one.name === name)!.inputs;

describe("A backup that is missing", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await backedUp([...clusters, orders, ledger, catalogue, customers]);
  });

  // Counted together, a cluster's backup would hide that no database has any.
  test("is an alarm for each kind of stores of a region", () => {
    expect(named(tree).sort()).toEqual([
      "eu-central-1-backup-missing-eks",
      "us-east-1-backup-missing-aurora",
      "us-east-1-backup-missing-documentdb",
      "us-east-1-backup-missing-eks",
      "us-west-2-backup-missing-aurora",
      "us-west-2-backup-missing-eks",
    ]);
  });

  test("of a kind's only store is told after 36 hours, silence included", () => {
    const topic = "arn:aws:sns:us-east-1:111122223333:social-commerce-staging-backup-failures";
    expect(alarm(tree, "us-east-1-backup-missing-documentdb")).toMatchObject({
      name: "social-commerce-staging-daily-documentdb-backup-missing",
      alarmDescription:
        "No backup of DocumentDB was done in social-commerce-staging-daily for 36 hours. https://runbooks.example.com/BackupMissing.md",
      ...{ namespace: "AWS/Backup", metricName: "NumberOfBackupJobsCompleted", statistic: "Sum" },
      dimensions: { BackupVaultName: "social-commerce-staging-daily", ResourceType: "DocumentDB" },
      ...{ period: 21_600, evaluationPeriods: 6, datapointsToAlarm: 6 },
      ...{ comparisonOperator: "LessThanThreshold", threshold: 1, treatMissingData: "breaching" },
      ...{ alarmActions: [topic], okActions: [topic] },
    });
    const one = missing(tree).find(({ name }) => name === "us-east-1-backup-missing-documentdb")!;
    expect(tree.waitsFor(one)).toContain("us-east-1-backup-failures-policy");
  });

  // A sum over six hours sees each of two stores apart, and no period is longer than a day.
  test("of one among several of a kind is told when two days have fewer than there are, whatever their classes", () => {
    expect(alarm(tree, "us-east-1-backup-missing-aurora")).toMatchObject({
      name: "social-commerce-staging-daily-aurora-backup-missing",
      alarmDescription: expect.stringContaining(
        "Fewer than 2 backups of Aurora were done in social-commerce-staging-daily on each of 2 days.",
      ) as string,
      dimensions: { BackupVaultName: "social-commerce-staging-daily", ResourceType: "Aurora" },
      ...{ period: 86_400, evaluationPeriods: 2, datapointsToAlarm: 2, threshold: 2 },
      ...{ comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" },
    });
  });

  test("counts the stores of its own region alone", () => {
    expect(alarm(tree, "us-west-2-backup-missing-aurora")).toMatchObject({ threshold: 1, period: 21_600 });
  });

  test("is none where nothing is backed up daily, nor counts what is not", async () => {
    const daily = { ...backupTiers.daily, keepDays: 120, lock: { minimumDays: 30, maximumDays: 120 } };
    const longer = await backedUp([...clusters, orders, customers], { ...backupTiers, daily });
    expect(longer.all.map(({ name }) => name)).not.toContain("eu-central-1-vault-daily");
    expect(named(longer)).toEqual(["us-east-1-backup-missing-aurora"]);
  });
});
