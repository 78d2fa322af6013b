import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { runs } from "./tools";

/** The folder of this process's control planes. Each of their programs has it in its command line. */
export function runFolder(): string {
  const folder = join(runs, String(process.pid));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Ends the programs of runs whose process is gone (a run with `--keep`, or one whose machine lost its parent-death
 * signal) and removes their folders. A program is known by the folder in its command line, never by its name.
 */
export function pruneOrphans(): void {
  if (!existsSync(runs)) return;
  for (const owner of readdirSync(runs)) {
    if (!/^\d+$/.test(owner) || existsSync(`/proc/${owner}`)) continue;
    const folder = join(runs, owner);
    for (const pid of processesNaming(`${folder}/`)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes that have the text in their command line. */
export function processesNaming(text: string): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
      } catch {
        return false; // It ended while we looked.
      }
    });
}
