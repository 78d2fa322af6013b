import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { owe } from "../duties";
import { ProgramError } from "../failure";

const verdicts = ["fail", "undecided", "pass", "not-applicable"] as const;

/** What a rule makes of one resource. */
export type Verdict = (typeof verdicts)[number];

/** One line of the file in which a pack notes what it judged. */
export interface Evidence {
  readonly rule: string;
  readonly level: string;
  /** Empty for a verdict on the stack as a whole. */
  readonly urn: string;
  readonly verdict: Verdict;
  readonly message?: string;
}

/** The temporary file to which a pack writes its evidence, one JSON object a line. */
export class EvidenceFile {
  readonly #directory = mkdtempSync(join(tmpdir(), "preview-"));
  readonly path = join(this.#directory, "evidence.jsonl");
  readonly remove = owe(() => {
    rmSync(this.#directory, { recursive: true, force: true });
  });

  /**
   * What was written so far; nothing where the pack wrote no file.
   *
   * @throws {ProgramError} for a line that is not evidence.
   */
  read(): Evidence[] {
    if (!existsSync(this.path)) return [];
    return readFileSync(this.path, "utf8").split("\n").filter(Boolean).map(readLine);
  }
}

function readLine(line: string): Evidence {
  const value = asJson(line) as Partial<Record<keyof Evidence, unknown>> | null | undefined;
  const { rule, level, urn, verdict, message } = value ?? {};
  if (typeof rule !== "string" || typeof level !== "string" || typeof urn !== "string" || !isVerdict(verdict))
    throw new ProgramError(
      `The policy pack wrote evidence that is none:\n  ${line}\nA line is {"rule", "level", "urn", "verdict", "message"?}, ` +
        `and a verdict is one of ${verdicts.join(", ")}.`,
    );
  return { rule, level, urn, verdict, ...(typeof message === "string" ? { message } : {}) };
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isVerdict(value: unknown): value is Verdict {
  return verdicts.some((verdict) => verdict === value);
}

/** The graver of two verdicts on one resource. */
export function graver(a: Verdict, b: Verdict): Verdict {
  return verdicts.indexOf(a) <= verdicts.indexOf(b) ? a : b;
}
