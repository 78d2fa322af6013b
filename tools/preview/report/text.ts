import type { Plan } from "../plan";
import { formatChanges } from "./changes";
import { componentTree } from "./component";
import { formatPolicies } from "./policies";
import { refusalsOf } from "./refusals";
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
    refusals.length === 0 ? [] : formatRefusals(plan, style),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join("\n")}\n`)
    .join("\n");
}

function formatRefusals(plan: Plan, style: Style): string[] {
  const lines = refusalsOf(plan).flatMap(({ title, hook, message }) => [
    "",
    ...wrap(`${style.bad("✗")} ${style.strong(title)}, by ${hook}`, width - 4).map((line) => `  ${line}`),
    ...wrap(message, width - 8).map((line) => `      ${line}`),
  ]);
  return [style.strong(`Refused by a guard  ${count(plan.refusals.length, "resource")}`), ...lines];
}
