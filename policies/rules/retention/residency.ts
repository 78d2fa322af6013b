import { residencyTag } from "../../../components/backup/retention";
import { planTypes, rulesOf, targetsOf } from "../../lib/backup-plan";
import { bucketTypes } from "../../lib/bucket";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { providerRegion, regionOfArn } from "../../lib/provider-region";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** Records stay where they may be, and so does every copy of them, over whatever channel. */
export const residency = defineStackRule({
  name: "retention-residency",
  title: "No copy leaves the permitted regions",
  description:
    "What names permitted regions must be in one of them, and so must each bucket that it is replicated to and each vault that it is copied to.",
  severity: "critical",
  controls: [
    control("GDPR", "44", "Personal data leaves its countries only where that is permitted."),
    control("SOC 2", "C1.1", "Confidential information is kept where it was agreed."),
  ],
  remediation: [
    "Replicate to a bucket, and copy to a vault, in a region of the tag `permitted-regions`.",
    "Or permit the region under `social-commerce:residency`, if the law does.",
  ],
  types: [...bucketTypes, ...planTypes, replicationType],
  check(resource, stack) {
    if (resource.type === replicationType) return replicationStays(resource, stack);
    const permitted = resource.properties.at("tags", residencyTag);
    if (!permitted.present) return notApplicable("its records may be anywhere");
    const copies = rulesOf(resource)
      .flatMap(targetsOf)
      .map(({ vault }) => vault);
    return allOf(
      isPermitted(providerRegion(resource, stack), permitted),
      ...copies.map((vault) => vaultStays(vault, permitted)),
    );
  },
});

function isPermitted(region: Value, permitted: Value): Verdict {
  if (permitted.state !== "known" || region.state !== "known")
    return undecided("the region, or where it may be, is not known before the update");
  return regions(permitted).includes(String(region.content))
    ? pass
    : fail(`it is in ${region.show()}; allowed: ${String(permitted.content)}; make it in one of them`);
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
