import { features, type FeatureName } from "../features";
import type { Features } from "../model";
import type { Environment } from "../profiles";

/** What the stack file says of each feature, and what the environment has where it is silent. */
export function resolveFeatures(
  said: Readonly<Partial<Record<FeatureName, string | undefined>>>,
  environment: Environment,
): Features {
  const names = Object.keys(features) as FeatureName[];
  return Object.fromEntries(
    names.map((name) => [name, said[name] ?? features[name].defaults[environment]]),
  ) as unknown as Features;
}
