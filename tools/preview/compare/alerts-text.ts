import type { PlanResource, PlanValue } from "../plan";
import { asList, asMap, byText } from "../values";
import type { Part } from "./meaning";

/** Names that a line lists before it counts the rest. */
const named = 3;

/** `1 group added: …; 2 rules changed: CartErrorBudgetFast, …`; what has no groups of its own is just changed. */
export function alertsText({ change: { action, resource, former } }: Part): string {
  const before = groupsOf(action === "removed" ? resource : former);
  const after = groupsOf(action === "removed" ? undefined : resource);
  const [added, removed, kept] = split(before, after);
  const rules = kept.flatMap((name) => ruleChanges(before.get(name), after.get(name)));
  const texts = [
    ...sentence("group", "added", added.sort(byText)),
    ...sentence("group", "removed", removed.sort(byText)),
    ...sentence("rule", "changed", [...new Set(rules)].sort(byText)),
  ];
  return texts.length > 0 ? texts.join("; ") : action === "options" ? "options changed" : action;
}

/** Names of one side only, of the other only, and of both. */
function split(before: Named, after: Named): [string[], string[], string[]] {
  return [
    [...after.keys()].filter((name) => !before.has(name)),
    [...before.keys()].filter((name) => !after.has(name)),
    [...after.keys()].filter((name) => before.has(name)),
  ];
}

/** Names of the rules of a group that come, go or change. */
function ruleChanges(before: PlanValue | undefined, after: PlanValue | undefined): string[] {
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)));
}

function sentence(noun: string, verb: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - named;
  const list = [...names.slice(0, named), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  return [`${names.length} ${names.length === 1 ? noun : `${noun}s`} ${verb}: ${list}`];
}

type Named = ReadonlyMap<string, PlanValue>;

function groupsOf(resource: PlanResource | undefined): Named {
  return byName(asList(asMap(resource?.inputs.spec).groups), "name");
}

function rulesOf(group: PlanValue | undefined): Named {
  return byName(asList(asMap(group).rules), "alert", "record");
}

/** Values by the first of some names that they have; those that share one are kept together, in order. */
function byName(values: readonly PlanValue[], ...keys: readonly string[]): Named {
  const all = new Map<string, PlanValue[]>();
  for (const value of values) {
    const name = keys.map((key) => asMap(value)[key]).find((word) => typeof word === "string");
    const key = typeof name === "string" ? name : "unnamed";
    all.set(key, [...(all.get(key) ?? []), value]);
  }
  return new Map([...all].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? null) : list]));
}
