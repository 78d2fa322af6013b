import { byType, type ChecksByType } from "../../lib/by-type";
import { mustBe, mustBeWithin } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, type Verdict } from "../../lib/verdict";

/** Days to any second of which a database must be restorable; AWS keeps 35 at most. */
const [fewestDays, mostDays] = [30, 35];

const restorable = (cluster: Value): Verdict =>
  mustBeWithin(cluster.at("backupRetentionPeriod"), fewestDays, mostDays);

const checks: ChecksByType = {
  "aws:docdb/cluster:Cluster": restorable,
  "aws:elasticache/replicationGroup:ReplicationGroup": (group) =>
    mustBeWithin(group.at("snapshotRetentionLimit"), 1, mostDays),
  "aws:rds/cluster:Cluster": (cluster) =>
    allOf(
      restorable(cluster),
      mustBe(cluster.at("copyTagsToSnapshot"), true),
      mustBe(cluster.at("deleteAutomatedBackups"), false),
    ),
};

/** What somebody spoilt a month ago can be had back. */
export const storeBackups = defineRule({
  name: "retention-store-backups",
  title: "Databases can be restored to any second of a month",
  description:
    "A database must be restorable to any second of 30 days, its backups outliving it, and a cache must have a snapshot.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "DocumentDB.2", "Document clusters keep their backups for long enough."),
    control("AWS FSBP", "ElastiCache.1", "Caches have automatic backups."),
    control("PCI DSS", "10.3.3", "Records are backed up promptly."),
    control("HIPAA", "164.308(a)(7)(ii)(A)", "Exact copies of health data can be had back."),
    control("NIST SP 800-53", "CP-9", "Information is backed up as its recovery objectives ask."),
    control("SOC 2", "A1.2", "Data is backed up and can be recovered."),
  ],
  remediation: [
    `Set \`backupRetentionPeriod\` to ${fewestDays} or more; ${mostDays} is the most that AWS keeps.`,
    "On Aurora set `copyTagsToSnapshot: true` and `deleteAutomatedBackups: false`.",
    "On a cache set `snapshotRetentionLimit: 1`, or more.",
  ],
  ...byType(checks),
});
