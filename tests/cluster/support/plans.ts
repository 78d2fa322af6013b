import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Plan } from "../../../tools/preview/plan";
import { runs } from "./tools";

/** Where the run's preview is written, before the tests. */
export const planFolder = join(runs, "plans");

/** The plan of a stack, as `npm run preview` wrote it for this run. */
export function planOf(stack: string): Plan {
  return JSON.parse(readFileSync(join(planFolder, stack, "plan.json"), "utf8")) as Plan;
}
