import type { AlertRule } from "../../components/observability/alert";
import type { RecordingRule } from "../../components/observability/recording-rules";
import type { RuleGroup } from "../../components/observability/rule-groups";

export type Rule = AlertRule | RecordingRule;

interface Wrong<T> {
  readonly kind: string;
  readonly it: T;
}

/** One mistake in one rule, and the rules that it makes say something else, under names of their own. */
export interface Mutant {
  /** What is wrong, for people. */
  readonly title: string;
  /** First part of the names of its rules, so that a query can ask for them alone. */
  readonly prefix: string;
  /** The rule with the mistake, and every rule that reads what it records. */
  readonly rules: readonly Rule[];
}

/** Every way to make one kind of mistake in a query. */
type Mistake = (expr: string) => string[];

const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];

/** The windows next to one. */
function neighbours(window: string): string[] {
  const place = windows.indexOf(window);
  return windows.filter((_, other) => place >= 0 && Math.abs(other - place) === 1);
}

function thirdAndTriple(number: string): string[] {
  return [String(Number(number) * 3), String(Number(number) / 3)];
}

/** What a query becomes when one match of a pattern becomes something else. */
function instead(pattern: RegExp, others: (match: string) => string[]): Mistake {
  return (expr) =>
    [...expr.matchAll(pattern)].flatMap(({ 0: match, index }) =>
      others(match).map((other) => expr.slice(0, index) + other + expr.slice(index + match.length)),
    );
}

/** Mistakes in one clause of a tier: `a / b > 0.1`, `a * 3600 >= 10`. */
const clauseMistakes: Readonly<Record<string, Mistake>> = {
  "comparison turned": instead(/>=?(?= [\d.]+$)/gu, () => ["<"]),
  "threshold moved": instead(/[\d.]+$/gu, thirdAndTriple),
  "bad and total exchanged": instead(/(bad|total)/gu, (one) => [one === "bad" ? "total" : "bad"]),
  // Both sides of the ratio, as a person would get them wrong.
  "window changed": (clause) => {
    const [window = ""] = /(?<=:rate)\w+/u.exec(clause) ?? [];
    return neighbours(window).map((other) => clause.replaceAll(`:rate${window}`, `:rate${other}`));
  },
};

const recordMistakes: Readonly<Record<string, Mistake>> = {
  "window changed": instead(/(?<=\[)\w+(?=\])/gu, neighbours),
  "case left out": instead(/ or .+$/gu, () => [""]),
  "class changed": instead(/(?<=class=")5/gu, () => ["4"]),
  "colour forgotten": instead(/\[01\]/gu, () => ["0", "1"]),
  "bound changed": instead(/500\(\[\.\]0\)\?/gu, () => ["500", "500[.]0", "250", "1000"]),
  "sign turned": instead(/(?<= )-(?= )/gu, () => ["+"]),
  "bad and total exchanged": instead(/(?<=:)(bad|total)/gu, (one) => [one === "bad" ? "total" : "bad"]),
  "budget moved": instead(/[\d.]+$/gu, thirdAndTriple),
  "pods not counted": instead(/ > 0(?=\)$)/gu, () => [""]),
};

/** A list with other things, or nothing, in one place. */
function put<T>(list: readonly T[], place: number, ...others: readonly T[]): T[] {
  return [...list.slice(0, place), ...others, ...list.slice(place + 1)];
}

/** Mistakes in one clause, or one clause or tier left out. */
function tierMistakes(expr: string): Wrong<string>[] {
  const tiers = expr.split(" or ").map((tier) => tier.slice(1, -1).split(" and "));
  const written = (all: readonly (readonly string[])[]) =>
    all.map((tier) => `(${tier.join(" and ")})`).join(" or ");
  return tiers.flatMap((clauses, tier) => [
    { kind: "tier left out", it: written(put(tiers, tier)) },
    ...clauses.flatMap((clause, place) => {
      const clauseBecomes = (...others: string[]) =>
        written(put(tiers, tier, put(clauses, place, ...others)));
      return [
        { kind: "clause left out", it: clauseBecomes() },
        ...named(clauseMistakes, clause).map(({ kind, it }) => ({ kind, it: clauseBecomes(it) })),
      ];
    }),
  ]);
}

function named(mistakes: Readonly<Record<string, Mistake>>, expr: string): Wrong<string>[] {
  return Object.entries(mistakes).flatMap(([kind, make]) => make(expr).map((it) => ({ kind, it })));
}

/** Every form of a rule with one mistake in it. */
function wrongRules(rule: Rule): Wrong<Rule>[] {
  const { expr } = rule;
  const wrong = (expr.startsWith("(") ? tierMistakes(expr) : named(recordMistakes, expr)).map(
    ({ kind, it }) => ({ kind, it: { ...rule, expr: it } }),
  );
  if (!("alert" in rule)) return wrong;
  const patience = ["0m", "3m", "10m"].filter((other) => other !== rule.for);
  return [...wrong, ...patience.map((other) => ({ kind: "patience changed", it: { ...rule, for: other } }))];
}

/** Every mutant of some of the rules, made from the rules themselves. */
export function mutantsOf(groups: readonly RuleGroup[], of: (rule: Rule) => boolean): Mutant[] {
  const rules = groups.flatMap((group) => group.rules);
  const wrong = rules.flatMap((rule, place) =>
    of(rule) ? wrongRules(rule).map((one) => ({ ...one, later: rules.slice(place + 1) })) : [],
  );
  return wrong.map(({ kind, it, later }, number) => {
    const prefix = `m${number}_`;
    const title = `${kind}: ${"alert" in it ? `${it.alert} for ${it.for}` : seriesOf(it)}, ${it.expr}`;
    return { title, prefix, rules: withReaders(it, later, prefix) };
  });
}

/** A rule and every later one that reads it, directly or not, renamed. */
function withReaders(mistaken: Rule, later: readonly Rule[], prefix: string): Rule[] {
  const changed: string[] = [];
  return [mistaken, ...later].flatMap((rule): Rule[] => {
    const read = changed.filter((series) => rule.expr.includes(series));
    if (rule !== mistaken && read.length === 0) return [];
    if ("record" in rule) changed.push(seriesOf(rule));
    const expr = read.reduce((text, series) => text.replaceAll(series, prefix + series), rule.expr);
    return "alert" in rule
      ? [{ ...rule, expr, alert: prefix + rule.alert }]
      : [{ ...rule, expr, record: prefix + rule.record }];
  });
}

/** What a rule records, as other rules read it. */
function seriesOf({ record, labels }: RecordingRule): string {
  const selector = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${record}{${selector.join(",")}}`;
}
