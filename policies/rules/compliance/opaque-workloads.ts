import { operators } from "../../../components/region/operators/catalogue";
import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { helmReleaseType } from "../../lib/namespace";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, type Verdict } from "../../lib/verdict";

/** A version, and not a range of versions: `1.9.1`, `v1.21.2`. */
const exact = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/u;

/** What nobody can look into before the update is at least somebody's decision. */
export const opaqueWorkloads = defineRule({
  name: "compliance-opaque-workloads",
  title: "Charts are those on the list, in an exact version",
  description:
    "Every Helm release must be one of the catalogue's, by its name, chart and repository, in an exact version, and be rolled back when it fails.",
  severity: "high",
  controls: [
    control("CIS EKS", "5.1.4", "Workloads come from sources that somebody has approved."),
    control("NIST SP 800-53", "CM-7", "Only what is on a list is installed."),
    control("SOC 2", "CC6.8", "Unauthorised software is kept from being introduced and run."),
  ],
  remediation: [
    "Add the chart to components/region/operators/catalogue.ts, with where its version was read and what it is for.",
    "Name an exact version there, and not a range.",
    "Set `atomic: true`.",
  ],
  types: [helmReleaseType],
  check({ properties }) {
    return allOf(
      isListed(properties),
      must(properties.at("version"), (version) => typeof version === "string" && exact.test(version), {
        allowed: "an exact version",
        fix: "set version as the catalogue has it",
      }),
      must(properties.at("atomic"), (atomic) => atomic === true, { allowed: "true", fix: "set atomic" }),
    );
  },
});

/** The name is looked up first, and what it says of the rest must be so. */
function isListed(properties: Value): Verdict {
  const name = properties.at("name");
  const listed = operators.find((one) => one.name === name.content);
  const fix = "add it to the catalogue, or remove the release";
  const byName = must(name, () => listed !== undefined, {
    allowed: operators.map((one) => one.name).join(", "),
    fix,
  });
  if (listed === undefined) return byName;
  const chart = must(properties.at("chart"), (content) => content === listed.chart, {
    allowed: listed.chart,
    fix,
  });
  const repository = must(
    properties.at("repositoryOpts", "repo"),
    (content) => content === listed.repository,
    { allowed: listed.repository ?? "none beside the chart's own address", fix },
  );
  return allOf(byName, chart, repository);
}
