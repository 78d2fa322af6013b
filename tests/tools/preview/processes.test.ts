import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { buildSync } from "esbuild";

import { git, pack, program, repositoryOf, temporaryDirectory } from "./support";

/** Milliseconds within which a process starts or ends on a busy machine. */
const patience = 15_000;

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + patience; !condition() && Date.now() < end;) await sleep(20);
  expect(condition()).toBe(true);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed orphan may stay a zombie where nobody reaps it.
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

describe("a preview that is ended from outside", () => {
  const directory = temporaryDirectory();
  // Below this folder, so that the bundle finds the packages that it does not contain.
  const bundle = join(__dirname, "../../../dist/preview-under-test.js");

  beforeAll(() => {
    buildSync({
      entryPoints: [join(__dirname, "entry.ts")],
      bundle: true,
      packages: "external",
      platform: "node",
      outfile: bundle,
      logLevel: "error",
    });
  });

  afterAll(() => {
    rmSync(bundle, { force: true });
  });

  async function start(
    name: string,
    project = program("stuck"),
    ...words: readonly string[]
  ): Promise<{ preview: ChildProcess; childPid: number }> {
    const file = join(directory, name);
    const temporary = { TMPDIR: directory, STUCK_PID_FILE: file };
    const preview = spawn(process.execPath, [bundle, project, pack("honest"), ...words], {
      env: { ...process.env, ...temporary },
      stdio: "ignore",
    });
    await until(() => existsSync(file) && readFileSync(file, "utf8") !== "");
    return { preview, childPid: Number(readFileSync(file, "utf8")) };
  }

  it("takes the program and its temporary files with it on SIGTERM", async () => {
    const { preview, childPid } = await start("terminated");
    expect(readdirSync(directory).filter((name) => name.startsWith("preview-"))).toHaveLength(1);
    preview.kill("SIGTERM");
    await until(() => preview.exitCode !== null);
    expect(preview.exitCode).toBe(143);
    await until(() => !lives(childPid));
    expect(readdirSync(directory).filter((name) => name.startsWith("preview-"))).toEqual([]);
  });

  it("takes the work tree of another commit with it", async () => {
    const repository = repositoryOf(program("stuck"), ["Pulumi.yaml", "Pulumi.dev.yaml", "index.ts"]);
    const worktrees = () => git(repository, "worktree", "list").split("\n");
    const { preview } = await start("compared", repository, "--against", "HEAD");
    expect(worktrees()).toHaveLength(2);
    preview.kill("SIGTERM");
    await until(() => preview.exitCode !== null);
    expect(worktrees()).toHaveLength(1);
    expect(readdirSync(directory).filter((name) => name.startsWith("preview-"))).toEqual([]);
  });

  it("takes the program with it even when it is killed outright", async () => {
    const { preview, childPid } = await start("killed");
    preview.kill("SIGKILL");
    await until(() => !lives(childPid));
  });
});
