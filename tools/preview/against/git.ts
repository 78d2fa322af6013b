import { spawnSync } from "node:child_process";

import { InputError } from "../failure";

/** Settings that a surrounding git leaves behind for its hooks; they would lead into another repository. */
const surrounding = /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|COMMON_DIR|PREFIX)$/;

/** What git printed, or nothing where it failed. */
export function git(directory: string, ...words: readonly string[]): string | undefined {
  const environment = Object.entries(process.env).filter(([name]) => !surrounding.test(name));
  const { status, stdout } = spawnSync(
    "git",
    // No hook of the repository runs: a preview changes nothing that they watch over.
    ["-c", "core.hooksPath=/dev/null", ...words],
    { cwd: directory, env: Object.fromEntries(environment), encoding: "utf8", maxBuffer: 1 << 28 },
  );
  return status === 0 ? stdout.trimEnd() : undefined;
}

/** A commit of the repository in which a project lies. */
export interface Commit {
  /** As a person named it: `main`, `HEAD~1`. */
  readonly reference: string;
  readonly hash: string;
  /** Top of the repository's work tree. */
  readonly top: string;
  /** The project's directory below it: empty, or `path/`. */
  readonly prefix: string;
}

/**
 * Finds the commit that a reference names.
 *
 * @throws {InputError} when the project lies in no git repository, or when there is no such commit.
 */
export function findCommit(directory: string, reference: string): Commit {
  const top = git(directory, "rev-parse", "--show-toplevel");
  const prefix = git(directory, "rev-parse", "--show-prefix");
  if (top === undefined || prefix === undefined)
    throw new InputError(
      `--against ${reference}: there is no such file, and ${directory} is in no git repository; pass a plan.json.`,
    );
  const hash = git(
    directory,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${reference}^{commit}`,
  );
  if (hash === undefined)
    throw new InputError(
      `--against ${reference}: there is no such file, and no such commit in this repository; ` +
        "fetch it (git fetch origin), name another, or pass a plan.json.",
    );
  return { reference, hash, top, prefix };
}

/** A commit for a person: the name they gave, and the start of its hash where that is not the name. */
export function commitLabel({ reference, hash }: Commit): string {
  return hash.startsWith(reference) ? hash.slice(0, 7) : `${reference} (${hash.slice(0, 7)})`;
}
