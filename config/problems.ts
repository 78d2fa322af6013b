/** One thing wrong with what an operator wrote, in words for the person who wrote it. */
export interface Problem {
  /** Where: `social-commerce:regions.us-east-1.cidr`, the way to the value from the top of the `config` map. */
  readonly path: string;
  /** What is written there, as a person would type it; `nothing` where a value is missing. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What to do about it, as an instruction. */
  readonly remedy: string;
  /** The rule that says so, where it has a page: `REL-03`. */
  readonly code?: string;
}

/** The longest value that an error repeats, in characters; a longer one is cut with an ellipsis. */
const longestValue = 80;

/** A value as a person would type it in the stack file, on one line and cut when it is long. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = typeof value === "string" && !needsQuotes(value) ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** Whether YAML would read the bare text as something else, or as nothing: `8081` is a number, `"8081"` is text. */
function needsQuotes(text: string): boolean {
  return !Number.isNaN(Number(text)) || /^(true|false|null|~)$|^\s|\s$|[\r\n]/iu.test(text);
}

/** All problems as one text: a heading with the count, then each problem with its path, value, limits and remedy. */
export function formatProblems(where: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${where} has ${count}:`, ...problems.map(formatProblem)].join("\n\n");
}

function formatProblem({ path, found, allowed, remedy, code }: Problem): string {
  return [
    `  ${path}${code === undefined ? "" : ` (${code})`}`,
    `    found    ${found}`,
    `    allowed  ${allowed}`,
    `    do       ${remedy}`,
  ].join("\n");
}
