import type { Weights } from "./facts";

/**
 * What the rules of one route send, for people, where they differ: `blue 90, green 10 and blue 0, green 100`. A route
 * has a rule for each class of callers, and one release has one share.
 */
export function unequalRules(rules: readonly Weights[]): string | undefined {
  const all = new Set(rules.map(({ blue, green }) => `blue ${blue}, green ${green}`));
  return all.size > 1 ? [...all].join(" and ") : undefined;
}
