import type { PlanValue } from "../plan";
import { isList, isMap, type PlanMap } from "../values";
import { isWildcard, parsePath, type Path } from "./paths";

/** New inputs as the engine compares them: where `ignoreChanges` says so, the old value stands. */
export function withIgnored(after: PlanMap, before: PlanMap, ignoreChanges: readonly string[]): PlanMap {
  return ignoreChanges.map(parsePath).reduce((inputs, path) => restoreInMap(inputs, before, path), after);
}

function restore(
  after: PlanValue | undefined,
  before: PlanValue | undefined,
  path: Path,
): PlanValue | undefined {
  if (path.length === 0) return before;
  if (isMap(after) && isMap(before)) return restoreInMap(after, before, path);
  if (isList(after) && isList(before)) return restoreInList(after, before, path);
  return after;
}

function restoreInMap(after: PlanMap, before: PlanMap, [head, ...rest]: Path): PlanMap {
  const names = isWildcard(head) ? Object.keys({ ...before, ...after }) : [String(head)];
  const restored = names.map((name) => [name, restore(after[name], before[name], rest)] as const);
  const all = { ...after, ...Object.fromEntries(restored) };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, PlanValue] => entry[1] !== undefined),
  );
}

function restoreInList(after: PlanValue[], before: PlanValue[], [head, ...rest]: Path): PlanValue[] {
  return after.map((item, index) =>
    isWildcard(head) || head === index ? (restore(item, before[index], rest) ?? item) : item,
  );
}
