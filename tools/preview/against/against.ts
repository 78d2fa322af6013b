import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildPlan } from "../build-plan";
import type { Former } from "../compare/comparison";
import { runToEnd } from "../engine/run-to-end";
import { InputError, ProgramError } from "../failure";
import type { Plan } from "../plan";
import type { Project } from "../project";
import { readStackConfig } from "../stack-config";
import { type Commit, commitLabel, findCommit } from "./git";
import { requireSamePackages } from "./lockfile";
import { isFile, readPlanFile } from "./plan-file";
import { Worktree } from "./worktree";

/** Another revision of the project, with which its stacks are compared. */
export interface Against {
  /** As a person names it. */
  readonly label: string;
  /** What a stack was there; nothing for a stack of which this revision knows nothing. */
  readonly former: (stack: string) => Promise<Former | undefined>;
  readonly close: () => void;
}

/**
 * Finds what `--against` names: a plan that a preview wrote, else a commit.
 *
 * @param stacks - The stacks that are previewed.
 * @throws {InputError} saying what to name instead.
 */
export function openAgainst(name: string, project: Project, stacks: readonly string[]): Against {
  const plan = readPlanFile(name, project.name);
  if (plan !== undefined) return ofPlan(name, plan, stacks);
  return ofCommit(project, commitOf(name, project));
}

function commitOf(name: string, { directory }: Project): Commit {
  try {
    return findCommit(directory, name);
  } catch (error) {
    if (!(error instanceof InputError) || !isFile(name)) throw error;
    throw new InputError(
      `--against ${name}: the file is not a plan; pass the plan.json of a preview with --output, or a git reference.`,
    );
  }
}

function ofPlan(label: string, plan: Plan, stacks: readonly string[]): Against {
  if (!stacks.includes(plan.stack))
    throw new InputError(
      `--against ${label}: it is the plan of ${plan.stack}, and the stacks to preview are ${stacks.join(", ")}; ` +
        `add --stack ${plan.stack}, or pass another plan.`,
    );
  const former = (stack: string) => Promise.resolve(stack === plan.stack ? { label, plan } : undefined);
  return { label, former, close: () => undefined };
}

function ofCommit(project: Project, commit: Commit): Against {
  requireSamePackages(project.directory, commit);
  const worktree = new Worktree(project, commit);
  const label = commitLabel(commit);
  const former = worktree.read();
  return {
    label,
    former: async (stack) =>
      former.stacks.includes(stack) ? { label, plan: await planOf(former, stack, label) } : { label },
    close: () => {
      worktree.remove();
    },
  };
}

/** Runs the program of the other revision; its stack file was checked there, by rules that may have been others. */
async function planOf(project: Project, stack: string, label: string): Promise<Plan> {
  try {
    const text = readFileSync(join(project.directory, `Pulumi.${stack}.yaml`), "utf8");
    const run = { project, stack, config: readStackConfig(text, project.name), traces: false };
    const { recording } = await runToEnd(run);
    return buildPlan(recording, []);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    throw new InputError(
      `--against: the program of ${label} cannot be previewed: ${error.message}\n\nPass a plan.json made at that commit.`,
    );
  }
}
