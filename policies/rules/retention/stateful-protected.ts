import { must, mustBe, mustNotBeTrue } from "../../lib/condition";
import { control } from "../../lib/control";
import type { Resource } from "../../lib/resource";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, fail, pass, type Verdict } from "../../lib/verdict";

type Guard = (properties: Value) => Verdict;

const deletionProtection: Guard = (properties) => mustBe(properties.at("deletionProtection"), true);
const forceDestroy: Guard = (properties) => mustNotBeTrue(properties.at("forceDestroy"));
const forceDelete: Guard = (properties) => mustNotBeTrue(properties.at("forceDelete"));
const finalSnapshot: Guard = (properties) => mustNotBeTrue(properties.at("skipFinalSnapshot"));

const shortestRecoveryDays = 30;

const recoveryWindow: Guard = (properties) =>
  must(properties.at("recoveryWindowInDays"), (days) => days === undefined || days === shortestRecoveryDays, {
    allowed: `${shortestRecoveryDays}, which is also the default`,
    fix: "remove recoveryWindowInDays",
  });

/** Everything that holds what cannot be made again, and what else guards it. Caches are left out: they refill. */
const guardsByType: Readonly<Record<string, readonly Guard[]>> = {
  "aws:backup/vault:Vault": [forceDestroy],
  // Events of weeks, which no queue has any more.
  "aws:cloudwatch/eventArchive:EventArchive": [],
  "aws:docdb/cluster:Cluster": [deletionProtection, finalSnapshot],
  "aws:docdb/globalCluster:GlobalCluster": [deletionProtection],
  "aws:dynamodb/table:Table": [(properties) => mustBe(properties.at("deletionProtectionEnabled"), true)],
  "aws:ecr/repository:Repository": [forceDelete],
  "aws:efs/fileSystem:FileSystem": [],
  "aws:kms/key:Key": [],
  "aws:kms/replicaKey:ReplicaKey": [],
  "aws:opensearch/domain:Domain": [],
  "aws:rds/cluster:Cluster": [deletionProtection, finalSnapshot],
  "aws:rds/globalCluster:GlobalCluster": [deletionProtection, forceDestroy],
  "aws:rds/instance:Instance": [deletionProtection, finalSnapshot],
  "aws:s3/bucket:Bucket": [forceDestroy],
  "aws:s3/bucketV2:BucketV2": [forceDestroy],
  "aws:secretsmanager/secret:Secret": [recoveryWindow],
  // What waits in it is nowhere else.
  "aws:sqs/queue:Queue": [],
};

/** A wrong edit of the stack file deletes no data. */
export const statefulProtected = defineRule({
  name: "retention-stateful-protected",
  title: "What holds data cannot be deleted by an edit",
  description:
    "A resource that holds data or the key to it must be protected from deletion, by Pulumi and by the cloud.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "RDS.7", "Database clusters have deletion protection."),
    control("AWS FSBP", "RDS.8", "Database instances have deletion protection."),
    control("AWS FSBP", "DocumentDB.5", "Document databases have deletion protection."),
    control("AWS FSBP", "KMS.3", "Keys are not deleted unintentionally."),
    control("SOC 2", "C1.1", "Confidential information is kept for as long as it must be."),
  ],
  remediation: [
    "Make the resource with the option `protect: true`.",
    "Remove `forceDestroy`, `forceDelete` and `skipFinalSnapshot`.",
    "On a database set `deletionProtection: true`.",
  ],
  types: Object.keys(guardsByType),
  check(resource) {
    const guards = guardsByType[resource.type] ?? [];
    return allOf(isProtected(resource), ...guards.map((guard) => guard(resource.properties)));
  },
});

function isProtected(resource: Resource): Verdict {
  return resource.protect ? pass : fail("the option protect is false; allowed: true; set protect: true");
}
