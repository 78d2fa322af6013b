import { makeUrn, nameOf, typeOf } from "../engine/urn";
import type { PlanResource } from "../plan";

/** Two plans, resource by resource. */
export interface Matches {
  /** What each current resource was before, by its current URN. */
  readonly former: ReadonlyMap<string, PlanResource>;
  readonly added: readonly PlanResource[];
  readonly removed: readonly PlanResource[];
}

/**
 * Finds what each resource was before, as the engine does: by its URN, else by its aliases, and by those that it
 * inherits from a parent that goes by an alias itself.
 */
export function matchResources(before: readonly PlanResource[], after: readonly PlanResource[]): Matches {
  const former = new Matcher(before, after).match();
  const known = new Set([...former.values()].map(({ urn }) => urn));
  return {
    former,
    added: after.filter(({ urn }) => !former.has(urn)),
    removed: before.filter(({ urn }) => !known.has(urn)),
  };
}

class Matcher {
  readonly #before: ReadonlyMap<string, PlanResource>;
  readonly #after: ReadonlyMap<string, PlanResource>;
  readonly #former = new Map<string, PlanResource>();
  readonly #done = new Set<string>();

  constructor(before: readonly PlanResource[], after: readonly PlanResource[]) {
    this.#before = new Map(before.map((resource) => [resource.urn, resource]));
    this.#after = new Map(after.map((resource) => [resource.urn, resource]));
  }

  match(): ReadonlyMap<string, PlanResource> {
    for (const resource of this.#after.values()) this.#matchOne(resource);
    return this.#former;
  }

  /** Parents first: their aliases are their children's. */
  #matchOne(resource: PlanResource): void {
    if (this.#done.has(resource.urn)) return;
    this.#done.add(resource.urn);
    const parent = resource.parent === undefined ? undefined : this.#after.get(resource.parent);
    if (parent !== undefined) this.#matchOne(parent);
    const own = this.#before.get(resource.urn);
    const found = own ?? this.#byAlias(resource, parent);
    if (found !== undefined) this.#former.set(resource.urn, found);
  }

  #byAlias(resource: PlanResource, parent: PlanResource | undefined): PlanResource | undefined {
    const aliases = [...resource.aliases, ...this.#inherited(resource, parent)];
    return aliases
      .filter((alias) => !this.#after.has(alias))
      .map((alias) => this.#before.get(alias))
      .find((found) => found !== undefined);
  }

  /** A child named after its parent was named after the parent's former name. */
  #inherited({ urn, type, name, aliases }: PlanResource, parent: PlanResource | undefined): string[] {
    const former = parent === undefined ? undefined : this.#former.get(parent.urn);
    if (parent === undefined || former === undefined || former.urn === parent.urn) return [];
    const [, , stack = "", project = ""] = urn.split(/::?/);
    const names = [{ type, name }, ...aliases.map((alias) => ({ type: typeOf(alias), name: nameOf(alias) }))];
    return names.map((own) => {
      const renamed = own.name.startsWith(parent.name)
        ? former.name + own.name.slice(parent.name.length)
        : own.name;
      return makeUrn({ stack, project, parent: former.urn, type: own.type, name: renamed });
    });
  }
}
