import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { buildSync } from "esbuild";

import { processesNaming } from "./support/orphans";
import { runs } from "./support/tools";
import { until } from "./support/wait";

// As deep below the project as the source of what it bundles, which finds the tools from there.
const program = join(runs, "programs/hold.js");

beforeAll(() => {
  buildSync({
    entryPoints: [join(__dirname, "programs/hold.ts")],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
  });
});
afterAll(() => {
  rmSync(join(program, ".."), { recursive: true });
});

describe("a control plane whose process ends", () => {
  // Ctrl-C, what a job that is cancelled gets, and what nobody can handle.
  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("leaves no program behind after %s", async (signal) => {
    let folder = "";
    const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      const pids = JSON.parse(line) as number[];
      folder = `${join(runs, String(child.pid))}/`;
      expect(pids).toHaveLength(5);
      expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual(pids);
      expect(processesNaming(folder).sort()).toEqual(expect.arrayContaining([...pids].sort()));

      child.kill(signal);
      await once(child, "exit");
      await until("programs gone", () =>
        Promise.resolve(
          [...pids.filter((pid) => existsSync(`/proc/${pid}`)), ...processesNaming(folder)].map(String),
        ),
      );
    } finally {
      child.kill("SIGKILL");
      for (const pid of folder === "" ? [] : processesNaming(folder)) process.kill(pid, "SIGKILL");
      rmSync(join(runs, String(child.pid)), { recursive: true, force: true });
    }
  });
});
