import type { Comparison } from "../compare/comparison";
import type { Headline } from "../compare/headlines";
import { needsLeave, type StoreChange } from "../compare/stores/store-changes";
import { kindOf, nameOf, typeOf } from "../engine/urn";
import { detailsOf } from "./details";
import type { Report } from "./report";
import { count, type Style, width, wrap } from "./style";

/** Lines that the details may take. */
const screen = 30;

/** What changes: a line for each change, the stores that would be lost, then the properties. */
export function formatChanges({ comparison, asked, plan }: Report, style: Style): string[] {
  if (asked === undefined) return [];
  if (comparison === undefined)
    return [`${style.strong("Changes")}  not compared: ${asked} is not a plan of ${plan.stack}`];
  const { headlines, changes } = comparison;
  const heading = style.strong(`Changes against ${comparison.label}`);
  if (changes.length === 0) return [`${heading}  no changes`];
  if (!comparison.exists)
    return [
      `${heading}  everything is new: ${plan.stack} does not exist there (${count(changes.length, "object")})`,
    ];
  return [
    `${heading}  ${count(changes.length, "object")}`,
    "",
    ...headlineLines(headlines, style),
    ...storeLines(comparison, style),
    ...detailLines(headlines, style),
  ];
}

function headlineLines(headlines: readonly Headline[], style: Style): string[] {
  const subject = Math.min(Math.max(...headlines.map((headline) => headline.subject.length)), 44);
  const first = (index: number) => headlines[index - 1]?.meaning !== headlines[index]?.meaning;
  const margin = 13 + subject + 2;
  return headlines.flatMap((headline, index) => {
    const [line = "", ...more] = textLines(headline, width - margin, style);
    const meaning = (first(index) ? headline.meaning : "").padEnd(9);
    return [
      `  ${style.strong(meaning)}  ${headline.subject.padEnd(subject)}  ${line}`,
      ...more.map((text) => `${" ".repeat(margin)}${text}`),
    ];
  });
}

/** Where it changes stands behind what changes, if there is room. */
function textLines(headline: Headline, columns: number, style: Style): string[] {
  const where = whereabouts(headline);
  const lines = wrap(headline.text, columns);
  const last = lines.at(-1) ?? "";
  return last.length + where.length + 2 <= columns
    ? [...lines.slice(0, -1), `${last}  ${style.faint(where)}`]
    : [...lines, ...wrap(where, columns).map((line) => style.faint(line))];
}

/** `in us-east-1, us-west-2 (2 objects)` */
export function whereabouts({ regions, objects }: Headline): string {
  return `${regions.length === 0 ? "" : `in ${regions.join(", ")} `}(${count(objects, "object")})`;
}

function storeLines({ stores }: Comparison, style: Style): string[] {
  if (stores.length === 0) return [];
  const open = stores.filter((store) => needsLeave(store) && !store.allowed);
  const advice =
    open.length === 0
      ? []
      : ["", ...wrap(`  ${style.faint("If that is meant, name each with --allow-store-change:")}`, width)];
  return [
    "",
    style.strong(`Stores  ${count(stores.length, "store")} deleted, replaced, or perhaps replaced`),
    ...stores.flatMap((store) => storeLine(store, style)),
    ...advice,
    // In quotes, for a shell would read the `$` of a URN.
    ...open.map(({ urn }) => `    '${urn}'`),
  ];
}

function storeLine(store: StoreChange, style: Style): string[] {
  const mark = !needsLeave(store) ? "–" : store.allowed ? style.good("✓") : style.bad("✗");
  const head = `${nameOf(store.urn)} (${kindOf(typeOf(store.urn))})`;
  return [
    `  ${mark} ${style.strong(head)}  ${storeWords(store).join(", ")}`,
    ...store.reasons.flatMap((reason) => wrap(reason, width - 6).map((line) => `      ${style.faint(line)}`)),
  ];
}

/** What becomes of a store, in words. */
export function storeWords({ fate, retained, protected: guarded, allowed }: StoreChange): string[] {
  return [
    fate,
    ...(retained && fate !== "forgotten, kept" ? ["the old one is kept"] : []),
    ...(guarded ? ["protected: pulumi up refuses until it is not"] : []),
    ...(allowed ? ["allowed"] : []),
  ];
}

function detailLines(headlines: readonly Headline[], style: Style): string[] {
  const details = detailsOf(headlines);
  const lines = details.flatMap(({ title, rows }) => {
    const path = Math.min(Math.max(0, ...rows.map((row) => row.path.length)), 62);
    return ["", `  ${title}`, ...rows.map((row) => `    ${style.faint(row.path.padEnd(path))}  ${row.text}`)];
  });
  if (lines.length <= screen) return lines;
  const rest = count(lines.length - screen, "line");
  return [
    ...lines.slice(0, screen),
    `  ${style.faint(`… ${rest} more: see report.html of --output, or --format json`)}`,
  ];
}
