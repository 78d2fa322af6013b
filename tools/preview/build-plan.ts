import type { Recording } from "./engine/recording";
import { isProvider, rootType } from "./engine/urn";
import { readProperties } from "./engine/wire";
import type { Plan, PlanResource, PolicyResult } from "./plan";
import { regionsOf } from "./regions";
import { byText } from "./values";

/** The plan of a stack: everything sorted, so that the same commit gives the same bytes. */
export function buildPlan(recording: Recording, policy: readonly PolicyResult[]): Plan {
  const resources = withRegions(recording).sort((a, b) => byText(a.urn, b.urn));
  const root = resources.find(({ type }) => type === rootType);
  return {
    version: 1,
    ...recording.name,
    resources,
    outputs: root?.outputs ?? {},
    policy,
    refusals: [...recording.refusals].sort((a, b) => byText(a.urn, b.urn)),
    summary: summaryOf(resources),
  };
}

function withRegions({ registrations, outputs }: Recording): PlanResource[] {
  const resources = [...registrations.values()].map(({ resource }) => resource);
  const regions = regionsOf(resources);
  return resources.map((resource) => {
    const { urn, type, name, parent, provider, custom, ...rest } = resource;
    const region = regions.get(urn);
    return {
      ...{ urn, type, name },
      ...(parent === undefined ? {} : { parent }),
      ...(provider === undefined ? {} : { provider }),
      ...(region === undefined ? {} : { region }),
      custom,
      ...rest,
      ...(custom ? {} : { outputs: readProperties(outputs.get(urn)) }),
    };
  });
}

/** The root stack is the ground on which components stand, not one of them. */
function summaryOf(resources: readonly PlanResource[]): Plan["summary"] {
  const providers = resources.filter(({ type }) => isProvider(type));
  const managed = resources.filter(({ type, custom }) => custom && !isProvider(type));
  const kinds: Record<string, number> = {};
  for (const { type } of [...managed].sort((a, b) => byText(a.type, b.type)))
    kinds[type] = (kinds[type] ?? 0) + 1;
  return {
    resources: managed.length,
    components: resources.filter(({ type, custom }) => !custom && type !== rootType).length,
    providers: providers.length,
    kinds,
  };
}
