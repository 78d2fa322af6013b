import type { Plan, PlanResource } from "../../../tools/preview/plan";
import { fill, type Fill } from "./fill";
import { isObject, type KubernetesObject } from "./object";

/** The program's annotation that tells the provider which field manager applies an object. */
const managerAnnotation = "pulumi.com/patchFieldManager";

/** The Kubernetes objects that one region's provider would apply. */
export interface RegionObjects {
  readonly region: string;
  /** In the order of the plan's dependencies: everything in a wave may be applied at once. */
  readonly waves: readonly (readonly KubernetesObject[])[];
  /** Those of the objects that change what Kubernetes made, and make nothing. */
  readonly patches: ReadonlySet<KubernetesObject>;
  /** Namespaces that Helm releases are installed in. */
  readonly releaseNamespaces: readonly string[];
}

/** The plan says something that these tests cannot apply. */
export class NotApplicable extends Error {}

const release = "kubernetes:helm.sh/v3:Release";

/** What each region's cluster is told, by region. Marks of the preview are filled by `fills`. */
export function objectsByRegion(plan: Plan, fills: readonly Fill[]): RegionObjects[] {
  const depth = depths(plan);
  const inClusters = plan.resources.filter(({ custom, type }) => custom && type.startsWith("kubernetes:"));
  const providers = [...new Set(inClusters.map(providerOf))].sort();
  return providers.map((provider) => {
    const own = inClusters.filter((resource) => providerOf(resource) === provider);
    const applied = own.filter(({ type }) => type !== release);
    const objects = new Map(applied.map((resource) => [resource, objectOf(resource, fills)]));
    const levels = [...new Set(applied.map(({ urn }) => depth(urn)))].sort((one, other) => one - other);
    const waves = levels.map((level) =>
      applied.filter(({ urn }) => depth(urn) === level).map((resource) => objects.get(resource)!),
    );
    const patches = new Set(applied.filter(isPatch).map((resource) => objects.get(resource)!));
    return {
      region: own[0]!.region ?? provider,
      waves,
      patches,
      releaseNamespaces: releaseNamespaces(own),
    };
  });
}

/** The field manager that every object names. Throws where one names another, or none. */
export function managerOf(objects: readonly KubernetesObject[]): string {
  const managers = [...new Set(objects.map(({ metadata }) => metadata.annotations?.[managerAnnotation]))];
  if (managers.length !== 1 || managers[0] === undefined)
    throw new NotApplicable(
      `objects name ${managers.map(String).join(", ")} as their field manager, not one`,
    );
  return managers[0];
}

function providerOf({ urn, provider }: PlanResource): string {
  if (provider === undefined) throw new NotApplicable(`${urn} has no provider`);
  return provider;
}

function objectOf({ type, urn, inputs }: PlanResource, fills: readonly Fill[]): KubernetesObject {
  const filled = fill(type, inputs, fills);
  if (!isObject(filled)) throw new NotApplicable(`${urn} is no Kubernetes object`);
  return filled;
}

/** The provider has a second type for each kind, whose resources change an object that is there already. */
const isPatch = ({ type }: PlanResource): boolean => type.endsWith("Patch");

function releaseNamespaces(resources: readonly PlanResource[]): string[] {
  const names = resources
    .filter(({ type }) => type === release)
    .map(({ inputs }) => inputs.namespace)
    .filter((namespace) => typeof namespace === "string");
  return [...new Set(names)].sort();
}

/** How many resources must be there before one is, in a row: what the engine waits for, and nothing else. */
function depths({ resources }: Plan): (urn: string) => number {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, number>();
  const depth = (urn: string): number => {
    const found = known.get(urn);
    if (found !== undefined) return found;
    const resource = byUrn.get(urn);
    const before = resource === undefined ? [] : dependenciesOf(resource);
    const value = Math.max(-1, ...before.map(depth)) + 1;
    known.set(urn, value);
    return value;
  };
  return depth;
}

/** Every object of a region waits for the region's provider, so that it makes no order. */
function dependenciesOf({ dependencies, propertyDependencies }: PlanResource): string[] {
  return [...dependencies, ...Object.values(propertyDependencies).flat()];
}
