import { checkDraft } from "./checks";
import { parseConfig, type RawConfig } from "./draft";
import type { PlatformConfig } from "./model";
import type { Problem } from "./problems";
import { resolve } from "./resolve";
import { namespace } from "./schema";
import { configMap, readSource } from "./source";

/** What a stack file says: the platform, or everything that is wrong with it. */
export type Reading =
  | { readonly config: PlatformConfig; readonly problems: readonly [] }
  | { readonly config: undefined; readonly problems: readonly Problem[] };

/** Reads the values under `social-commerce:`, by key without the namespace: their shape, then the rules across them. */
export function readConfig(raw: RawConfig): Reading {
  const { draft, problems: shape } = parseConfig(raw);
  const problems = [...shape, ...checkDraft(draft)];
  const config = problems.length === 0 ? resolve(draft) : undefined;
  return config === undefined ? { config, problems } : { config, problems: [] };
}

/** Everything wrong with the text of a stack file, all at once; only a YAML syntax error stands alone. */
export function checkStackFile(text: string): readonly Problem[] {
  const { document, problems } = readSource(text);
  if (document === undefined) return problems;
  const rewritten = new Set(problems.map(({ path }) => path));
  const { problems: others } = readConfig(ownKeys(configMap(document)));
  return [...problems, ...others.filter(({ path }) => !rewritten.has(path))];
}

/** The values under the platform's own namespace, by key without it. */
export function ownKeys(config: Readonly<Record<string, unknown>>): RawConfig {
  const prefix = `${namespace}:`;
  const own = Object.entries(config).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}
