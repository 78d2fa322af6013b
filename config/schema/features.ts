import { z } from "zod";

import { features, meshStages, type FeatureName } from "../features";
import { environments } from "../profiles";
import { field } from "./field";

/** What stands under a feature's name: one of its settings, or nothing for the environment's. */
function settingOf<const T extends readonly [string, ...string[]]>(name: FeatureName, settings: T) {
  const { sentence, defaults } = features[name];
  const meant = Object.entries(features[name].settings).map(([setting, does]) => `\`${setting}\`: ${does}`);
  const silent = environments.map((environment) => `${defaults[environment]} in ${environment}`);
  return field(z.enum(settings).optional(), {
    description: `${sentence} ${meant.join("; ")}. Default: ${silent.join(", ")}.`,
    allowed: settings.join(", "),
    example: settings.at(-1),
  });
}

/** The optional capabilities, each with its setting. */
export const featuresSchema = z.strictObject({
  mesh: settingOf("mesh", meshStages),
} satisfies Record<FeatureName, z.ZodType>);
