import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { fail, pass, undecided } from "../../lib/verdict";

const selectionTypes = ["aws:backup/selection:Selection"];

/** How the ARN of a store of each kind ends, after its region and account; undefined where its name is AWS's choice. */
const arnEnds: Readonly<Record<string, (properties: Value) => string | undefined>> = {
  "aws:docdb/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:dynamodb/table:Table": (properties) => end(":table/", properties.at("name")),
  "aws:eks/cluster:Cluster": (properties) => end(":cluster/", properties.at("name")),
  "aws:rds/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:rds/instance:Instance": (properties) => end(":db:", properties.at("identifier")),
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
  check(store, stack) {
    const selections = stack.ofTypes(selectionTypes).filter(({ provider }) => provider === store.provider);
    const verdicts = selections.map((selection) => names(selection, store));
    if (verdicts.includes("yes")) return pass;
    const missing =
      "no selection of a backup plan in its region names it; allowed: one that does; add the store";
    return verdicts.includes("unknown") ? undecided(missing) : fail(missing);
  },
});

function names({ properties, sources }: LinkedResource, store: LinkedResource): "no" | "unknown" | "yes" {
  const from = sources.resources ?? [];
  if (from.includes(store.urn)) return "yes";
  const arns = properties.at("resources").items();
  const own = arnEnds[store.type]?.(store.properties);
  if (own !== undefined && arns.some(({ content }) => typeof content === "string" && content.endsWith(own)))
    return "yes";
  // An ARN that comes from another resource is that one's; from nowhere, it may be anything's.
  return from.length === 0 && arns.some(({ state }) => state === "unknown") ? "unknown" : "no";
}

function end(before: string, name: Value): string | undefined {
  return typeof name.content === "string" ? `${before}${name.content}` : undefined;
}
