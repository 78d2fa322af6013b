import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

import { InputError } from "./failure";

/** A Pulumi project: a directory with a Pulumi.yaml, its program and its stack files. */
export interface Project {
  readonly name: string;
  /** Directory of Pulumi.yaml and of the stack files. */
  readonly directory: string;
  /** Directory in which the program runs. */
  readonly workingDirectory: string;
  /** What is run there: `.` leaves it to `main` in package.json. */
  readonly program: string;
  /** Names of the stacks that have a file, sorted. */
  readonly stacks: readonly string[];
}

/**
 * Reads Pulumi.yaml in `directory` and finds the stack files beside it.
 *
 * @throws {InputError} when there is no Pulumi.yaml, or when it names no project.
 */
export function readProject(directory: string): Project {
  const file = join(directory, "Pulumi.yaml");
  if (!existsSync(file))
    throw new InputError(`There is no Pulumi.yaml in ${directory}; run this in a Pulumi project.`);
  const { name, main } = (parse(readFileSync(file, "utf8")) ?? {}) as { name?: unknown; main?: unknown };
  if (typeof name !== "string")
    throw new InputError("Pulumi.yaml has no `name`; write the project's name there.");
  return { name, directory, ...entry(directory, main), stacks: stackNames(directory) };
}

/** Like the CLI: a `main` that is a file runs in its own directory. */
function entry(directory: string, main: unknown): Pick<Project, "workingDirectory" | "program"> {
  if (typeof main !== "string") return { workingDirectory: directory, program: "." };
  const path = join(directory, main);
  return /\.[cm]?[jt]s$/.test(main)
    ? { workingDirectory: dirname(path), program: path }
    : { workingDirectory: path, program: "." };
}

function stackNames(directory: string): string[] {
  return readdirSync(directory)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * The stacks to preview: those asked for, or all there are.
 *
 * @throws {InputError} for a name without a stack file, or when there is no stack file at all.
 */
export function chooseStacks({ stacks }: Project, wanted: readonly string[]): readonly string[] {
  if (stacks.length === 0)
    throw new InputError("There is no Pulumi.<stack>.yaml beside Pulumi.yaml; write one.");
  const missing = wanted.filter((name) => !stacks.includes(name));
  if (missing.length > 0) {
    const files = missing.map((name) => `Pulumi.${name}.yaml`).join(", ");
    throw new InputError(`There is no ${files}; the stacks there are: ${stacks.join(", ")}.`);
  }
  return wanted.length === 0 ? stacks : wanted;
}
