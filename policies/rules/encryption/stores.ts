import { byType, type ChecksByType } from "../../lib/by-type";
import { mustBe, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, type Verdict } from "../../lib/verdict";

const ownKey = (properties: Value): Verdict =>
  mustBeSet(properties.at("kmsKeyId"), {
    allowed: "the ARN of a KMS key of the resource's own region",
    fix: "set kmsKeyId to the ARN of a key of the platform",
  });

const encrypted = (properties: Value): Verdict => mustBe(properties.at("storageEncrypted"), true);

/** A group that joins a global datastore is encrypted as that is, and is refused if it says so. */
const asDatastore = (properties: Value): Verdict =>
  mustBeSet(properties.at("globalReplicationGroupId"), {
    allowed: "the id of a global datastore, which decides it",
    fix: "set atRestEncryptionEnabled, or join a datastore that has it",
  });

/** Each copy of a secret is encrypted where it is. */
const copiesKeyed = (secret: Value): Verdict[] =>
  secret
    .at("replicas")
    .items()
    .map((replica) => ownKey(replica));

const checks: ChecksByType = {
  "aws:docdb/cluster:Cluster": (cluster) => allOf(encrypted(cluster), ownKey(cluster)),
  "aws:docdb/globalCluster:GlobalCluster": encrypted,
  "aws:elasticache/replicationGroup:ReplicationGroup": (group) =>
    allOf(anyOf(mustBe(group.at("atRestEncryptionEnabled"), true), asDatastore(group)), ownKey(group)),
  "aws:rds/cluster:Cluster": (cluster) => allOf(encrypted(cluster), ownKey(cluster)),
  "aws:rds/globalCluster:GlobalCluster": encrypted,
  "aws:secretsmanager/secret:Secret": (secret) => allOf(ownKey(secret), ...copiesKeyed(secret)),
};

/** What stores and secrets keep is unreadable without a key of ours. */
export const encryptedStores = defineRule({
  name: "encryption-stores",
  title: "Stores and secrets are encrypted with our key",
  description:
    "A database, a cache or a secret must be encrypted at rest with a customer-managed KMS key, each copy with one of its own region.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "RDS.27", "Database clusters are encrypted at rest."),
    control("AWS FSBP", "DocumentDB.1", "Document clusters are encrypted at rest."),
    control("AWS FSBP", "ElastiCache.4", "Replication groups are encrypted at rest."),
    control("PCI DSS", "3.5.1", "Stored card data is unreadable without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Stored health data is encrypted."),
    control("GDPR", "32", "Personal data is protected by encryption."),
  ],
  remediation: [
    "Make a KMS key in the region of the store.",
    "Set `storageEncrypted: true`, or `atRestEncryptionEnabled: true` on a cache, and `kmsKeyId`.",
    "These cannot be changed later: a store that lacks them is restored from a snapshot into one that has them.",
  ],
  ...byType(checks),
});
