import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";

import type { Problem } from "../../../config/problems";
import type { SharedProblem } from "../../../config/stack-files";
import { runCommand } from "../../../tools/preview/command";
import type { Plan, PlanResource } from "../../../tools/preview/plan";

const programs = join(__dirname, "../../fixtures/programs");

/** Directory of a test program. */
export function program(name: string): string {
  return join(programs, name);
}

/** Directory of a test pack. */
export function pack(name: string): string {
  return join(__dirname, "packs", name);
}

/** What a preview printed and exited with. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Check = (text: string) => readonly Problem[];

/** Runs `npm run preview -- words` on a test program, in this process. */
export async function runPreview(
  name: string,
  words: readonly string[],
  {
    rules,
    ...more
  }: {
    rules?: string;
    check?: Check;
    checkTogether?: () => SharedProblem[];
    directory?: string;
    remarks?: (text: string) => string[];
  } = {},
): Promise<Outcome> {
  const printed = { out: "", err: "" };
  const code = await runCommand([...words, ...(rules === undefined ? ["--no-policies"] : [])], {
    directory: more.directory ?? program(name),
    pack: pack(rules ?? "none"),
    check: more.check ?? (() => []),
    ...(more.checkTogether && { checkTogether: more.checkTogether }),
    ...(more.remarks && { remarks: more.remarks }),
    out: { write: (text: string) => (printed.out += text) },
    err: { write: (text: string) => (printed.err += text) },
  });
  return { code, ...printed };
}

/** The plan that a preview with `--format json` printed for its only stack. */
export function planOf({ out }: Outcome): Plan {
  const { stacks } = JSON.parse(out) as { stacks: [Plan] };
  return stacks[0];
}

/** The only resource of a plan with that name that is no provider. */
export function resourceOf({ resources }: Plan, name: string): PlanResource {
  const found = resources.filter(
    (resource) => resource.name === name && !resource.type.includes("providers"),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

// A program starts in a second, or in five on a machine that is busy with other tests.
jest.setTimeout(60_000);

const temporary: string[] = [];

afterAll(() => {
  for (const directory of temporary) rmSync(directory, { recursive: true, force: true });
});

/** A directory that is removed after the test file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "preview-test-"));
  temporary.push(directory);
  return directory;
}

/** Runs git in a directory, as an author without a configuration of their own. */
export function git(directory: string, ...words: readonly string[]): string {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...author, ...words], { cwd: directory, encoding: "utf8" }).trimEnd();
}

/** A repository of its own that holds some files of another directory, committed, and the same packages. */
export function repositoryOf(source: string, names: readonly string[]): string {
  const directory = temporaryDirectory();
  for (const name of names) cpSync(join(source, name), join(directory, basename(name)), { recursive: true });
  symlinkSync(join(__dirname, "../../../node_modules"), join(directory, "node_modules"));
  writeFileSync(join(directory, ".gitignore"), "node_modules\n");
  git(directory, "init", "--quiet", "--initial-branch=main");
  commit(directory, "first");
  return directory;
}

/** Commits everything. */
export function commit(directory: string, message: string): void {
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--message", message);
}

/** Replaces one text in a file by another; it must be there. */
export function edit(file: string, before: string, after: string): void {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(before);
  writeFileSync(file, text.replace(before, after));
}

/** Every file below a directory, by its path, sorted. */
export function filesBelow(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path, "utf8")]));
}
