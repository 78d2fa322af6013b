import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A program ended that should run on. */
export class DaemonEnded extends Error {}

export interface Command {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
}

/** Whether programs stay up after the tests, so that a person can look (`npm run test:cluster -- --keep`). */
export const keep = process.env.CLUSTER_KEEP === "1";

/**
 * One program of a control plane, with its log in the control plane's folder. It dies with the test process however that
 * ends (Linux's parent-death signal: a handler would not run in jest's sandbox, nor after SIGKILL), unless it is kept.
 */
export class Daemon {
  readonly log: string;
  readonly #child: ChildProcess;

  constructor(
    readonly command: Command,
    folder: string,
  ) {
    this.log = join(folder, `${command.name}.log`);
    const output = openSync(this.log, "a");
    const [path, args] = keep
      ? [command.path, command.args]
      : ["setpriv", ["--pdeathsig", "KILL", command.path, ...command.args]];
    this.#child = spawn(path, args, { stdio: ["ignore", output, output], cwd: folder, detached: keep });
    if (keep) this.#child.unref();
    closeSync(output);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Throws when the program has ended, with the end of its log. */
  check(): void {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) return;
    const tail = readFileSync(this.log, "utf8").split("\n").slice(-8).join("\n");
    throw new DaemonEnded(`${this.command.name} ended with ${exitCode ?? signalCode ?? ""}:\n${tail}`);
  }

  /** Ends the program at once: what it keeps is thrown away. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null || this.pid === undefined) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  /** Resident memory now and at its highest, in MiB; zeros when it has ended. */
  memory(): { readonly now: number; readonly peak: number } {
    try {
      const status = readFileSync(`/proc/${this.pid ?? 0}/status`, "utf8");
      const mebibytes = (field: string): number =>
        Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) / 1024);
      return { now: mebibytes("VmRSS"), peak: mebibytes("VmHWM") };
    } catch {
      return { now: 0, peak: 0 };
    }
  }
}
