import { readFileSync } from "node:fs";

import { parse } from "yaml";

import type { PlatformConfig } from "../../../config/model";
import type { ReleaseEntry } from "../../../config/schema/release";
import { ownKeys, readConfig } from "../../../config/stack-file";

/** What an edit says of a release; blue's image is there already. */
export type Edit = Partial<Omit<ReleaseEntry, "blue" | "green">> & {
  readonly blue?: { readonly capacityPercent: number };
  readonly green?: { readonly version: string; readonly digest: string; readonly capacityPercent: number };
};

/** A service of the shop, with its size. */
export interface ShopService {
  readonly name: string;
  readonly scaling: { readonly min: number; readonly max: number };
}

const image = (version: string, digit: string) => ({ version, digest: `sha256:${digit.repeat(64)}` });

/** The next image, on a green of some size. */
export const next = (capacityPercent: number) => ({ ...image("1.9.0", "7"), capacityPercent });

/** The platform of the local stack file, with these services, one of them edited. */
export function shopOf(services: readonly ShopService[], edited?: string, edit: Edit = {}): PlatformConfig {
  const { config } = parse(readFileSync("Pulumi.local.yaml", "utf8")) as { config: Record<string, unknown> };
  const entries = services.map(({ name, scaling }) => {
    const own = name === edited ? edit : {};
    const blue = { ...image("1.8.2", "b"), ...own.blue };
    const release = { greenPercent: 0, green: next(100), bakeSeconds: 0, ...own, blue };
    return [name, { path: `/${name}`, paths: { public: [`/${name}`] }, scaling, release }];
  });
  const reading = readConfig(
    ownKeys({ ...config, "social-commerce:services": Object.fromEntries(entries) as unknown }),
  );
  if (reading.config === undefined) throw new RangeError(JSON.stringify(reading.problems, null, 2));
  return reading.config;
}
