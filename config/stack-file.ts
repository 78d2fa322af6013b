import { distance } from "fastest-levenshtein";

import { checkDraft } from "./checks";
import { parseConfig, type RawConfig } from "./draft";
import type { PlatformConfig } from "./model";
import { show, type Problem } from "./problems";
import { resolve } from "./resolve";
import { namespace } from "./schema";
import { secretsProviderProblems } from "./secrets-provider";
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
  const config = configMap(document);
  const others = [
    ...strayKeys(config),
    ...secretsProviderProblems(document, config),
    ...readConfig(ownKeys(config)).problems,
  ];
  return [...problems, ...others.filter(({ path }) => !rewritten.has(path))];
}

/** Edits up to which a namespace counts as this one, misspelt. */
const likelyMisspelling = 4;

/** Keys that were meant for the platform and would be nobody's: without a namespace, or with one that is misspelt. */
function strayKeys(config: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const [space = "", ...rest] = key.split(":");
    const own = rest.length > 0 ? rest.join(":") : key;
    const isStray =
      rest.length === 0 || (space !== namespace && distance(space, namespace) <= likelyMisspelling);
    if (!isStray) return [];
    return [
      {
        path: key,
        found: `the key ${JSON.stringify(key)} with ${show(value)}`,
        allowed: `${namespace}:… for the platform, aws:…, pulumi:… and others for theirs`,
        remedy: `write ${namespace}:${own} if that was meant, or remove it`,
      },
    ];
  });
}

/** The values under the platform's own namespace, by key without it. */
export function ownKeys(config: Readonly<Record<string, unknown>>): RawConfig {
  const prefix = `${namespace}:`;
  const own = Object.entries(config).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}
