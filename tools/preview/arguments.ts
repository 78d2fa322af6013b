import { parseArgs } from "node:util";

import { InputError } from "./failure";

/** What a person asked the preview to do. */
export interface Arguments {
  /** Names of the stacks; empty means every stack file beside Pulumi.yaml. */
  readonly stacks: readonly string[];
  /** A plan.json or a git reference to compare with. */
  readonly against?: string;
  /** Directory to write to; without it nothing is written. */
  readonly output?: string;
  /** @default "text" */
  readonly format: Format;
  /** False with `--no-policies`. */
  readonly policies: boolean;
  /** URNs of the stores that may be deleted or replaced. */
  readonly allowedStores: readonly string[];
  readonly help: boolean;
}

const formats = ["text", "json", "markdown"] as const;

/** How the result is printed on standard output. */
export type Format = (typeof formats)[number];

/** The arguments there are, as `--help` and an error about them show them. */
export const usage = `npm run preview [-- --stack NAME]… [--against GITREF|plan.json] [--output DIR] [--format ${formats.join("|")}]
                [--no-policies] [--allow-store-change URN]…

  --stack NAME     preview this stack only; may be repeated; default: every Pulumi.<stack>.yaml
  --against OTHER  show what changes: against the plan.json of a former preview, or against another commit
  --output DIR     write DIR/<stack>/: plan.json, report.md, report.html, manifests/<region>/*.yaml,
                   releases/<region>/*.yaml and alerts/<region>/*.yaml
  --format FORMAT  text (default); markdown, for a pull request; or json: one document {"stacks": [plan, …]}
                   and nothing else
  --no-policies    do not start the policy pack
  --allow-store-change URN
                   let a change delete or replace this store; may be repeated
  --help           print this

Exits with 0 when all is fine, 1 when a mandatory policy or a guard refused or a change would lose a store,
2 when the input is bad (an argument, a stack file, what to compare with), 3 when the program or the policy
pack failed.`;

const options = {
  stack: { type: "string", multiple: true },
  against: { type: "string" },
  output: { type: "string" },
  format: { type: "string", default: "text" },
  "no-policies": { type: "boolean", default: false },
  "allow-store-change": { type: "string", multiple: true },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws {InputError} for an argument that does not exist, lacks its value, or has one that is not allowed.
 */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parse(words);
  const { stack = [], against, output, format, "allow-store-change": allowedStores = [] } = values;
  if (!isFormat(format)) throw reject(`--format is ${format}, but only ${formats.join(", ")} exist`);
  if (output === "") throw reject("--output is empty, but it wants a directory");
  if (against === "") throw reject("--against is empty, but it wants a git reference or a plan.json");
  if (allowedStores.length > 0 && against === undefined)
    throw reject("--allow-store-change allows what --against finds, but there is no --against");
  return {
    stacks: [...new Set(stack)],
    ...(against === undefined ? {} : { against }),
    ...(output === undefined ? {} : { output }),
    format,
    policies: !values["no-policies"],
    allowedStores: [...new Set(allowedStores)],
    help: values.help,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith("ERR_PARSE_ARGS_") !== true) throw error;
    // The first sentence says what is wrong; the hints that follow are about things that do not exist here.
    throw reject(message.split(/[.\n]/)[0] ?? message);
  }
}

function isFormat(word: string): word is Format {
  return formats.some((format) => format === word);
}

function reject(reason: string): InputError {
  return new InputError(`${reason}\n\nThe arguments there are:\n\n${usage}`);
}
