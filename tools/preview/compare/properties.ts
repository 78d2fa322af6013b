import type { PlanValue } from "../plan";
import { byText, isList, isMap, type PlanMap } from "../values";
import { formatPath, type Path } from "./paths";

/** One property that differs; what is absent on one side has no value there. */
export interface PropertyChange {
  readonly path: Path;
  /** The path for a person: an item of a list that has a name goes by it, `containers[cart].image`. */
  readonly shown: string;
  readonly before?: PlanValue;
  readonly after?: PlanValue;
}

/** Every property in which two sets of inputs differ, sorted; what was added or removed as a whole is one change. */
export function propertyChanges(before: PlanMap, after: PlanMap): PropertyChange[] {
  return mapChanges(before, after, { path: [], shown: "" });
}

interface Place {
  readonly path: Path;
  readonly shown: string;
}

function valueChanges(
  before: PlanValue | undefined,
  after: PlanValue | undefined,
  place: Place,
): PropertyChange[] {
  if (isMap(before) && isMap(after)) return mapChanges(before, after, place);
  if (isList(before) && isList(after)) return listChanges(before, after, place);
  if (before === after) return [];
  const sides = {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return [{ ...place, ...sides }];
}

function mapChanges(before: PlanMap, after: PlanMap, { path, shown }: Place): PropertyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byText);
  return names.flatMap((name) => {
    const inner = { path: [...path, name], shown: `${shown}${formatStep(name, shown)}` };
    return valueChanges(before[name], after[name], inner);
  });
}

function formatStep(name: string, above: string): string {
  const text = formatPath([name]);
  return text.startsWith("[") || above === "" ? text : `.${text}`;
}

function listChanges(before: PlanValue[], after: PlanValue[], place: Place): PropertyChange[] {
  const names = [namesOf(before), namesOf(after)] as const;
  if (names[0] !== undefined && names[1] !== undefined && sameOrder(names[0], names[1]))
    return namedChanges(before, after, names[0], names[1], place);
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
    valueChanges(before[index], after[index], itemPlace(place, index, String(index))),
  );
}

function itemPlace({ path, shown }: Place, index: number, label: string): Place {
  return { path: [...path, index], shown: `${shown}[${label}]` };
}

/** The names of the items, where each is an object with a name of its own: containers, backends, variables. */
function namesOf(list: readonly PlanValue[]): string[] | undefined {
  const names = list.flatMap((item) => (isMap(item) && typeof item.name === "string" ? [item.name] : []));
  return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

/** Where the order differs too, items are compared by their position: order may matter. */
function sameOrder(before: readonly string[], after: readonly string[]): boolean {
  const common = (list: readonly string[], other: readonly string[]) =>
    list.filter((name) => other.includes(name)).join("\n");
  return common(before, after) === common(after, before);
}

function namedChanges(
  before: PlanValue[],
  after: PlanValue[],
  namesBefore: readonly string[],
  namesAfter: readonly string[],
  place: Place,
): PropertyChange[] {
  return [...new Set([...namesAfter, ...namesBefore])].flatMap((name) => {
    const [old, now] = [namesBefore.indexOf(name), namesAfter.indexOf(name)];
    return valueChanges(before[old], after[now], itemPlace(place, now < 0 ? old : now, name));
  });
}
