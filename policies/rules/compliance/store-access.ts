import { byType, type ChecksByType } from "../../lib/by-type";
import { must, mustBe, mustBeSet, mustNotBeTrue } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, fail, pass, type Verdict } from "../../lib/verdict";

const inSubnets = (properties: Value, key: string): Verdict =>
  mustBeSet(properties.at(key), {
    allowed: "a group of the subnets of stores, from which no route leads out",
    fix: `set ${key}; without it AWS takes the account's default network`,
  });

/** A list that is unknown is set; one without elements is none. */
function hasSome(list: Value, what: string): Verdict {
  if (!list.present || (list.isList && list.items().length === 0))
    return fail(`${list.path} is ${list.show()}; allowed: ${what}; set ${list.path}`);
  return pass;
}

const checks: ChecksByType = {
  "aws:docdb/cluster:Cluster": (cluster) =>
    allOf(
      inSubnets(cluster, "dbSubnetGroupName"),
      hasSome(cluster.at("vpcSecurityGroupIds"), "a security group of its own"),
      must(cluster.at("enabledCloudwatchLogsExports", 0), (log) => log === "audit", {
        allowed: "audit, first",
        fix: 'set enabledCloudwatchLogsExports: ["audit"]',
      }),
    ),
  "aws:elasticache/replicationGroup:ReplicationGroup": (group) =>
    allOf(
      inSubnets(group, "subnetGroupName"),
      hasSome(group.at("securityGroupIds"), "a security group of its own"),
      hasSome(group.at("userGroupIds"), "a group of users with passwords, without which everybody is let in"),
      hasSome(group.at("logDeliveryConfigurations"), "a log of what is slow"),
    ),
  "aws:rds/cluster:Cluster": (cluster) =>
    allOf(
      inSubnets(cluster, "dbSubnetGroupName"),
      hasSome(cluster.at("vpcSecurityGroupIds"), "a security group of its own"),
      mustBe(cluster.at("iamDatabaseAuthenticationEnabled"), true),
      hasSome(cluster.at("enabledCloudwatchLogsExports"), "the engine's logs"),
    ),
  "aws:rds/clusterInstance:ClusterInstance": (instance) => mustNotBeTrue(instance.at("publiclyAccessible")),
};

/** Nobody comes to a store who is not known, from where nobody may. */
export const storeAccess = defineRule({
  name: "compliance-store-access",
  title: "Stores are private, know who comes, and write it down",
  description:
    "A database or a cache must be in subnets of ours behind a group of its own, let in nobody unknown, and export its logs.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "RDS.2", "Database instances have no public address."),
    control("AWS FSBP", "RDS.12", "Roles can sign in to database clusters."),
    control("AWS FSBP", "DocumentDB.4", "Document clusters export their audit logs."),
    control("AWS FSBP", "ElastiCache.7", "Caches are not in the default subnet group."),
    control("PCI DSS", "1.4.4", "What stores card data cannot be reached from untrusted networks."),
    control("HIPAA", "164.312(a)(1)", "Only who has been granted access comes to health data."),
    control("SOC 2", "CC6.1", "Access to information is restricted."),
  ],
  remediation: [
    "Name a subnet group of the region's data subnets, and a security group that opens the port to the pods.",
    "On Aurora set `iamDatabaseAuthenticationEnabled: true`, and `publiclyAccessible: false` on its instances.",
    "On a cache name a user group. Export the logs to CloudWatch.",
  ],
  ...byType(checks),
});
