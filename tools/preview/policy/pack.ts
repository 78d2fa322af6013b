import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Child, startChild } from "../child";
import { offlineEnvironment } from "../environment";
import { ProgramError } from "../failure";

/** Milliseconds that a pack may take to start; on an idle machine it takes one second. */
const startLimit = 60_000;

/** A policy pack whose process runs. */
export interface Pack {
  /** Where it answers on this machine, as `127.0.0.1:port`. */
  readonly address: Promise<string>;
  /** Rejects when the process ends, whatever its exit code; never resolves. */
  readonly died: Promise<never>;
  readonly kill: () => void;
  /** For a pack that does not answer any more: kills it after some milliseconds, if it does not end by itself. */
  readonly buryWithin: (milliseconds: number) => void;
}

/**
 * The compiled file of the pack in `directory`: `main` in its package.json.
 *
 * @throws {ProgramError} when there is no such package.json.
 */
export function packScript(directory: string): string {
  return join(directory, mainOf(directory));
}

/**
 * Starts a pack in its own directory, as the engine does. `address` and `died` reject with a {@link ProgramError} when
 * it ends, prints something else than its port, or is not there within a minute.
 */
export function startPack(
  script: string,
  directory: string,
  environment: Readonly<Record<string, string>>,
): Pack {
  const child = startChild({
    // As for the program: collecting the young generation is a good part of what a pack spends its time on.
    flags: ["--max-semi-space-size=64"],
    script,
    directory,
    environment: offlineEnvironment(process.env, environment),
  });
  const died = child.ended.then((end) => {
    throw new ProgramError(
      `The policy pack stopped (exit ${end}) before it had judged the stack:\n${indent(child.errors())}`,
    );
  });
  const address = Promise.race([portOf(child), died]).then((port) => `127.0.0.1:${port}`);
  // Both are awaited later than they may reject.
  died.catch(() => undefined);
  address.catch(() => undefined);
  const buryWithin = (milliseconds: number) => void setTimeout(child.kill, milliseconds).unref();
  return { address, died, kill: child.kill, buryWithin };
}

function mainOf(directory: string): string {
  try {
    const { main } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as { main?: unknown };
    if (typeof main === "string") return main;
  } catch (error) {
    throw new ProgramError(`The policy pack in ${directory} has no readable package.json: ${String(error)}`);
  }
  throw new ProgramError(
    `package.json of the policy pack in ${directory} has no "main"; name its compiled file there.`,
  );
}

/** The first line that a pack prints is its port. */
function portOf({ lines, errors }: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new ProgramError(`The policy pack was not ready after ${startLimit / 1000} s:\n${indent(errors())}`),
      );
    }, startLimit);
    timer.unref();
    lines.once("line", (line) => {
      clearTimeout(timer);
      if (/^\d+$/.test(line)) resolve(line);
      else
        reject(
          new ProgramError(`The policy pack must print its port first, but it printed:\n${indent(line)}`),
        );
    });
  });
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, "  ");
}
