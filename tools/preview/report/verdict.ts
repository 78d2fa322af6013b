import { needsLeave } from "../compare/stores/store-changes";
import type { PolicyResult } from "../plan";
import type { Report } from "./report";
import { count } from "./style";

/** What a person wants to know first: whether something refused, and how much changes. */
export function verdictOf(report: Report): string {
  return [refusedBy(report), changed(report)].filter(Boolean).join("; ");
}

function refusedBy({ plan, comparison, refused }: Report): string {
  if (!refused) return "nothing refused";
  const stores = comparison?.stores.filter((store) => needsLeave(store) && !store.allowed) ?? [];
  const findings = plan.policy.flatMap(mandatory);
  const reasons = [
    ...(plan.refusals.length === 0 ? [] : [`guards (${count(plan.refusals.length, "resource")})`]),
    ...(findings.length === 0 ? [] : [`policies (${count(findings.length, "finding")})`]),
    ...(stores.length === 0 ? [] : [`a possible loss of data (${count(stores.length, "store")})`]),
  ];
  return `refused by ${reasons.join(", ")}`;
}

function mandatory({ findings }: PolicyResult) {
  return findings.filter(({ verdict, level }) => verdict === "fail" && level === "mandatory");
}

function changed({ comparison }: Report): string {
  if (comparison === undefined) return "";
  if (comparison.changes.length === 0) return `no changes against ${comparison.label}`;
  return comparison.exists
    ? `${count(comparison.changes.length, "object")} changed against ${comparison.label}`
    : `everything is new: the stack does not exist at ${comparison.label}`;
}

/** `374 resources · 101 components · 8 providers` */
export function totalsOf({ plan: { summary } }: Report): string {
  return [
    count(summary.resources, "resource"),
    count(summary.components, "component"),
    count(summary.providers, "provider"),
  ].join(" · ");
}
