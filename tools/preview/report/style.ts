import { styleText } from "node:util";

/** Columns that a report uses. */
export const width = 110;

/** How words stand out; each is the plain text where colours are off. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

/** The style of a terminal, or of anything else; it asks no stream, as the report may go to another than Node's. */
export function makeStyle(colours: boolean): Style {
  const paint = (format: Format) => (text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint("bold"),
    faint: paint("dim"),
    good: paint("green"),
    bad: paint("red"),
    unsure: paint("yellow"),
  };
}

/** Colours are for a terminal whose user did not set NO_COLOR. */
export function wantsColours(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (environment.NO_COLOR ?? "") === "";
}

/** `1 rule`, `2 rules`; numbers above a thousand get a comma. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Breaks a text into lines of at most `columns`, at spaces; a longer word stays whole. Line breaks are kept. */
export function wrap(text: string, columns: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, columns));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > columns && line !== "") {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
