import { openSync, writeSync } from "node:fs";
import type { Judgement } from "../lib/judge";
import type { Rule } from "../lib/rule";

/** Where verdicts are recorded, so that a report can show what was judged and not only what was refused. */
export interface Evidence {
  /** Records one verdict of one rule on one resource. */
  record(rule: Rule, urn: string, judgement: Judgement): void;
}

/** The recorder for a file of JSON lines; without a file nothing is recorded. */
export function evidenceTo(file: string | undefined): Evidence {
  if (file === undefined || file === "") return { record: () => undefined };
  const descriptor = openSync(file, "a");
  return {
    // Written at once: the host may end this process after its last answer, and a buffer would die with it.
    record(rule, urn, { kind, message }) {
      writeSync(
        descriptor,
        `${JSON.stringify({ rule: rule.name, level: rule.level, urn, verdict: kind, message })}\n`,
      );
    },
  };
}
