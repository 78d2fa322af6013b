import { readFileSync } from "node:fs";
import { join } from "node:path";

import { outcomeTable } from "./table";

const marks = ["<!-- simulated -->", "<!-- end -->"] as const;
const path = "docs/scaling.md";

/** The page on scaling, of which the part between two marks is the simulation's. */
export const scalingPage = { path, text: () => withTable(readFileSync(join(process.cwd(), path), "utf8")) };

/** The text with the simulation's table between its marks. */
export function withTable(text: string, table: string = outcomeTable()): string {
  return between(marks, path, text, table);
}

/**
 * A page with a table between two marks of it.
 *
 * @throws RangeError where the page does not have both, in order.
 */
export function between(marks: readonly [string, string], path: string, text: string, table: string): string {
  const [start, end] = marks.map((mark) => text.indexOf(mark)) as [number, number];
  if (start === -1 || end < start) throw new RangeError(`${path} has no ${marks.join(" … ")}`);
  return `${text.slice(0, start)}${marks[0]}\n\n${table}\n\n${text.slice(end)}`;
}
