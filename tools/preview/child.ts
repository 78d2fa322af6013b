import { spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

import { owe } from "./duties";

/** How to start a Node process that belongs to this one. */
export interface ChildSpec {
  /** Flags of Node itself. */
  readonly flags?: readonly string[];
  /** Path of the script, absolute or relative to `directory`. */
  readonly script: string;
  readonly words?: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A Node process that ends with this one, whichever way this one ends. */
export interface Child {
  /** Standard output, line by line. */
  readonly lines: Interface;
  /** Resolves when the process is gone: its exit code, or the signal that ended it. Never rejects. */
  readonly ended: Promise<string | number>;
  /** Everything on standard error so far. */
  readonly errors: () => string;
  readonly kill: () => void;
}

/**
 * Ends the child when its parent is gone. A parent that is killed outright runs no handler of its own, but its end
 * of the pipe closes. The pipe does not keep the child alive.
 */
const leash = "data:text/javascript,process.stdin.on('end',()=>process.exit(1)).resume().unref()";

/** Starts a Node process, and kills it at the latest when this process exits. */
export function startChild({ flags = [], script, words = [], directory, environment }: ChildSpec): Child {
  const child = spawn(process.execPath, [`--import=${leash}`, ...flags, script, ...words], {
    cwd: directory,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const settle = owe(() => child.kill("SIGKILL"));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = new Promise<string | number>((resolve) => {
    child.on("error", (error) => {
      errors += error.message;
    });
    child.on("close", (code, signal) => {
      settle();
      resolve(code ?? signal ?? "unknown");
    });
  });
  return { lines: createInterface({ input: child.stdout }), ended, errors: () => errors, kill: settle };
}
