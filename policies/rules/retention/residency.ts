import { residencyTag } from "../../../components/backup/retention";
import { planTypes, rulesOf, targetsOf } from "../../lib/backup-plan";
import { bucketTypes } from "../../lib/bucket";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { archiveType, busType, messageSource, namedSource, topicType } from "../../lib/message-source";
import { providerRegion, regionOfArn } from "../../lib/provider-region";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

/** Databases and caches, which join those of other regions by an argument. */
const memberTypes: Readonly<Record<string, string>> = {
  "aws:docdb/cluster:Cluster": "globalClusterIdentifier",
  "aws:elasticache/replicationGroup:ReplicationGroup": "globalReplicationGroupId",
  "aws:rds/cluster:Cluster": "globalClusterIdentifier",
};

const secretType = "aws:secretsmanager/secret:Secret";

const replicaKeyType = "aws:kms/replicaKey:ReplicaKey";

const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** What hands messages on, and the property that names where to. */
const deliveries: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventTarget:EventTarget": "arn",
  "aws:sns/topicSubscription:TopicSubscription": "endpoint",
};

/** Records stay where they may be, and so does every copy of them, over whatever channel. */
export const residency = defineStackRule({
  name: "retention-residency",
  title: "No copy leaves the permitted regions",
  description:
    "What names permitted regions must be in one of them, and so must each bucket that it is replicated to, each vault that it is copied to, each database that joins it, each region that its secret is read in, and each queue that its messages are handed to.",
  severity: "critical",
  controls: [
    control("GDPR", "44", "Personal data leaves its countries only where that is permitted."),
    control("SOC 2", "C1.1", "Confidential information is kept where it was agreed."),
  ],
  remediation: [
    "Replicate to a bucket, copy to a vault, and hand messages to a queue, in a region of the tag `permitted-regions`.",
    "Or permit the region under `social-commerce:residency`, if the law does.",
  ],
  types: [
    ...bucketTypes,
    ...planTypes,
    ...Object.keys(memberTypes),
    secretType,
    replicaKeyType,
    replicationType,
    "aws:sqs/queue:Queue",
    topicType,
    busType,
    archiveType,
    ...Object.keys(deliveries),
  ],
  check(resource, stack) {
    if (resource.type === replicationType) return replicationStays(resource, stack);
    if (resource.type === archiveType || resource.type in deliveries) return messagesStay(resource, stack);
    const permitted = permittedOf(resource, stack);
    if (!permitted.present) return notApplicable("its records may be anywhere");
    const copies = rulesOf(resource)
      .flatMap(targetsOf)
      .map(({ vault }) => vault);
    return allOf(
      isPermitted(providerRegion(resource, stack), permitted),
      ...copies.map((vault) => vaultStays(vault, permitted)),
      ...replicasOf(resource).map((region) => isPermitted(region, permitted)),
    );
  },
});

/** The tag of a resource itself, or else of one that it joins: a copy without a tag is of the same records. */
function permittedOf(resource: LinkedResource, stack: Stack): Value {
  const own = resource.properties.at("tags", residencyTag);
  const argument = memberTypes[resource.type];
  if (own.present || argument === undefined) return own;
  const joined = stack
    .ofTypes([resource.type])
    .filter((other) => other.urn !== resource.urn && joins(resource, other, argument))
    .map(({ properties }) => properties.at("tags", residencyTag));
  return joined.find(({ present }) => present) ?? own;
}

function joins(one: LinkedResource, other: LinkedResource, argument: string): boolean {
  const [left, right] = [one, other].map(({ properties }) => properties.at(argument));
  if (left?.state === "known" && left.content !== undefined && left.content === right?.content) return true;
  const from = one.sources[argument] ?? [];
  return (other.sources[argument] ?? []).some((urn) => from.includes(urn));
}

/** Regions in which a secret is read besides its own. */
function replicasOf({ type, properties }: LinkedResource): readonly Value[] {
  return type === secretType
    ? properties
        .at("replicas")
        .items()
        .map((replica) => replica.at("region"))
    : [];
}

function isPermitted(region: Value, permitted: Value): Verdict {
  if (permitted.state !== "known" || region.state !== "known")
    return undecided("the region, or where it may be, is not known before the update");
  return regions(permitted).includes(String(region.content))
    ? pass
    : fail(`it is in ${region.show()}; allowed: ${String(permitted.content)}; make it in one of them`);
}

/** The tag of a topic or a bus says where, of what it hands on and of what its archive keeps as well. */
function messagesStay(resource: LinkedResource, stack: Stack): Verdict {
  const source = messageSource(resource, stack);
  const named = namedSource(resource);
  if (source === undefined)
    return named.state === "unknown"
      ? undecided(`${named.path} is not known before the update`)
      : notApplicable("what its messages come from is none of the stack's");
  const permitted = source.properties.at("tags", residencyTag);
  if (!permitted.present) return notApplicable("its records may be anywhere");
  const to = deliveries[resource.type];
  if (to === undefined) return isPermitted(providerRegion(resource, stack), permitted);
  if (permitted.state === "unknown") return undecided(`${permitted.path} is not known before the update`);
  // What is no ARN with a region, such as an address of mail, is nowhere that anybody knows.
  const stays = (content: unknown): boolean => regions(permitted).includes(regionOfArn(content) ?? "");
  return must(resource.properties.at(to), stays, {
    allowed: `queues and the like in ${String(permitted.content)}`,
    fix: "hand the messages to one of them",
  });
}

function vaultStays(vault: Value, permitted: Value): Verdict {
  // A vault that is named without a region is in the plan's own.
  const stays = (content: unknown): boolean => {
    const region = regionOfArn(content);
    return region === undefined || regions(permitted).includes(region);
  };
  return must(vault, stays, {
    allowed: `vaults in ${String(permitted.content)}`,
    fix: "copy to one of them",
  });
}

/** The source's tag says where; the destination is found by its name, and is where its provider is. */
function replicationStays({ properties, sources }: LinkedResource, stack: Stack): Verdict {
  const buckets = stack.ofTypes(bucketTypes);
  const named = properties.at("bucket");
  const source = buckets.find(
    (bucket) =>
      (sources.bucket ?? []).includes(bucket.urn) ||
      (named.state === "known" && bucket.properties.at("bucket").content === named.content),
  );
  if (source === undefined) return undecided("the bucket that is replicated is not known before the update");
  const permitted = source.properties.at("tags", residencyTag);
  if (!permitted.present) return notApplicable("its records may be anywhere");
  return allOf(
    ...properties
      .at("rules")
      .items()
      .map((rule) => destinationStays(rule.at("destination", "bucket"), permitted, buckets, stack)),
  );
}

function destinationStays(
  arn: Value,
  permitted: Value,
  buckets: readonly LinkedResource[],
  stack: Stack,
): Verdict {
  if (arn.state === "unknown") return undecided(`${arn.path} is not known before the update`);
  const name = String(arn.content).split(":::").at(-1);
  const copy = buckets.find((bucket) => bucket.properties.at("bucket").content === name);
  return copy === undefined
    ? fail(`${arn.path} is ${arn.show()}, a bucket of somebody else; allowed: one of the stack`)
    : isPermitted(providerRegion(copy, stack), permitted);
}

function regions(permitted: Value): string[] {
  return String(permitted.content).split(" ");
}
