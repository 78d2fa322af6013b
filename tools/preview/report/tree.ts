import type { Component } from "./component";
import { foldDeepest, foldNumerous, foldSilent, foldTwins, hasTwins } from "./fold";
import { type Row, rowsOf } from "./rows";
import { type Style, width } from "./style";

/** Lines that a tree may take: a tall screen. */
const screen = 50;

/** Columns between the parts of a line, and before it. */
const gap = "  ";

/** The components below the root as a tree, with as much detail as fits a screen. */
export function formatTree(root: Component, style: Style): string[] {
  const rows = chooseRows(root);
  const columns: Columns = {
    name: widest(rows.filter(({ name }) => name !== "").map(({ guide, name }) => guide + name)),
    kind: widest(rows.map(({ kind }) => kind)),
    resources: widest(rows.map(({ resources }) => resources)),
  };
  return rows.map((row) => formatRow(row, columns, style).trimEnd());
}

/**
 * First with a line for the kinds beneath each component; then with one line each, without the deepest until the rest fits.
 * Before siblings such as regions would all be folded, one of them stays open for all.
 */
function chooseRows(root: Component): Row[] {
  const quiet = foldSilent(root);
  const few = foldNumerous(quiet);
  const detailed = [root, quiet, few].map((tree) => rowsOf(tree, true));
  const shorter = everShorter(few);
  const open = shorter.filter(hasTwins);
  const brief = [...open, ...open.map(foldTwins), ...shorter].map((tree) => rowsOf(tree, false));
  return [...detailed, ...brief].find((rows) => rows.length <= screen) ?? brief.at(-1) ?? [];
}

/** A tree, and what is left of it each time that its deepest are folded. */
function everShorter(tree: Component): Component[] {
  const smaller = foldDeepest(tree);
  return smaller === tree ? [tree] : [tree, ...everShorter(smaller)];
}

interface Columns {
  readonly name: number;
  readonly kind: number;
  readonly resources: number;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}

function formatRow({ guide, name, kind, resources, text }: Row, columns: Columns, style: Style): string {
  if (name === "") return `${gap}${style.faint(`${guide}${text}`)}`;
  const number = columns.resources === 0 ? [] : [style.faint(resources.padStart(columns.resources))];
  const parts = [
    `${style.faint(guide)}${style.strong(name)}${" ".repeat(columns.name - guide.length - name.length)}`,
    style.faint(kind.padEnd(columns.kind)),
    ...number,
  ];
  const taken = columns.name + columns.kind + columns.resources + gap.length * (parts.length + 1);
  return [gap, ...parts.flatMap((part) => [part, gap]), cut(text, width - taken)].join("");
}

function cut(text: string, columns: number): string {
  return text.length > columns ? `${text.slice(0, Math.max(columns - 1, 0))}…` : text;
}
