import type { RetentionClass } from "../../../components/backup/retention";
import { bucketTypes, judgeSetting } from "../../lib/bucket";
import { must, mustBe, mustBeWithin } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { mustNameRetentionClass, retentionClassOf } from "../../lib/retention-class";
import { defineStackRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

const longestUploadDays = 7;

const lifecycle = {
  types: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  resource: "BucketLifecycleConfiguration",
};

/** Objects are kept as long as they must be, and no longer. */
export const bucketLifecycle = defineStackRule({
  name: "retention-bucket-lifecycle",
  title: "Objects are kept for their class's time",
  description:
    "An S3 bucket must name a retention class, expire its objects within the window of that class and abort stale uploads.",
  severity: "high",
  controls: [
    control("AWS FSBP", "S3.13", "Buckets have a lifecycle configuration."),
    control("PCI DSS", "3.2.1", "Stored data is kept to a minimum, with a limit in time."),
    control("PCI DSS", "10.5.1", "Audit log history is kept for the time that is required."),
    control("SOC 2", "C1.2", "Confidential information is disposed of in time."),
  ],
  remediation: [
    "Tag the bucket with `retention-class`, naming the class of its records.",
    "Declare a BucketLifecycleConfiguration with `bucket: bucket.id`.",
    "Give it an enabled rule without a filter whose `expiration.days` is inside the window of the class.",
    "For a class that counts from the deletion, leave `expiration.days` out.",
    "In the same rule set `noncurrentVersionExpiration.noncurrentDays`, so that both times together fit the window.",
    `Set \`abortIncompleteMultipartUpload.daysAfterInitiation\` to at most ${longestUploadDays}.`,
  ],
  types: bucketTypes,
  check(bucket, stack) {
    const named = retentionClassOf(bucket);
    return allOf(
      mustNameRetentionClass(bucket),
      judgeSetting(bucket, stack, lifecycle, (setting) => checkSetting(setting, named)),
    );
  },
});

/** Without a class the window cannot be judged, but what every class needs can. */
function checkSetting({ properties }: LinkedResource, named: RetentionClass | undefined): Verdict {
  const rules = properties.at("rules").items();
  const whole = rules.map((rule) => ({ rule, applies: appliesToAll(rule) }));
  const some = (check: (rule: Value) => Verdict) =>
    whole.length === 0 ? nothing : anyOf(...whole.map(({ rule, applies }) => allOf(applies, check(rule))));
  return allOf(
    some(abortsUploads),
    named === undefined ? pass : some((rule) => expiresInside(rule, named)),
    ...rules.map((rule) => keepsMinimum(rule, named)),
  );
}

const nothing = fail(
  "no enabled rule applies to all objects; allowed: one; add a rule without filter and prefix",
);

function appliesToAll(rule: Value): Verdict {
  const filter = rule.at("filter");
  const filters = filter.keys().filter((key) => filter.at(key).content !== "");
  if (filter.state === "unknown") return undecided(`${filter.path} is not known before the update`);
  if (filters.length > 0)
    return fail(`${filter.path} limits the rule to some objects; allowed: no filter; remove it`);
  return allOf(
    mustBe(rule.at("status"), "Enabled"),
    must(rule.at("prefix"), (prefix) => prefix === undefined || prefix === "", {
      allowed: "no prefix",
      fix: "remove the prefix",
    }),
  );
}

function abortsUploads(rule: Value): Verdict {
  return mustBeWithin(rule.at("abortIncompleteMultipartUpload", "daysAfterInitiation"), 1, longestUploadDays);
}

/** An expired object of a versioned bucket lives on as a noncurrent version, and then counts as kept. */
function expiresInside(rule: Value, { minimumDays, maximumDays, countedFrom }: RetentionClass): Verdict {
  const days = rule.at("expiration", "days");
  const later = rule.at("noncurrentVersionExpiration", "noncurrentDays");
  if (countedFrom === "deletion") return mustBeWithin(later, minimumDays, maximumDays);
  const left = maximumDays - (typeof days.content === "number" ? days.content : minimumDays);
  return allOf(
    mustBeWithin(days, minimumDays, maximumDays),
    must(later, (content) => isAtLeast(content, 1) && isAtLeast(left, content), {
      allowed: `1 or more, and expired and noncurrent time together at most ${maximumDays}`,
      fix: `set ${later.path}, and shorten one of the two if they do not fit`,
    }),
  );
}

/** What is kept until somebody deletes it is not deleted by its age. */
function endsNothing(rule: Value): Verdict {
  const keys = ["days", "date"] as const;
  return allOf(
    ...keys.map((key) =>
      must(rule.at("expiration", key), (content) => content === undefined, {
        allowed: "nothing, because objects of this class are kept until somebody deletes them",
        fix: `remove expiration.${key}`,
      }),
    ),
  );
}

function isAtLeast(content: unknown, minimum: unknown): boolean {
  return typeof content === "number" && typeof minimum === "number" && content >= minimum;
}

/** A rule about some objects may keep them longer than the others, but not delete them early. */
function keepsMinimum(rule: Value, named: RetentionClass | undefined): Verdict {
  if (rule.at("status").content === "Disabled") return notApplicable("the rule is disabled");
  const minimumDays = named?.minimumDays ?? 1;
  if (named?.countedFrom === "deletion") return endsNothing(rule);
  return allOf(
    must(rule.at("expiration", "days"), (days) => days === undefined || isAtLeast(days, minimumDays), {
      allowed: `${minimumDays} or more`,
      fix: "keep the objects for the time of their class",
    }),
    must(rule.at("expiration", "date"), (date) => date === undefined, {
      allowed: "a number of days, because a date deletes objects of every age",
      fix: "use expiration.days",
    }),
  );
}
