import { readFileSync } from "node:fs";
import { join } from "node:path";

import { formatProblems, type Problem } from "../../config/problems";
import { buildPlan } from "./build-plan";
import { compare, type Comparison, type Former } from "./compare/comparison";
import { needsLeave } from "./compare/stores/store-changes";
import type { Recording } from "./engine/recording";
import type { Ended, Run } from "./engine/run";
import { runToEnd } from "./engine/run-to-end";
import { makeUrn, rootType } from "./engine/urn";
import { type ExitCode, exitCodes, InputError } from "./failure";
import { guardCalls } from "./guard-calls";
import type { Plan } from "./plan";
import { Analyzer } from "./policy/analyzer";
import type { Judgement } from "./policy/results";
import type { Project } from "./project";
import { readStackConfig } from "./stack-config";

/** What a preview of one stack needs. */
export interface PreviewOptions {
  readonly project: Project;
  readonly stack: string;
  /** Everything wrong with the text of a stack file. */
  readonly check: (text: string) => readonly Problem[];
  /** Directory of the policy pack; without it nothing is judged. */
  readonly pack?: string;
  /** Starts to find out what the stack was; without it, or where it finds nothing, the stack is not compared. */
  readonly former?: () => Promise<Former | undefined>;
  /** URNs of the stores that may be deleted or replaced. */
  readonly allowed?: readonly string[];
  /** Told how many resources there are so far. */
  readonly onProgress?: (resources: number) => void;
}

/** A preview that came to its end. */
export interface Preview {
  readonly plan: Plan;
  /** What differs from the former plan; absent where there is nothing to compare with. */
  readonly comparison?: Comparison;
  /** 0, or 1 when something refused. */
  readonly code: ExitCode;
  /** What the program printed and warned of. */
  readonly notices: readonly string[];
}

/**
 * Previews one stack.
 *
 * @throws {InputError} for a stack file with problems, without running the program; when there is nothing to compare with.
 * @throws {ProgramError} when the program or the policy pack fails.
 */
export async function preview(options: PreviewOptions): Promise<Preview> {
  const { project, stack, pack } = options;
  const run: Run = { project, stack, config: stackConfig(options), traces: false };
  const former = options.former?.() ?? Promise.resolve(undefined);
  // It is awaited when the program has registered everything, which may be later than it fails.
  former.catch(() => undefined);
  const analyzer = pack === undefined ? undefined : new Analyzer(pack, run);
  try {
    const { recording, printed } = await record(run, options, former, analyzer);
    const found = await former;
    const judgement = (await analyzer?.finish(recording, rootUrn(recording, run))) ?? noPolicies;
    const notices = [printed, ...recording.notices].filter(Boolean);
    return { ...conclude(recording, judgement, found, options.allowed), notices };
  } finally {
    analyzer?.close();
  }
}

function conclude(
  recording: Recording,
  { policy, refused }: Judgement,
  former: Former | undefined,
  allowed: readonly string[] = [],
): Omit<Preview, "notices"> {
  const plan = buildPlan(recording, policy);
  const comparison = former === undefined ? undefined : compare(former, plan, allowed);
  const refuses = refused || plan.refusals.length > 0 || losesStores(comparison);
  return {
    plan,
    ...(comparison === undefined ? {} : { comparison }),
    code: refuses ? exitCodes.refused : exitCodes.fine,
  };
}

const noPolicies: Judgement = { policy: [], refused: false };

function rootUrn(recording: Recording, { project, stack }: Run): string {
  return makeUrn({ ...recording.name, parent: undefined, type: rootType, name: `${project.name}-${stack}` });
}

function losesStores(comparison: Comparison | undefined): boolean {
  return comparison?.stores.some((store) => needsLeave(store) && !store.allowed) ?? false;
}

function stackConfig({ project, stack, check }: PreviewOptions) {
  const file = `Pulumi.${stack}.yaml`;
  const text = readFileSync(join(project.directory, file), "utf8");
  const problems = check(text);
  if (problems.length > 0) throw new InputError(formatProblems(file, problems));
  return readStackConfig(text, project.name);
}

function record(
  run: Run,
  { onProgress }: PreviewOptions,
  former: Promise<Former | undefined>,
  analyzer: Analyzer | undefined,
): Promise<Ended> {
  return runToEnd(
    run,
    {
      onRegistration: (registration, recording) => {
        analyzer?.analyze(registration, recording);
        onProgress?.(recording.registrations.size);
      },
      onComplete: (recording) => analyzer?.begin(recording, rootUrn(recording, run)),
      // Where there is nothing to compare with after all, the preview fails for that when the program has ended.
      hookCalls: (recording) =>
        former.then(
          (found) => guardCalls(recording, found?.plan),
          () => [],
        ),
    },
    () => analyzer?.close(),
  );
}
