import { kindOf, nameOf, typeOf } from "../engine/urn";
import { type PlanResource, type PlanValue, unknownMark } from "../plan";
import { byText, isList, isMap } from "../values";
import { withIgnored } from "./ignore";
import type { Matches } from "./match";
import { type PropertyChange, propertyChanges } from "./properties";

/** One resource in both plans, and how the two differ. */
export interface Pair {
  readonly before: PlanResource;
  readonly after: PlanResource;
  readonly properties: readonly PropertyChange[];
  readonly options: readonly PropertyChange[];
}

/** Compares what a resource is with what it was, as the engine would before it asks a provider. */
export function pairUp(before: PlanResource, after: PlanResource, matches: Matches): Pair {
  const inputs = withIgnored(after.inputs, before.inputs, after.ignoreChanges);
  return {
    before,
    after,
    properties: [...propertyChanges(before.inputs, inputs), ...hiddenChanges(before, after, matches)],
    options: optionChanges(before, after, matches),
  };
}

/** A value that only `up` will know looks the same in both plans; what it comes from tells whether it is. */
function hiddenChanges(before: PlanResource, after: PlanResource, matches: Matches): PropertyChange[] {
  const names = Object.keys(after.propertyDependencies).filter(
    (name) => hasUnknown(before.inputs[name]) && hasUnknown(after.inputs[name]),
  );
  return names.flatMap((name) => {
    const [old = [], now = []] = [before.propertyDependencies[name], after.propertyDependencies[name]];
    if (
      sameTexts(
        old,
        now.map((urn) => formerUrn(urn, matches)),
      )
    )
      return [];
    return [{ path: [name], shown: name, before: unknownFrom(old), after: unknownFrom(now) }];
  });
}

function unknownFrom(urns: readonly string[]): string {
  return `${unknownMark} from ${urns.map((urn) => `${nameOf(urn)} (${kindOf(typeOf(urn))})`).join(", ") || "nothing"}`;
}

/** Whether a value, or a part of it, is known only after `up`. */
export function hasUnknown(value: PlanValue | undefined): boolean {
  if (isList(value)) return value.some(hasUnknown);
  if (isMap(value)) return Object.values(value).some(hasUnknown);
  return value === unknownMark;
}

function optionChanges(before: PlanResource, after: PlanResource, matches: Matches): PropertyChange[] {
  const former = (urn: string | undefined) => (urn === undefined ? undefined : formerUrn(urn, matches));
  const sides: readonly (readonly [string, PlanValue | undefined, PlanValue | undefined])[] = [
    ["provider", before.provider, former(after.provider)],
    ["protect", before.protect, after.protect],
    ["retainOnDelete", before.retainOnDelete, after.retainOnDelete],
    ["deletedWith", before.deletedWith, former(after.deletedWith)],
  ];
  return sides.flatMap(([name, old, now]) => (old === now ? [] : [optionChange(name, old, now)]));
}

/** Other resources go by their names here: a URN is long, and mostly the types of its ancestors. */
function optionChange(
  name: string,
  before: PlanValue | undefined,
  after: PlanValue | undefined,
): PropertyChange {
  const short = (value: PlanValue) =>
    typeof value === "string" ? `${nameOf(value)} (${kindOf(typeOf(value))})` : value;
  return {
    path: [name],
    shown: `option ${name}`,
    ...(before === undefined ? {} : { before: short(before) }),
    ...(after === undefined ? {} : { after: short(after) }),
  };
}

/** The URN that a resource of the current plan had before. */
export function formerUrn(urn: string, { former }: Matches): string {
  return former.get(urn)?.urn ?? urn;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort(byText).join("\n") === [...b].sort(byText).join("\n");
}
