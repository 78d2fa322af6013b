import { parseArgs } from "node:util";

import type { Problem } from "../../config/problems";
import { type ExitCode, exitCodes, InputError, isFailure } from "../preview/failure";
import { preview } from "../preview/preview";
import { chooseStacks, type Project, readProject } from "../preview/project";
import { findPulumi, previewWithEngine } from "./cli";
import { differencesOf } from "./differences";
import { readDigest } from "./digest";

/** Where the comparison finds the project and the CLI, and where it speaks. */
export interface Surroundings {
  /** Directory of Pulumi.yaml. */
  readonly directory: string;
  /** Everything wrong with the text of a stack file; nothing when it is fine. */
  readonly check: (text: string) => readonly Problem[];
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
  readonly environment: NodeJS.ProcessEnv;
}

const skipped = `SKIPPED: no pulumi on the PATH

This compares the offline preview with the engine's, so it needs the Pulumi CLI: its installation guide has an
installer and packages. Log in to the backend of the stack, then run it again.
`;

/** `npm run conformance [-- --stack NAME]…`: exits with 1 when the offline preview and the engine differ. */
export async function runConformance(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { directory, out, err, environment } = surroundings;
  try {
    const project = readProject(directory);
    const stacks = chooseStacks(project, stacksIn(words));
    const pulumi = findPulumi(environment);
    if (pulumi === undefined) {
      out.write(skipped);
      return exitCodes.fine;
    }
    const counts: number[] = [];
    for (const stack of stacks) counts.push(await compareStack(stack, project, pulumi, surroundings));
    return counts.some((count) => count > 0) ? exitCodes.refused : exitCodes.fine;
  } catch (error) {
    if (!isFailure(error)) throw error;
    err.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function stacksIn(words: readonly string[]): readonly string[] {
  try {
    const options = { stack: { type: "string", multiple: true } } as const;
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
    return values.stack ?? [];
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\nnpm run conformance [-- --stack NAME]…`);
  }
}

/** Prints in what one stack differs, and returns in how much. */
async function compareStack(
  stack: string,
  project: Project,
  pulumi: string,
  { check, out, environment }: Surroundings,
): Promise<number> {
  const { plan } = await preview({ project, stack, check });
  const planned = readDigest(await previewWithEngine(pulumi, stack, project.directory, environment));
  const differences = differencesOf(plan, planned);
  const verdict = differences.length === 0 ? "no differences" : `${differences.length} differences`;
  out.write(`${stack}  ${plan.resources.length} resources, ${verdict}\n`);
  for (const { urn, text } of differences) out.write(`  ${urn}\n    ${text}\n`);
  return differences.length;
}
