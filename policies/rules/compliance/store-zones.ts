import { mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { allOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

/** Kinds of instances, by the kind of cluster that they are of. */
const instanceTypes: Readonly<Record<string, string>> = {
  "aws:docdb/cluster:Cluster": "aws:docdb/clusterInstance:ClusterInstance",
  "aws:rds/cluster:Cluster": "aws:rds/clusterInstance:ClusterInstance",
};
const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";

/** A store goes on when a zone is lost. */
export const storeZones = defineStackRule({
  name: "compliance-store-zones",
  title: "Stores span two zones",
  description:
    "A database with instances must have them in at least two zones, and a cache must take over in another.",
  severity: "high",
  controls: [
    control("AWS FSBP", "RDS.15", "Database clusters span zones."),
    control("AWS FSBP", "ElastiCache.3", "Replication groups take over by themselves."),
    control("ISO 27001", "A.8.14", "Facilities are redundant enough for what must be available."),
    control("NIST SP 800-53", "CP-10", "What fails with a zone is there in another."),
  ],
  remediation: [
    "Give the store two instances or more in its region, each in another zone.",
    "On a cache set `automaticFailoverEnabled: true` and `multiAzEnabled: true`.",
  ],
  types: [...Object.keys(instanceTypes), cacheType],
  check(store, stack) {
    if (store.properties.at("tags", "environment").content === "development")
      return notApplicable("a development environment may be away while a zone is");
    return store.type === cacheType ? takesOver(store) : inTwoZones(store, stack);
  },
});

function takesOver({ properties }: LinkedResource): Verdict {
  return allOf(
    mustBe(properties.at("automaticFailoverEnabled"), true),
    mustBe(properties.at("multiAzEnabled"), true),
  );
}

function inTwoZones(cluster: LinkedResource, stack: Stack): Verdict {
  const { certain, possible } = stack.referrers(
    [instanceTypes[cluster.type] ?? ""],
    {
      types: [cluster.type],
      from: ["clusterIdentifier"],
      to: [["clusterIdentifier"], ["id"]],
      sameProvider: true,
    },
    cluster,
  );
  if (certain.length === 0 && possible.length === 0)
    return notApplicable("it has no instances: a copy of the data that nobody reads");
  const zones = certain.map(({ properties }) => properties.at("availabilityZone"));
  const known = new Set(zones.flatMap(({ content }) => (typeof content === "string" ? [content] : [])));
  if (known.size >= 2) return pass;
  const sentence = `its instances are in ${known.size} zones; allowed: at least 2; add an instance in another`;
  // Without a zone of its own, AWS chooses one for an instance.
  const isOpen = possible.length > 0 || zones.some(({ content }) => content === undefined);
  return isOpen ? undecided(`${sentence}, unless those that are not known yet are`) : fail(sentence);
}
