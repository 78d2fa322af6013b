import { parse } from "yaml";

import type { PlatformConfig } from "../../config/model";
import { ownKeys, readConfig } from "../../config/stack-file";

/** The platform of a stack file that has no problem. */
export const resolved = (text: string): PlatformConfig => {
  const { config, problems } = readConfig(
    ownKeys((parse(text) as { config: Record<string, unknown> }).config),
  );
  expect(problems).toEqual([]);
  return config!;
};
