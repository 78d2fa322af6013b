/** Two objects can share what names their files; the order of the plan makes the number stable. */
export function freePath(taken: ReadonlyMap<string, string>, base: string): string {
  for (let count = 1; ; count++) {
    const path = count === 1 ? `${base}.yaml` : `${base}-${count}.yaml`;
    if (!taken.has(path)) return path;
  }
}

/** A name that is one part of a path on any system, and never `..`. */
export function safe(name: string): string {
  const kept = name.toLowerCase().replace(/[^a-z0-9.]+/g, "-");
  return kept.replace(/^[-.]+|[-.]+$/g, "") || "unnamed";
}
