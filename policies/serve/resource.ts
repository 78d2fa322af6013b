import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { LinkedResource, Resource } from "../lib/resource";
import { Value } from "../lib/value";

/** A resource as the SDK hands it to a resource policy. */
export function resourceFrom(args: ResourceValidationArgs | PolicyResource): Resource {
  const { urn, type, name, opts, provider, props } = args;
  return {
    urn,
    type,
    name,
    protect: opts.protect,
    ...(provider === undefined ? {} : { provider: provider.urn }),
    properties: Value.of(props),
  };
}

/** A resource as the SDK hands it to a stack policy. */
export function linkedResourceFrom(resource: PolicyResource): LinkedResource {
  const parent = resource.parent?.urn;
  const sources = Object.entries(resource.propertyDependencies);
  return {
    ...resourceFrom(resource),
    ...(parent === undefined ? {} : { parent }),
    sources: Object.fromEntries(sources.map(([property, from]) => [property, from.map(({ urn }) => urn)])),
  };
}
