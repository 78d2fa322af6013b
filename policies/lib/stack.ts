import type { LinkedResource } from "./resource";
import type { Value } from "./value";

/** Whether one resource refers to another; unknown when neither the graph nor the values tell. */
export type Relation = "yes" | "no" | "unknown";

/** How resources of one kind name a resource of another kind. */
export interface Reference {
  /** The type tokens of the other kind. */
  readonly types: readonly string[];
  /** Keys to the property that names the other, for example `["metadata", "namespace"]`. */
  readonly from: readonly string[];
  /** Keys to the properties of the other that hold what is named there, for example `[["metadata", "name"]]`. */
  readonly to: readonly (readonly string[])[];
  /** True when a name means something only under one provider, as names do inside a cluster. */
  readonly sameProvider: boolean;
}

/** The resources that refer to another one. */
export interface Referrers {
  /** These do. */
  readonly certain: readonly LinkedResource[];
  /** These may: what they name is unknown before the update. */
  readonly possible: readonly LinkedResource[];
}

/** All resources of a stack. */
export class Stack {
  private readonly byUrn: ReadonlyMap<string, LinkedResource>;

  constructor(
    /** The resources, in the order in which the engine sent them. */
    readonly resources: readonly LinkedResource[],
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** The resources of these types. */
  ofTypes(types: readonly string[]): readonly LinkedResource[] {
    return this.resources.filter((resource) => types.includes(resource.type));
  }

  /** The resources of these types that refer to `target`, and apart from them those that may. */
  referrers(types: readonly string[], reference: Reference, target: LinkedResource): Referrers {
    const related = this.ofTypes(types).map((resource) => ({
      resource,
      relation: this.refers(resource, reference, target),
    }));
    const those = (wanted: Relation) =>
      related.filter(({ relation }) => relation === wanted).map(({ resource }) => resource);
    return { certain: those("yes"), possible: those("unknown") };
  }

  /** Whether `resource` refers to `target`: the graph is asked first, then known names, then the parent. */
  refers(resource: LinkedResource, reference: Reference, target: LinkedResource): Relation {
    if (reference.sameProvider && resource.provider !== target.provider) return "no";
    const named = resource.properties.at(...reference.from);
    const sources = this.sourcesOf(resource, reference);
    if (sources.length > 0)
      return sources.includes(target.urn) ? bySource(sources, named, reference, target) : "no";
    const byName = sameName(named, namesOf(target, reference));
    if (byName === "unknown" && resource.parent === target.urn) return "yes";
    return byName;
  }

  private sourcesOf(resource: LinkedResource, reference: Reference): readonly string[] {
    // The engine records sources for top-level properties only.
    const sources = resource.sources[reference.from[0] ?? ""] ?? [];
    return sources.filter((urn) => reference.types.includes(this.byUrn.get(urn)?.type ?? ""));
  }
}

/** One source is the answer. Of several, the value tells which one is named, once it is known. */
function bySource(
  sources: readonly string[],
  named: Value,
  reference: Reference,
  target: LinkedResource,
): Relation {
  return sources.length === 1 ? "yes" : sameName(named, namesOf(target, reference));
}

function namesOf(target: LinkedResource, reference: Reference): readonly Value[] {
  return reference.to.map((keys) => target.properties.at(...keys));
}

/** A name that is not set is chosen during the update, so it is as good as unknown. */
function sameName(named: Value, names: readonly Value[]): Relation {
  if (named.state === "absent") return "no";
  if (named.state === "unknown") return "unknown";
  if (names.some((name) => name.content === named.content)) return "yes";
  return names.some((name) => name.state === "known") ? "no" : "unknown";
}
