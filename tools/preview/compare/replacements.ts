import { kindOf, nameOf, typeOf } from "../engine/urn";
import type { Plan, PlanResource } from "../plan";
import type { Replacement } from "./change";
import type { Matches } from "./match";
import { hasUnknown, type Pair } from "./pairs";
import { overlap, parsePath } from "./paths";
import type { PropertyChange } from "./properties";
import { providerReasons } from "./provider-changes";
import { type Effect, effectOf } from "./stores/effect";

/** Why a resource is replaced, or may be. */
export interface Reason {
  readonly certain: boolean;
  readonly text: string;
}

/** Replacements by current URN. */
type Replacements = ReadonlyMap<string, Replacement>;

/**
 * Which resources are replaced, or may be. One replacement leads to others: what is deleted with its cluster is made
 * anew with it, and a new key has a new name.
 */
export function replacementsOf(
  pairs: readonly Pair[],
  matches: Matches,
  before: Plan,
  after: Plan,
): Replacements {
  const providers = providerReasons(before, after, matches);
  let known: Replacements = new Map();
  for (;;) {
    const next = new Map(
      pairs.flatMap((pair) => {
        const own = [...ownReasons(pair), ...providers(pair), ...reasonsOfOthers(pair, known)];
        return own.length === 0 ? [] : [[pair.after.urn, sumUp(own)] as const];
      }),
    );
    if (next.size === known.size && certain(next) === certain(known)) return next;
    known = next;
  }
}

function certain(replacements: Replacements): number {
  return [...replacements.values()].filter((replacement) => replacement.certain).length;
}

function sumUp(reasons: readonly Reason[]): Replacement {
  return {
    certain: reasons.some((reason) => reason.certain),
    reasons: [...new Set(reasons.map(({ text }) => text))],
  };
}

function ownReasons({ after, properties }: Pair): Reason[] {
  const asked = after.replaceOnChanges.map(parsePath);
  return properties.flatMap((change) => {
    if (asked.some((pattern) => overlap(pattern, change.path)))
      return [{ certain: isKnown(change), text: `${change.shown} changes, and the program replaces for it` }];
    return reasonOf(effectOf(after.type, change.path), change);
  });
}

function reasonOf(effect: Effect, change: PropertyChange): Reason[] {
  switch (effect) {
    case "updates":
      return [];
    case "replaces":
      return [{ certain: isKnown(change), text: `${change.shown} changes` }];
    case "undocumented":
      return [{ certain: false, text: `${change.shown} changes, and its effect is not documented` }];
  }
}

/** A value that only `up` will know may turn out to be the old one. */
function isKnown({ before, after }: PropertyChange): boolean {
  return !hasUnknown(before) && !hasUnknown(after);
}

function reasonsOfOthers({ after }: Pair, known: Replacements): Reason[] {
  const target = after.deletedWith === undefined ? undefined : known.get(after.deletedWith);
  const together =
    target === undefined
      ? []
      : [{ certain: target.certain, text: `it goes with ${nameIn(after.deletedWith)}, which is replaced` }];
  return [...together, ...reasonsOfInputs(after, known)];
}

/** An input that comes from a replaced resource gets a new value. */
function reasonsOfInputs(
  { type, inputs, propertyDependencies }: PlanResource,
  known: Replacements,
): Reason[] {
  return Object.entries(propertyDependencies).flatMap(([name, urns]) => {
    const [replaced] = urns.filter((urn) => known.has(urn));
    if (replaced === undefined || !hasUnknown(inputs[name]) || effectOf(type, [name]) === "updates")
      return [];
    return [{ certain: false, text: `${name} comes from ${nameIn(replaced)}, which is replaced` }];
  });
}

function nameIn(urn = ""): string {
  return `${nameOf(urn)} (${kindOf(typeOf(urn))})`;
}
