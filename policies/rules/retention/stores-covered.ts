import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import { arnEnds, mustBeNamed, type Naming } from "../../lib/store-arn";

const selection: Naming = {
  types: ["aws:backup/selection:Selection"],
  key: "resources",
  what: "selection of a backup plan",
  fix: "add the store",
};

/** No store is forgotten. */
export const storesCovered = defineStackRule({
  name: "retention-stores-covered",
  title: "Every store is backed up",
  description: "A database or cluster must be named by the selection of a backup plan of its own region.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "RDS.26", "Databases are protected by a backup plan."),
    control("NIST SP 800-53", "CP-9", "What the platform holds is backed up."),
    control("SOC 2", "A1.2", "Backups are made of everything that must be recovered."),
  ],
  remediation: [
    "Hand the store to the backups as a Recoverable, with its ARN, class and tier.",
    "In a stack that is not backed up, say so by leaving the pack's rule out for it, with a reason.",
  ],
  types: Object.keys(arnEnds),
  check: (store, stack) => mustBeNamed(store, stack, selection),
});
