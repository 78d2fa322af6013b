import { configOf } from "./read-config";

/**
 * Pairs of backup buckets that no store is dumped into, for people: no alarm misses a dump there. It is right where the store
 * has ended and its records must stay, and so no problem. Nothing for a file that has problems, which are told elsewhere.
 */
export function pairRemarks(text: string): string[] {
  const config = configOf(text);
  if (config === undefined) return [];
  const filled = new Set(config.dumps.map(({ into }) => into));
  return config.backups
    .filter(({ name }) => !filled.has(name))
    .map(
      ({ name }) =>
        `social-commerce:backups.${name} is filled by nothing, and no alarm misses it: that is right only where its store has ` +
        "ended and its records must stay; otherwise name it under dump.into of the store",
    );
}
