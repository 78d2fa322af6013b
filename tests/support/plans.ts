import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { checkStackFile } from "../../config/stack-file";
import type { Plan } from "../../tools/preview/plan";
import { preview } from "../../tools/preview/preview";
import { readProject } from "../../tools/preview/project";

const root = join(__dirname, "../..");

/**
 * The plan of one of the project's own stacks, policies included. A preview takes seconds and more than one file of tests
 * reads it, so the first worker of a run that asks makes it, and the others wait for it. `PLANS` is a folder of the run.
 */
export async function planOf(stack: string): Promise<Plan> {
  const folder = process.env.PLANS;
  if (folder === undefined) return makePlan(stack);
  const path = join(folder, `${stack}.json`);
  if (!existsSync(path)) await makeOnce(stack, path);
  return JSON.parse(readFileSync(path, "utf8")) as Plan;
}

async function makePlan(stack: string): Promise<Plan> {
  const pack = join(root, "policies");
  return (await preview({ project: readProject(root), stack, check: checkStackFile, pack })).plan;
}

/** A folder is made by one worker only; whoever finds it there waits until the plan is, or until the maker gave up. */
async function makeOnce(stack: string, path: string): Promise<void> {
  const making = `${path}.making`;
  try {
    mkdirSync(making);
  } catch {
    while (existsSync(making)) await delay(100);
    return existsSync(path) ? undefined : makeOnce(stack, path);
  }
  try {
    const text = JSON.stringify(await makePlan(stack));
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  } finally {
    rmSync(making, { recursive: true });
  }
}
