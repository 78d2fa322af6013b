/** The way to a property: names of objects and positions of lists. */
export type Path = readonly (string | number)[];

/** Stands in a pattern for any name or position. */
const wildcard = "*";

/** One step of a path as people write it: `name`, `[0]`, `["any name"]`, `[*]`. */
const step = /\.?([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[(\*)\]/gy;

/** Reads a path as `ignoreChanges` and `replaceOnChanges` have it: `spec.rules[0].name`, `metadata["a.b/c"]`, `spec.*`. */
export function parsePath(text: string): Path {
  return [...text.matchAll(step)].map(([, name, position, quoted, any]) =>
    position === undefined ? (name ?? quoted ?? any ?? "") : Number(position),
  );
}

/** A path as people write it. */
export function formatPath(path: Path): string {
  return path
    .map((part) => {
      if (typeof part === "number") return `[${part}]`;
      return /^[\w$-]+$/.test(part) ? `.${part}` : `["${part}"]`;
    })
    .join("")
    .replace(/^\./, "");
}

/** Whether `path` is what the pattern names, or is inside it. */
export function covers(pattern: Path, path: Path): boolean {
  return pattern.length <= path.length && agree(pattern, path);
}

/** Whether one of the two is inside the other, or they are the same. */
export function overlap(pattern: Path, path: Path): boolean {
  return agree(pattern, path);
}

function agree(pattern: Path, path: Path): boolean {
  return pattern.every((part, index) => {
    const other = path[index];
    return other === undefined || part === wildcard || part === other;
  });
}

/** Whether a pattern's part stands for this name or position. */
export function isWildcard(part: string | number | undefined): boolean {
  return part === wildcard;
}
