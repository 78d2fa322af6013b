import type { Headline } from "../compare/headlines";
import { needsLeave, type StoreChange } from "../compare/stores/store-changes";
import { kindOf, nameOf, typeOf } from "../engine/urn";
import type { Plan, PolicyFinding, PolicyResult } from "../plan";
import { storeWords } from "./changes";
import { componentTree } from "./component";
import { detailsOf } from "./details";
import { refusalsOf } from "./refusals";
import type { Report } from "./report";
import { count, makeStyle } from "./style";
import { formatTree } from "./tree";
import { totalsOf, verdictOf } from "./verdict";

/** Some stacks as a comment on a pull request; the same input gives the same text. */
export function formatMarkdown(reports: readonly Report[]): string {
  return reports.map(formatStack).join("\n");
}

function formatStack(report: Report): string {
  const { plan, asked, comparison } = report;
  const blocks = [
    [`## ${report.refused ? "❌" : "✅"} ${escape(plan.stack)}`],
    [`**${capital(escape(verdictOf(report)))}.** ${totalsOf(report)}.`],
    asked !== undefined && comparison === undefined
      ? [`Not compared: \`${asked}\` is not a plan of ${plan.stack}.`]
      : [],
    comparison?.exists === true ? changeTable(comparison.headlines) : [],
    storeList(comparison?.stores ?? []),
    refusalList(plan),
    policyList(plan.policy),
    comparison?.exists === true ? propertyDetails(comparison.headlines) : [],
    ruleDetails(plan.policy),
    folded("Components", ["```text", ...formatTree(componentTree(plan), makeStyle(false)), "```"]),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join("\n")}\n`)
    .join("\n");
}

function changeTable(headlines: readonly Headline[]): string[] {
  if (headlines.length === 0) return [];
  const rows = headlines.map(({ meaning, subject, text, regions, objects }, index) => {
    const first = headlines[index - 1]?.meaning !== meaning;
    return [
      first ? `**${meaning}**` : "",
      escape(subject),
      escape(text),
      regions.join(", "),
      String(objects),
    ];
  });
  return [
    "| | What | Change | Where | Objects |",
    "|---|---|---|---|---:|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ];
}

function storeList(stores: readonly StoreChange[]): string[] {
  if (stores.length === 0) return [];
  return [
    "### Stores",
    "",
    ...stores.flatMap((store) => {
      const mark = !needsLeave(store) ? "" : store.allowed ? "✅ " : "❌ ";
      return [
        `- ${mark}**${escape(title(store.urn))}**: ${storeWords(store).join(", ")}`,
        ...store.reasons.map((reason) => `  - ${escape(reason)}`),
        ...(needsLeave(store) && !store.allowed
          ? [`  - to allow it: \`--allow-store-change '${store.urn}'\``]
          : []),
      ];
    }),
  ];
}

function refusalList(plan: Plan): string[] {
  const refusals = refusalsOf(plan);
  if (refusals.length === 0) return [];
  return [
    "### Refused by a guard",
    "",
    ...refusals.flatMap(({ title, hook, message }) => [
      `- ❌ **${escape(title)}**, by ${escape(hook)}`,
      "",
      ...fenced(message).map((line) => `  ${line}`),
      "",
    ]),
  ].slice(0, -1);
}

function policyList(results: readonly PolicyResult[]): string[] {
  if (results.length === 0) return ["No policies were asked."];
  const sum = (pick: (result: PolicyResult) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  const [failed, undecided] = [sum((result) => result.failed), sum((result) => result.undecided)];
  const line = `${count(results.length, "rule")}: ${sum((result) => result.passed)} passed, ${failed} failed, ${undecided} undecided.`;
  return ["### Policies", "", line, ...results.flatMap(findingList)];
}

function findingList({ rule, findings }: PolicyResult): string[] {
  if (findings.length === 0) return [];
  const item = ({ urn, verdict, level, message }: PolicyFinding) =>
    `- ${verdict === "fail" && level === "mandatory" ? "❌" : "⚠️"} ${escape(title(urn))} (${verdict === "fail" ? level : "undecided before up"}): ${escape(message)}`;
  return ["", `**${escape(rule)}**`, "", ...findings.map(item)];
}

function propertyDetails(headlines: readonly Headline[]): string[] {
  const details = detailsOf(headlines);
  if (details.length === 0) return [];
  const tables = details.flatMap((detail) => [
    `**${escape(detail.title)}**`,
    "",
    "| Property | Change |",
    "|---|---|",
    ...detail.rows.map(({ path, text }) => `| ${code(path)} | ${escape(text)} |`),
    "",
  ]);
  return folded("Properties", tables.slice(0, -1));
}

function ruleDetails(results: readonly PolicyResult[]): string[] {
  if (results.length === 0) return [];
  return folded("Rules", [
    "| Rule | Level | Passed | Failed | Undecided |",
    "|---|---|---:|---:|---:|",
    ...results.map(
      ({ rule, level, passed, failed, undecided }) =>
        `| ${escape(rule)} | ${level} | ${passed} | ${failed} | ${undecided} |`,
    ),
  ]);
}

function folded(summary: string, lines: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...lines, "", "</details>"];
}

/** A fence longer than any in the text. */
function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...text.split("\n"), fence];
}

function title(urn: string): string {
  return `${nameOf(urn)} (${kindOf(typeOf(urn))})`;
}

/** Text that stays text: no markup, no new cell, no new line. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
