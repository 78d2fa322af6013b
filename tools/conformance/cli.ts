import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

import { owe } from "../preview/duties";
import { InputError } from "../preview/failure";

/** The Pulumi CLI on the PATH, or nothing. */
export function findPulumi(environment: NodeJS.ProcessEnv): string | undefined {
  const directories = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, "pulumi")).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Previews a stack with the engine. It needs what the engine needs: a backend with the stack, its passphrase, and
 * credentials for the providers.
 *
 * @returns What it printed.
 * @throws {InputError} when it fails.
 */
export async function previewWithEngine(
  pulumi: string,
  stack: string,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  // Without --show-sames, what the stack has already would not be in the document.
  const words = ["preview", "--json", "--show-sames", "--non-interactive", "--stack", stack];
  const child = spawn(pulumi, words, { cwd: directory, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const settle = owe(() => child.kill("SIGKILL"));
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise((resolve) => {
    child.on("error", (error) => (err += error.message));
    child.on("close", resolve);
  });
  settle();
  if (code === 0) return out;
  throw new InputError(
    `pulumi ${words.join(" ")} failed (exit ${String(code)}):\n${err.trim() || out.trim()}`,
  );
}
