import { planTypes, rulesOf, targetsOf } from "../../lib/backup-plan";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { locksOf, withinLocks } from "../../lib/vault-lock";
import { allOf, fail, pass, undecided, type Verdict } from "../../lib/verdict";

/** Fewest days in cold storage. Source: AWS Backup developer guide, "Lifecycle and storage tiers". */
const coldStorageDays = 90;

/** Every backup ends, and within the times of the vault that it is put into. */
export const planLifecycle = defineStackRule({
  name: "retention-plan-lifecycle",
  title: "Backups fit the locks of their vaults",
  description:
    "Each rule of a backup plan, and each of its copies, must end within the lock of its vault, and stay 90 days in cold storage.",
  severity: "high",
  controls: [
    control("AWS FSBP", "Backup.5", "Backups are made by plans with a lifecycle."),
    control("PCI DSS", "3.2.1", "Stored data is kept to a minimum, with a limit in time."),
    control("NIST SP 800-53", "CP-9", "Backups are made as often, and kept as long, as the rules define."),
  ],
  remediation: [
    "Set `lifecycle.deleteAfter` inside `minRetentionDays` and `maxRetentionDays` of the vault: outside of them every job fails.",
    "Set `lifecycle.coldStorageAfter` at least 90 days before `deleteAfter`, or remove it.",
    "Do the same for the lifecycle of each copy.",
  ],
  types: planTypes,
  check(plan, stack) {
    const rules = rulesOf(plan);
    if (rules.length === 0) return fail("it has no rule; allowed: one or more; add a rule");
    return allOf(
      ...rules.flatMap(targetsOf).map(({ vaultName, lifecycle }) => targetFits(vaultName, lifecycle, stack)),
    );
  },
});

function targetFits(vaultName: Value, lifecycle: Value, stack: Stack): Verdict {
  const days = lifecycle.at("deleteAfter");
  const ends = must(days, (content) => typeof content === "number" && content >= 1, {
    allowed: "a number of days, because without one a backup is kept for ever",
    fix: "set it inside the lock of the vault",
  });
  return allOf(ends, staysCold(lifecycle), ...fits(vaultName, days, stack));
}

function fits(vaultName: Value, days: Value, stack: Stack): readonly Verdict[] {
  if (vaultName.state === "unknown") return [undecided(`${vaultName.path} is not known before the update`)];
  const locks = locksOf(vaultName, stack);
  if (locks.length === 0)
    return [
      fail(`${vaultName.path} is ${vaultName.show()}, a vault without a lock; allowed: one that is locked`),
    ];
  return withinLocks(days, locks);
}

function staysCold(lifecycle: Value): Verdict {
  const cold = lifecycle.at("coldStorageAfter");
  if (!cold.present) return pass;
  const days = lifecycle.at("deleteAfter").content;
  const latest = typeof days === "number" ? days - coldStorageDays : 0;
  return must(cold, (content) => typeof content === "number" && content <= latest, {
    allowed: `at most ${latest}, so that ${coldStorageDays} days are left in cold storage`,
    fix: "move it earlier, or remove it",
  });
}
