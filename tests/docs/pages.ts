import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's root. */
export const root = join(__dirname, "../..");

/** A page of the project, by its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every page that a person reads: those of the root, and docs with what is below it. */
export function allPages(): Page[] {
  const below = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  return [...readdirSync(root), ...below.map((name) => join("docs", name))]
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => ({ path, text: readPage(path) }));
}

/** A page's text. */
export function readPage(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** A page without its code, in which a bracket is no link and a hash no heading. */
export function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gmu, "").replace(/`[^`\n]+`/gu, "`code`");
}

/** Fragments that a page's headings can be linked by, as GitHub makes them: `## A lost region` is `a-lost-region`. */
export function anchors(text: string): Set<string> {
  const headings = text.replace(/^```[\s\S]*?^```/gmu, "").matchAll(/^#{1,6} +(.+)$/gmu);
  return new Set(
    [...headings].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** The lines of the code block that holds a line. */
export function blockWith(text: string, line: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gmu)].map(([, block = ""]) =>
    block.trimEnd().split("\n"),
  );
  const found = blocks.find((lines) => lines.includes(line));
  if (found === undefined) throw new RangeError(`no code block has the line ${line}`);
  return found;
}
