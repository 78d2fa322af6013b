import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Recording } from "../engine/recording";
import type { Registration } from "../engine/registration";
import { flatten } from "../engine/wire";

/** One resource with its inputs, as the engine sends it before it would create the resource. */
export function analyzeRequest(registration: Registration, recording: Recording): AnalyzeRequest {
  const { urn, type, name, provider } = registration.resource;
  const request = new AnalyzeRequest()
    .setUrn(urn)
    .setType(type)
    .setName(name)
    .setProperties(registration.inputs)
    .setOptions(options(registration));
  if (provider !== undefined) request.setProvider(providerResource(provider, recording));
  return request;
}

/**
 * The whole stack with its outputs: before `up`, those are the inputs, and for a component what it registered; one that
 * registered nothing has none.
 */
export function stackRequest(recording: Recording): AnalyzeStackRequest {
  const resources = [...recording.registrations.values()].map((registration) => {
    const { urn, type, name, parent, provider, custom, dependencies, propertyDependencies } =
      registration.resource;
    const outputs = recording.outputs.get(urn);
    const resource = new AnalyzerResource()
      .setUrn(urn)
      .setType(type)
      .setName(name)
      .setProperties(custom ? registration.inputs : flatten(outputs ?? new Struct()))
      .setOptions(options(registration))
      .setParent(parent ?? "")
      .setDependenciesList([...dependencies]);
    if (provider !== undefined) resource.setProvider(providerResource(provider, recording));
    for (const [property, urns] of Object.entries(propertyDependencies))
      resource
        .getPropertydependenciesMap()
        .set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
    return resource;
  });
  return new AnalyzeStackRequest().setResourcesList(resources);
}

function options({
  resource,
  additionalSecretOutputs,
  deleteBeforeReplace,
}: Registration): AnalyzerResourceOptions {
  return new AnalyzerResourceOptions()
    .setProtect(resource.protect)
    .setIgnorechangesList([...resource.ignoreChanges])
    .setDeletebeforereplace(deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList([...additionalSecretOutputs])
    .setAliasesList([...resource.aliases])
    .setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts())
    .setParent(resource.parent ?? "");
}

function providerResource(urn: string, { registrations }: Recording): AnalyzerProviderResource | undefined {
  const provider = registrations.get(urn);
  if (provider === undefined) return undefined;
  return new AnalyzerProviderResource()
    .setUrn(urn)
    .setType(provider.resource.type)
    .setName(provider.resource.name)
    .setProperties(provider.inputs);
}
