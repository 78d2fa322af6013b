import { existsSync, readFileSync, statSync } from "node:fs";

import { InputError } from "../failure";
import type { Plan } from "../plan";

/**
 * Reads a plan that a preview wrote.
 *
 * @returns Nothing where there is no such file, or where it is not even meant to be a plan.
 * @throws {InputError} for a plan of another version, or of another project.
 */
export function readPlanFile(path: string, project: string): Plan | undefined {
  const value = existsSync(path) && statSync(path).isFile() ? parse(readFileSync(path, "utf8")) : undefined;
  if (value === undefined) return undefined;
  if (value.version !== 1)
    throw new InputError(
      `--against ${path}: the plan has version ${JSON.stringify(value.version)}, and this preview reads version 1; ` +
        "make it again with this revision of the preview.",
    );
  if (value.project !== project)
    throw new InputError(
      `--against ${path}: it is a plan of ${String(value.project)}, not of ${project}; pass one of this project.`,
    );
  return value as Plan;
}

/** What says of itself that it is a plan. */
function parse(text: string): Partial<Record<keyof Plan, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Plan, unknown>> | null;
    return typeof value?.stack === "string" && Array.isArray(value.resources) && "version" in value
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** True for a file that is there, plan or not. */
export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
