import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { owe } from "../duties";
import { InputError } from "../failure";
import type { Plan } from "../plan";
import { formatHtml } from "../report/html/page";
import { formatMarkdown } from "../report/markdown";
import type { Report } from "../report/report";
import { alertFiles } from "./alerts";
import { manifestFiles, releaseFiles, type OutputFile } from "./manifests";

/** The file by which a former output is known. */
const planFile = "plan.json";

/** Everything that a preview of a stack writes. */
function filesOf(report: Report): OutputFile[] {
  const { plan } = report;
  return [
    { path: planFile, text: `${JSON.stringify(plan, null, 2)}\n` },
    { path: "report.md", text: formatMarkdown([report]) },
    { path: "report.html", text: formatHtml(report) },
    ...manifestFiles(plan),
    ...releaseFiles(plan),
    ...alertFiles(plan),
  ];
}

/**
 * Makes room for a stack's output: removes a former one, so that a preview that fails leaves nothing stale behind.
 *
 * @throws {InputError} when `output` is no directory, or when what is in the way was not written by a preview.
 */
export function clearOutput(output: string, stack: string): void {
  const directory = join(output, stack);
  if (!existsSync(directory)) {
    if (existsSync(output) && !statSync(output).isDirectory())
      throw new InputError(`--output ${output} is a file; name a directory.`);
    return;
  }
  if (!isFormerOutput(directory))
    throw new InputError(
      `--output: ${directory} is not empty and holds no ${planFile} of a preview; ` +
        "nothing was written. Remove it, or name another directory.",
    );
  rmSync(directory, { recursive: true });
}

function isFormerOutput(directory: string): boolean {
  if (!statSync(directory).isDirectory()) return false;
  if (readdirSync(directory).length === 0) return true;
  try {
    const { version, resources } = JSON.parse(
      readFileSync(join(directory, planFile), "utf8"),
    ) as Partial<Plan>;
    return version === 1 && Array.isArray(resources);
  } catch {
    return false;
  }
}

/** Writes a stack's files to `output/<stack>`, all or nothing. */
export function writeOutput(output: string, report: Report): void {
  const { plan } = report;
  mkdirSync(output, { recursive: true });
  const unfinished = join(output, `.${plan.stack}-${process.pid}`);
  const settle = owe(() => {
    rmSync(unfinished, { recursive: true, force: true });
  });
  for (const { path, text } of filesOf(report)) {
    const file = join(unfinished, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  renameSync(unfinished, join(output, plan.stack));
  settle();
}
