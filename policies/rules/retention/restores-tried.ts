import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import { mustBeNamed, type Naming } from "../../lib/store-arn";

const selection: Naming = {
  types: ["aws:backup/restoreTestingSelection:RestoreTestingSelection"],
  key: "protectedResourceArns",
  what: "selection of a restore testing plan",
  fix: "add one",
};

/** A backup that was never restored is a hope. */
export const restoresTried = defineStackRule({
  name: "retention-restores-tried",
  title: "Restores of every database are tried",
  description: "A database must be named by a selection of a restore testing plan of its own region.",
  severity: "high",
  controls: [
    control("NIST SP 800-53", "CP-9(1)", "Backups are tested for reliability."),
    control("NIST SP 800-53", "CP-4", "Plans of recovery are tested."),
    control("SOC 2", "A1.3", "Recovery is tested."),
  ],
  remediation: [
    "Declare a RestoreTestingSelection with the database's ARN in `protectedResourceArns`.",
    "AWS Backup tries no restore of an EKS cluster: drill that by hand.",
  ],
  types: ["aws:docdb/cluster:Cluster", "aws:rds/cluster:Cluster"],
  check: (store, stack) => mustBeNamed(store, stack, selection),
});
