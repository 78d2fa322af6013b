import { readFileSync } from "node:fs";
import { join } from "node:path";

import { formatProblems, type Problem } from "../../config/problems";
import type { SharedProblem, StackFile } from "../../config/stack-files";
import { type Against, openAgainst } from "./against/against";
import { type Arguments, readArguments, usage } from "./arguments";
import { requireNeeded } from "./compare/stores/leave";
import { type ExitCode, exitCodes, InputError, isFailure, worst } from "./failure";
import { clearOutput, writeOutput } from "./output/directory";
import { preview } from "./preview";
import { chooseStacks, type Project, readProject } from "./project";
import { formatJson } from "./report/json";
import { formatMarkdown } from "./report/markdown";
import { Progress, type ProgressStream } from "./report/progress";
import type { Report } from "./report/report";
import { makeStyle, type Style, wantsColours } from "./report/style";
import { formatText } from "./report/text";

/** Where a preview finds what it previews, and where it speaks. */
export interface Surroundings {
  /** Directory of Pulumi.yaml. */
  readonly directory: string;
  /** Directory of the policy pack. */
  readonly pack: string;
  /** Everything wrong with the text of a stack file; nothing when it is fine. */
  readonly check: (text: string) => readonly Problem[];
  /** Everything wrong with all stack files together, those that are not previewed included. @default nothing */
  readonly checkTogether?: (files: readonly StackFile[]) => readonly SharedProblem[];
  /** What the day it is says about the text of a stack file, for people; the report does not depend on it. @default nothing */
  readonly remarks?: (text: string) => readonly string[];
  readonly out: ProgressStream;
  readonly err: ProgressStream;
}

/** `npm run preview`: everything it prints goes to the streams it is given; the result is its exit code. */
export async function runCommand(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { out, err } = surroundings;
  try {
    const asked = readArguments(words);
    if (asked.help) {
      out.write(`${usage}\n`);
      return exitCodes.fine;
    }
    return await previewAll(asked, surroundings);
  } catch (error) {
    if (!isFailure(error)) throw error;
    err.write(`${error.message}\n`);
    return error.exitCode;
  }
}

async function previewAll(asked: Arguments, surroundings: Surroundings): Promise<ExitCode> {
  const project = readProject(surroundings.directory);
  const stacks = chooseStacks(project, asked.stacks);
  requireApart(project, surroundings);
  // Before the output is cleared: the plan to compare with may be in it.
  const against = asked.against === undefined ? undefined : openAgainst(asked.against, project, stacks);
  try {
    if (asked.output !== undefined) for (const stack of stacks) clearOutput(asked.output, stack);
    return await previewEach(stacks, project, asked, against, surroundings);
  } finally {
    against?.close();
  }
}

/** @throws {InputError} for stack files that do not go together. */
function requireApart(project: Project, { checkTogether }: Surroundings): void {
  const files = project.stacks.map((stack) => ({
    name: `Pulumi.${stack}.yaml`,
    text: stackFileText(project, stack),
  }));
  const problems = checkTogether?.(files) ?? [];
  const names = [...new Set(problems.map(({ file }) => file))];
  if (names.length === 0) return;
  const told = names.map((name) =>
    formatProblems(
      name,
      problems.filter(({ file }) => file === name),
    ),
  );
  throw new InputError(told.join("\n\n"));
}

async function previewEach(
  stacks: readonly string[],
  project: Project,
  asked: Arguments,
  against: Against | undefined,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { out } = surroundings;
  const style = makeStyle(wantsColours(out, process.env));
  const results: StackResult[] = [];
  for (const stack of stacks) {
    const result = await previewOne(stack, project, asked, against, surroundings);
    results.push(result);
    if (asked.format === "text") out.write(printed(result, results.length > 1, style));
  }
  const reports = results.flatMap(({ report }) => report ?? []);
  if (asked.format === "json") out.write(formatJson(reports));
  if (asked.format === "markdown") out.write(formatMarkdown(reports));
  requireNeeded(asked.allowedStores, reports, stacks);
  return worst(results.map(({ code }) => code));
}

/** What became of one stack; there is no report where the preview failed. */
interface StackResult {
  readonly code: ExitCode;
  readonly seconds: number;
  readonly report?: Report;
}

async function previewOne(
  stack: string,
  project: Project,
  { output, policies, allowedStores }: Arguments,
  against: Against | undefined,
  { pack, check, remarks, err }: Surroundings,
): Promise<StackResult> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const progress = new Progress(err);
  progress.start(stack);
  try {
    const { code, notices, ...report } = await preview({
      ...{ project, stack, check, allowed: allowedStores },
      onProgress: (resources) => {
        progress.update(stack, resources);
      },
      ...(policies ? { pack } : {}),
      ...(against === undefined ? {} : { former: () => against.former(stack) }),
    });
    const whole = {
      ...report,
      ...(against === undefined ? {} : { asked: against.label }),
      refused: code !== 0,
    };
    if (output !== undefined) writeOutput(output, whole);
    progress.end();
    const remarked = remarks?.(stackFileText(project, stack)) ?? [];
    for (const notice of [...notices, ...remarked]) err.write(`${notice}\n`);
    return { code, report: whole, seconds: seconds() };
  } catch (error) {
    if (!isFailure(error)) throw error;
    progress.end();
    err.write(`${error.message}\n`);
    return { code: error.exitCode, seconds: seconds() };
  }
}

function stackFileText({ directory }: Project, stack: string): string {
  return readFileSync(join(directory, `Pulumi.${stack}.yaml`), "utf8");
}

function printed({ report, seconds }: StackResult, separate: boolean, style: Style): string {
  return report === undefined ? "" : `${separate ? "\n" : ""}${formatText(report, seconds, style)}`;
}
