import { isProvider } from "../engine/urn";
import type { Plan, PlanResource } from "../plan";
import type { Matches } from "./match";
import { formerUrn, type Pair } from "./pairs";
import { propertyChanges } from "./properties";
import type { Reason } from "./replacements";
import { isStore } from "./stores/effect";

/**
 * Settings of a provider that do not say where it works: they change how often it retries or what it checks first.
 * They are the AWS provider's; the name of the role's session is inside `assumeRoles`, which may name another account.
 */
const harmless = new Set([
  "defaultTags",
  "ignoreTags",
  "maxRetries",
  "retryMode",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
  "stsRegion",
  "version",
]);

/** Asks of a resource whether its provider changes in a way that replaces what it manages, or may. */
export function providerReasons(before: Plan, after: Plan, matches: Matches): (pair: Pair) => Reason[] {
  const old = byUrn(before);
  const now = byUrn(after);
  return (pair) => {
    const from = old.get(pair.before.provider ?? "");
    const to = now.get(pair.after.provider ?? "");
    if (from === undefined || to === undefined || !isStore(pair.after.type)) return [];
    return reasonsOf(from, to, formerUrn(to.urn, matches) !== from.urn);
  };
}

function reasonsOf(from: PlanResource, to: PlanResource, another: boolean): Reason[] {
  if (isSameCluster(from, to) || (!another && !movesAway(from, to))) return [];
  const text = another
    ? `its provider is ${to.name} instead of ${from.name}`
    : `its provider ${to.name} changes`;
  return [{ certain: false, text: `${text}, which may be another place` }];
}

/** The Kubernetes provider replaces nothing as long as the cluster has the same identifier, whatever else changes. */
function isSameCluster(from: PlanResource, to: PlanResource): boolean {
  const { clusterIdentifier } = to.inputs;
  return clusterIdentifier !== undefined && from.inputs.clusterIdentifier === clusterIdentifier;
}

function movesAway(from: PlanResource, to: PlanResource): boolean {
  return propertyChanges(from.inputs, to.inputs).some(({ path: [name] }) => !harmless.has(String(name)));
}

function byUrn({ resources }: Plan): ReadonlyMap<string, PlanResource> {
  return new Map(
    resources.filter(({ type }) => isProvider(type)).map((resource) => [resource.urn, resource]),
  );
}
