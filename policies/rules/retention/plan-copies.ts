import { planTypes, rulesOf } from "../../lib/backup-plan";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { providerRegion, regionOfArn } from "../../lib/provider-region";
import { defineStackRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, undecided, type Verdict } from "../../lib/verdict";

/** A backup outlives the region of its store. */
export const planCopies = defineStackRule({
  name: "retention-plan-copies",
  title: "Backups are copied to another region",
  description: "Each rule of a backup plan must copy what it makes to a vault in another region.",
  severity: "critical",
  controls: [
    control("NIST SP 800-53", "CP-6", "Backups are kept at another site as well."),
    control("AWS FSBP", "Backup.5", "Backups are made by plans."),
    control("SOC 2", "A1.2", "Backups are there when their region is not."),
  ],
  remediation: ["Add to the rule a `copyActions` entry whose `destinationVaultArn` is in another region."],
  types: planTypes,
  check(plan, stack) {
    const rules = rulesOf(plan);
    if (rules.length === 0) return fail("it has no rule; allowed: one or more; add a rule");
    const own = providerRegion(plan, stack);
    return allOf(...rules.map((rule) => hasCopyElsewhere(rule, own)));
  },
});

function hasCopyElsewhere(rule: Value, own: Value): Verdict {
  const copies = rule.at("copyActions").items();
  if (copies.length === 0)
    return fail(`${rule.path}.copyActions is not set; allowed: a copy in another region; add one`);
  if (own.state !== "known") return undecided("the plan's own region is not known");
  const here = String(own.content);
  return anyOf(
    ...copies.map((copy) =>
      must(copy.at("destinationVaultArn"), (arn) => ![undefined, here].includes(regionOfArn(arn)), {
        allowed: `a vault in a region that is not ${here}`,
        fix: "name a vault of another region",
      }),
    ),
  );
}
