import { isProvider } from "../engine/urn";
import type { Plan, PlanResource } from "../plan";
import type { Change } from "./change";
import { matchResources, type Matches } from "./match";
import { type Pair, pairUp } from "./pairs";
import { replacementsOf } from "./replacements";

/**
 * What becomes of each resource that a provider manages, and of the providers. Components are no objects of their own:
 * what changes in them shows in what they hold.
 */
export function changesBetween(before: Plan, after: Plan): Change[] {
  const matches = matchResources(before.resources, after.resources);
  const pairs = pairsOf(after, matches);
  const replacements = replacementsOf(pairs, matches, before, after);
  const kept = pairs.flatMap((pair) => {
    const replacement = replacements.get(pair.after.urn);
    return keptChange(pair, replacement === undefined ? {} : { replacement });
  });
  return [
    ...matches.added.filter(isObject).map((resource) => whole("added", resource)),
    ...matches.removed.filter(isObject).map((resource) => whole("removed", resource)),
    ...kept,
  ].sort((a, b) => (a.resource.urn < b.resource.urn ? -1 : 1));
}

function pairsOf({ resources }: Plan, matches: Matches): Pair[] {
  return resources.filter(isObject).flatMap((resource) => {
    const former = matches.former.get(resource.urn);
    return former === undefined ? [] : [pairUp(former, resource, matches)];
  });
}

function isObject({ custom, type }: PlanResource): boolean {
  return custom || isProvider(type);
}

function whole(action: "added" | "removed", resource: PlanResource): Change {
  return { action, resource, properties: [], options: [] };
}

function keptChange(pair: Pair, replacement: Pick<Change, "replacement">): Change[] {
  const action = actionOf(pair, replacement);
  if (action === undefined) return [];
  const { before: former, after: resource, properties, options } = pair;
  return [{ action, resource, former, properties, options, ...replacement }];
}

function actionOf(
  { before, after, properties, options }: Pair,
  { replacement }: Pick<Change, "replacement">,
): Change["action"] | undefined {
  if (replacement?.certain === true) return "replaced";
  if (properties.length > 0 || replacement !== undefined) return "changed";
  if (options.length > 0) return "options";
  return before.urn === after.urn ? undefined : "moved";
}
