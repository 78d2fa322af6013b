import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { InputError } from "../failure";
import { type Commit, git } from "./git";

const lockfile = "package-lock.json";

/**
 * The program of another commit runs with the packages that are installed here, so they must be its own.
 *
 * @throws {InputError} when the lockfiles differ.
 */
export function requireSamePackages(directory: string, { reference, hash, prefix, top }: Commit): void {
  const file = join(directory, lockfile);
  const here = existsSync(file) ? readFileSync(file, "utf8").trimEnd() : undefined;
  if (git(top, "show", `${hash}:${prefix}${lockfile}`) === here) return;
  throw new InputError(
    `--against ${reference}: ${lockfile} differs between ${hash.slice(0, 7)} and here, and its program cannot run with ` +
      "the packages of another; pass a plan.json made at that commit.",
  );
}
