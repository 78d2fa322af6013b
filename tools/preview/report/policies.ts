import { kindOf, nameOf, typeOf } from "../engine/urn";
import type { PolicyFinding, PolicyResult } from "../plan";
import { count, type Style, width, wrap } from "./style";

/** The policies: a line for each rule, then what they found, in full. */
export function formatPolicies(results: readonly PolicyResult[], style: Style): string[] {
  const open = results.filter(({ failed, undecided }) => failed + undecided > 0);
  const clean = results.filter(({ passed, failed, undecided }) => passed > 0 && failed + undecided === 0);
  const idle = results.filter(({ passed, failed, undecided }) => passed + failed + undecided === 0);
  return [
    style.strong(`Policies  ${headline(results)}`),
    "",
    ...open.map((result) => openLine(result, style)),
    ...twoColumns(
      clean.map(({ rule, passed }) => ({ rule, text: `${passed} passed` })),
      style,
    ),
    ...idleLines(idle, style),
    ...open.flatMap((result) => findingLines(result, style)),
  ];
}

function headline(results: readonly PolicyResult[]): string {
  const sum = (pick: (result: PolicyResult) => number) =>
    results.reduce((number, result) => number + pick(result), 0);
  const judged = sum(({ passed, failed, undecided }) => passed + failed + undecided);
  return [
    count(results.length, "rule"),
    count(judged, "judgement"),
    `${sum(({ passed }) => passed)} passed`,
    `${sum(({ failed }) => failed)} failed`,
    `${sum(({ undecided }) => undecided)} undecided`,
  ].join(" · ");
}

function openLine({ rule, level, passed, failed, undecided }: PolicyResult, style: Style): string {
  const mark = failed > 0 ? style.bad("✗") : style.unsure("?");
  const numbers = [
    `${passed + failed + undecided} judged`,
    `${passed} passed`,
    `${failed} failed`,
    `${undecided} undecided`,
  ];
  return `  ${mark} ${rule.padEnd(48)} ${level.padEnd(10)} ${numbers.map((number) => number.padStart(13)).join("")}`;
}

function twoColumns(cells: readonly { rule: string; text: string }[], style: Style): string[] {
  const half = Math.ceil(cells.length / 2);
  const cell = ({ rule, text }: { rule: string; text: string }) =>
    `  ${style.good("✓")} ${rule.padEnd(width / 2 - 18)}${style.faint(text.padStart(11))}`;
  return cells.slice(0, half).map((left, row) => {
    const right = cells[half + row];
    return `${cell(left)}${right === undefined ? "" : ` ${cell(right)}`}`;
  });
}

function idleLines(idle: readonly PolicyResult[], style: Style): string[] {
  if (idle.length === 0) return [];
  const text = `${count(idle.length, "rule")} had nothing to judge: ${idle.map(({ rule }) => rule).join(", ")}`;
  return wrap(text, width - 4).map((line, index) => `  ${index === 0 ? "–" : " "} ${style.faint(line)}`);
}

function findingLines({ rule, findings }: PolicyResult, style: Style): string[] {
  const groups = new Map<string, PolicyFinding[]>();
  for (const finding of findings) {
    const key = [finding.verdict, finding.level, finding.message].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => groupLines(rule, group, style));
}

/** Resources about which a rule says the same are told together. */
function groupLines(rule: string, group: readonly PolicyFinding[], style: Style): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const failed = first.verdict === "fail";
  const mark = failed ? style.bad("✗") : style.unsure("?");
  const verdict = failed ? first.level : "undecided before up";
  const names = group.map(({ urn }) => `${nameOf(urn)} (${kindOf(typeOf(urn))})`).join(", ");
  return [
    "",
    `  ${mark} ${style.strong(rule)}  ${verdict}`,
    ...wrap(names, width - 6).map((line) => `    ${line}`),
    ...wrap(first.message, width - 8).map((line) => `      ${style.faint(line)}`),
  ];
}
