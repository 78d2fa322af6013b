import type { Problem } from "./problems";
import { namespace } from "./schema";
import { configMap, readSource } from "./source";
import { isRecord } from "./values";

/** A stack file of the project. */
export interface StackFile {
  /** `Pulumi.production.yaml`. */
  readonly name: string;
  /** What is in it. */
  readonly text: string;
}

/** A problem of one stack file that only shows beside the others. */
export interface SharedProblem extends Problem {
  /** Name of the file. */
  readonly file: string;
}

const account = `${namespace}:account`;

/**
 * What is wrong with the stack files together: no two environments live in one account, or their roles, keys and
 * buckets would have one owner, and a mistake in one would reach the other. A file that cannot be read is for
 * `checkStackFile`.
 */
export function checkStackFiles(files: readonly StackFile[]): SharedProblem[] {
  const accounts = files.flatMap(({ name, text }) => {
    const id = accountOf(text);
    return id === undefined ? [] : [{ name, id }];
  });
  return accounts.flatMap(({ name, id }, index) =>
    accounts
      .slice(0, index)
      .filter((other) => other.id === id)
      .map((other) => ({
        file: name,
        path: `${account}.id`,
        found: `"${id}", which ${other.name} has`,
        allowed: "an account that no other stack file names",
        remedy: "give the environment an account of its own (docs/bootstrap.md)",
      })),
  );
}

function accountOf(text: string): string | undefined {
  const { document } = readSource(text);
  const entry = document === undefined ? undefined : configMap(document)[account];
  return isRecord(entry) && typeof entry.id === "string" ? entry.id : undefined;
}
