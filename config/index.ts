import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { PlatformConfig } from "./model";
import { formatProblems, type Problem } from "./problems";
import { ownKeys, readConfig } from "./stack-file";
import { readSource } from "./source";

/**
 * Reads the stack's configuration. This is the only place that meets Pulumi's; everything below it is handed the result.
 *
 * @throws RunError with every problem of the stack file, in one clean message.
 */
export function loadConfig(): PlatformConfig {
  const file = `Pulumi.${pulumi.getStack()}.yaml`;
  const reading = readConfig(parsed(ownKeys(pulumi.runtime.allConfig())));
  const problems = [...sourceProblems(file), ...reading.problems];
  if (reading.config === undefined || problems.length > 0)
    throw new pulumi.RunError(formatProblems(file, problems));
  return reading.config;
}

/** Structured values arrive as JSON, scalars as bare text. */
function parsed(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, fromEngine(String(value))]));
}

function fromEngine(text: string): unknown {
  if (!/^[[{]/u.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // a scalar that happens to begin like a list; the schema says what is allowed
  }
}

/** The text itself shows what the engine has rewritten by the time the program runs. */
function sourceProblems(file: string): readonly Problem[] {
  const path = join(process.cwd(), file);
  if (existsSync(path)) return readSource(readFileSync(path, "utf8")).problems;
  void pulumi.log.info(`${file} is not beside Pulumi.yaml: its unquoted values were not checked`);
  return [];
}
