import { kindOf, nameOf, typeOf } from "../engine/urn";
import type { GuardRefusal } from "../plan";
import { formatChanges } from "./changes";
import { componentTree } from "./component";
import { formatPolicies } from "./policies";
import type { Report } from "./report";
import { count, type Style, width, wrap } from "./style";
import { formatTree } from "./tree";

/** A report for a person on a terminal, at most 110 columns wide; it ends with a line break. */
export function formatText(report: Report, seconds: number, style: Style): string {
  const { plan } = report;
  const { summary, policy, refusals } = plan;
  const totals = [
    count(summary.resources, "resource"),
    count(summary.components, "component"),
    count(summary.providers, "provider"),
  ];
  const blocks = [
    [`${style.strong(plan.stack)} ${style.faint(`· ${plan.project}`)}`],
    formatTree(componentTree(plan), style),
    [`${style.strong(totals.join(" · "))} ${style.faint(`· ${seconds.toFixed(1)} s`)}`],
    formatChanges(report, style),
    policy.length === 0 ? [style.faint("No policies were asked.")] : formatPolicies(policy, style),
    refusals.length === 0 ? [] : formatRefusals(refusals, style),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join("\n")}\n`)
    .join("\n");
}

function formatRefusals(refusals: readonly GuardRefusal[], style: Style): string[] {
  const lines = refusals.flatMap(({ urn, hook, message }) => [
    "",
    `  ${style.bad("✗")} ${style.strong(nameOf(urn))} (${kindOf(typeOf(urn))}), by ${hook}`,
    ...wrap(message, width - 8).map((line) => `      ${line}`),
  ]);
  return [style.strong(`Refused by a guard  ${count(refusals.length, "resource")}`), ...lines];
}
