import { recoveryTag, recoveryTierNames } from "../../../components/recovery/objectives";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";

/** Whoever restores knows what was promised. */
export const recoveryTier = defineRule({
  name: "retention-recovery-tier",
  title: "Stores name their recovery tier",
  description: "A database and a cache must name the tier of its recovery objectives in a tag.",
  severity: "medium",
  controls: [
    control("NIST SP 800-53", "CP-2", "Recovery objectives are set for what the platform holds."),
    control("SOC 2", "A1.2", "Recovery is planned by objectives."),
  ],
  remediation: [`Tag the store \`${recoveryTag}\` with one of ${recoveryTierNames.join(", ")}.`],
  types: [
    "aws:docdb/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:rds/cluster:Cluster",
  ],
  check: ({ properties }) =>
    must(properties.at("tags", recoveryTag), (tier) => recoveryTierNames.some((name) => name === tier), {
      allowed: recoveryTierNames.join(", "),
      fix: "tag the store with its tier",
    }),
});
