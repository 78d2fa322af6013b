import { byType, type ChecksByType } from "../../lib/by-type";
import { must, mustBe, mustBeSet, mustNotBeTrue } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, notApplicable, undecided, type Verdict } from "../../lib/verdict";

/** The parameter of a group by its name. */
function parameter(group: Value, name: string, allowed: readonly string[]): Verdict {
  const all = group.at("parameters").items();
  const named = all.filter((one) => one.at("name").content === name);
  const demand = { allowed: allowed.join(" or "), fix: `set the parameter ${name}` };
  if (named.length > 0)
    return allOf(
      ...named.map((one) => must(one.at("value"), (value) => allowed.includes(String(value)), demand)),
    );
  const missing = `parameters has no ${name}; allowed: ${demand.allowed}; ${demand.fix}`;
  return all.some((one) => one.at("name").state === "unknown") ? undecided(missing) : fail(missing);
}

const ownParameters = (cluster: Value): Verdict =>
  mustBeSet(cluster.at("dbClusterParameterGroupName"), {
    allowed: "a parameter group of ours, because the default one takes plain text from who asks for it",
    fix: "set dbClusterParameterGroupName",
  });

/** A group that joins a global datastore speaks as that does, and is refused if it says so. */
const cacheSpeaksTls = (group: Value): Verdict =>
  anyOf(
    allOf(
      mustBe(group.at("transitEncryptionEnabled"), true),
      mustBe(group.at("transitEncryptionMode"), "required"),
    ),
    mustBeSet(group.at("globalReplicationGroupId"), {
      allowed: "the id of a global datastore, which decides it",
      fix: "join a datastore that requires TLS",
    }),
  );

const postgresFamily = /^(aurora-)?postgresql/u;

const checks: ChecksByType = {
  "aws:docdb/cluster:Cluster": ownParameters,
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup": (group) =>
    parameter(group, "tls", ["enabled", "tls1.2+", "tls1.3+", "fips-140-3"]),
  "aws:elasticache/replicationGroup:ReplicationGroup": cacheSpeaksTls,
  "aws:rds/cluster:Cluster": ownParameters,
  // Its debug log has the text of statements.
  "aws:rds/proxy:Proxy": (proxy) =>
    allOf(mustBe(proxy.at("requireTls"), true), mustNotBeTrue(proxy.at("debugLogging"))),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": (group) =>
    typeof group.at("family").content === "string" && !postgresFamily.test(String(group.at("family").content))
      ? notApplicable("it is of another engine, which has another parameter")
      : parameter(group, "rds.force_ssl", ["1"]),
};

/** What goes to a store and comes from it is encrypted. */
export const storeTransit = defineRule({
  name: "encryption-store-transit",
  title: "Stores speak TLS alone",
  description: "A database or a cache must refuse connections that are not encrypted.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "ElastiCache.5", "Replication groups are encrypted in transit."),
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("HIPAA", "164.312(e)(1)", "Health data is protected on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
  ],
  remediation: [
    "Give a PostgreSQL cluster a parameter group with `rds.force_ssl: 1`.",
    "Make a proxy with `requireTls: true`, and without `debugLogging`.",
    "Give a DocumentDB cluster a parameter group with `tls: tls1.2+`.",
    'Make a cache with `transitEncryptionEnabled: true` and `transitEncryptionMode: "required"`.',
  ],
  ...byType(checks),
});
