import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import { owe } from "../duties";
import { InputError } from "../failure";
import { type Project, readProject } from "../project";
import { type Commit, git } from "./git";

/** What the directories of work trees are called; the number is the process that made one. */
const named = /^preview-against-(\d+)-\w+$/;

/** The project of another commit, in a temporary work tree that goes with this process at the latest. */
export class Worktree {
  readonly #directory: string;
  readonly #settle: () => void;

  /** @throws {InputError} when git cannot check the commit out. */
  constructor(
    private readonly project: Project,
    private readonly commit: Commit,
  ) {
    pruneStale(commit.top);
    this.#directory = realpathSync(mkdtempSync(join(tmpdir(), `preview-against-${process.pid}-`)));
    this.#settle = owe(() => {
      discard(commit.top, this.#directory, this.#modules);
    });
    const added = git(commit.top, "worktree", "add", "--detach", this.#directory, commit.hash);
    if (added === undefined) {
      this.#settle();
      throw new InputError(
        `--against ${commit.reference}: git cannot check out ${commit.hash.slice(0, 7)}; pass a plan.json made at that commit.`,
      );
    }
    if (existsSync(this.#project) && !existsSync(this.#modules))
      symlinkSync(modulesOf(project), this.#modules);
  }

  /**
   * The project as it was.
   *
   * @throws {InputError} when the commit has no such project; then the work tree is gone.
   */
  read(): Project {
    try {
      return this.#read();
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  #read(): Project {
    const { reference } = this.commit;
    if (!existsSync(join(this.#project, "Pulumi.yaml")))
      throw new InputError(`--against ${reference}: that commit has no Pulumi.yaml here; name a later one.`);
    const former = readProject(this.#project);
    if (former.name !== this.project.name)
      throw new InputError(
        `--against ${reference}: the project there is ${former.name}, not ${this.project.name}; name a commit of this one.`,
      );
    return former;
  }

  remove(): void {
    this.#settle();
  }

  get #project(): string {
    return join(this.#directory, this.commit.prefix);
  }

  get #modules(): string {
    return join(this.#project, "node_modules");
  }
}

/** The packages that the project's own program uses, wherever they are installed. */
function modulesOf({ workingDirectory }: Project): string {
  const require = createRequire(join(workingDirectory, "package.json"));
  return dirname(dirname(dirname(require.resolve("@pulumi/pulumi/package.json"))));
}

/** The link goes first, so that nothing follows it. */
function discard(top: string, directory: string, link: string): void {
  try {
    unlinkSync(link);
  } catch {
    // It was not made.
  }
  git(top, "worktree", "remove", "--force", directory);
  rmSync(directory, { recursive: true, force: true });
  git(top, "worktree", "prune");
}

/** What a process that was killed outright left behind. */
function pruneStale(top: string): void {
  const list = git(top, "worktree", "list", "--porcelain") ?? "";
  for (const [, directory = ""] of list.matchAll(/^worktree (.*)$/gm)) {
    const owner = named.exec(basename(directory))?.[1];
    if (owner !== undefined && !lives(Number(owner)))
      discard(top, directory, join(directory, "node_modules"));
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
