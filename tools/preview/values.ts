import type { PlanValue } from "./plan";

/** An object in a plan. */
export type PlanMap = Readonly<Record<string, PlanValue>>;

/** Unlike Array.isArray, it tells the type checker about readonly values too. */
export function isList(value: PlanValue | undefined): value is PlanValue[] {
  return Array.isArray(value);
}

/** True for an object, false for a list and for everything that has no parts. */
export function isMap(value: PlanValue | undefined): value is PlanMap {
  return typeof value === "object" && value !== null && !isList(value);
}

/** The value as an object; an empty one where it is something else. */
export function asMap(value: PlanValue | undefined): PlanMap {
  return isMap(value) ? value : {};
}

/** The value as a list; an empty one where it is something else. */
export function asList(value: PlanValue | undefined): readonly PlanValue[] {
  return isList(value) ? value : [];
}

/** Order of texts that is the same on every machine. */
export function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
