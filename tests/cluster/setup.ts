import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

import { pruneOrphans } from "./support/orphans";
import { planFolder } from "./support/plans";

/** The preview of a stack failed, so that there is nothing to apply. */
class NoPlan extends Error {}

/** Once before all: nothing of an earlier run is left, and every stack's plan is there. */
export default function setUp(): void {
  pruneOrphans();
  rmSync(planFolder, { recursive: true, force: true });
  // Policies judge in a lane of their own.
  const args = ["run", "--silent", "preview", "--", "--no-policies", "--output", planFolder];
  const { status, stdout, stderr } = spawnSync("npm", args, {
    cwd: join(__dirname, "../.."),
    encoding: "utf8",
  });
  if (status !== 0)
    throw new NoPlan(`npm run preview ended with ${status ?? "a signal"}:\n${stdout}${stderr}`);
}
