import type { PlanResource } from "./plan";

type Located = Pick<PlanResource, "urn" | "parent" | "provider" | "inputs">;

/**
 * Region of each resource by URN, as {@link PlanResource.region} says; a resource that names its own, as AWS resources
 * may, is in that one.
 */
export function regionsOf(resources: readonly Located[]): ReadonlyMap<string, string> {
  const all = new Map(resources.map((resource) => [resource.urn, resource]));
  const named = (urn: string | undefined) => {
    const region = urn === undefined ? undefined : all.get(urn)?.inputs.region;
    return typeof region === "string" ? region : undefined;
  };
  const ofAncestor = (urn: string | undefined): string | undefined =>
    urn === undefined ? undefined : (named(urn) ?? ofAncestor(all.get(urn)?.parent));
  return new Map(
    resources.flatMap(({ urn, parent, provider }) => {
      const region = named(urn) ?? named(provider) ?? ofAncestor(parent);
      return region === undefined ? [] : [[urn, region] as const];
    }),
  );
}
