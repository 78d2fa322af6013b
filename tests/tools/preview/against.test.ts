import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { commit, edit, git, program, repositoryOf, runPreview, temporaryDirectory } from "./support";

const bucketUrn = "urn:pulumi:dev::release::aws:s3/bucket:Bucket::orders";

function releaseRepository(): string {
  const base = program("release");
  return repositoryOf(base, ["Pulumi.yaml", "Pulumi.dev.yaml", "index.ts", "package.json"]);
}

/** A preview of the release program in a directory, against something. */
const against = (directory: string, other: string, ...words: string[]) =>
  runPreview("release", ["--against", other, ...words], { directory });

const worktrees = (directory: string) => git(directory, "worktree", "list").split("\n").length;

/** Everything between the heading of the changes and the next heading. */
function changesIn(out: string): string {
  return /^Changes[^]*?(?=\n\S|$(?![^]))/m.exec(out)?.[0] ?? "";
}

describe("a preview against a commit", () => {
  let directory: string;
  let stackFile: string;

  beforeAll(() => {
    directory = releaseRepository();
    stackFile = join(directory, "Pulumi.dev.yaml");
  });

  afterEach(() => {
    git(directory, "checkout", "--quiet", "--force", "main");
    expect(worktrees(directory)).toBe(1);
  });

  it("shows a shift of traffic as one line with one object for each region, and nothing else", async () => {
    // What a preview that was killed outright left behind goes, too.
    const gone = join(temporaryDirectory(), "preview-against-999999999-abc");
    git(directory, "worktree", "add", "--quiet", "--detach", gone);
    edit(stackFile, "green: 0", "green: 10");
    const { code, out } = await against(directory, "HEAD");
    expect(existsSync(gone)).toBe(false);
    const own = new RegExp(`^preview-against-${process.pid}-`);
    expect(readdirSync(tmpdir()).filter((name) => own.test(name))).toEqual([]);
    const hash = git(directory, "rev-parse", "--short=7", "HEAD");
    expect(code).toBe(0);
    expect(changesIn(out).trimEnd().split("\n")).toEqual([
      `Changes against HEAD (${hash})  3 objects`,
      "",
      "  traffic    cart  green 0 → 10 %  in eu-central-1, us-east-1, us-west-2 (3 objects)",
      "",
      "  cart (HTTPRoute) in eu-central-1, us-east-1, us-west-2",
      "    spec.rules[0].backendRefs[cart-blue].weight   100 → 90",
      "    spec.rules[0].backendRefs[cart-green].weight  0 → 10",
    ]);
  });

  it("runs the program of that commit, and asks no guard about what stays", async () => {
    edit(join(directory, "index.ts"), '"eu-central-1", "us-east-1"', '"us-east-1"');
    const { code, out } = await against(directory, "HEAD");
    expect(code).toBe(0);
    expect(out).toMatch(/structure {2}cart \(HTTPRoute\) +removed {2}in eu-central-1 \(1 object\)/);
    expect(out).not.toContain("traffic  ");
  });

  it("says that everything is new where the stack did not exist, and then calls the guards of a creation", async () => {
    writeFileSync(
      join(directory, "Pulumi.new.yaml"),
      readFileSync(stackFile, "utf8").replace("green: 0", "green: 5"),
    );
    const { code, out } = await against(directory, "HEAD", "--stack", "new");
    rmSync(join(directory, "Pulumi.new.yaml"));
    expect(code).toBe(1);
    expect(out).toContain("everything is new: new does not exist there (11 objects)");
    expect(out).toContain("a new route starts with blue");
  });

  it("fails when the program there does, with its words, and names the way out", async () => {
    edit(
      join(directory, "index.ts"),
      "const config =",
      'throw new pulumi.RunError("too old to run");\nconst config =',
    );
    commit(directory, "broken");
    git(directory, "checkout", "--quiet", "HEAD~1", "--", ".");
    const { code, err } = await against(directory, "HEAD");
    git(directory, "reset", "--quiet", "--hard", "HEAD~1");
    expect(code).toBe(2);
    expect(err).toContain("cannot be previewed");
    expect(err).toContain("too old to run");
    expect(err).toContain("Pass a plan.json made at that commit.");
  });
});

describe("a preview against a plan", () => {
  let directory: string;
  let plan: string;

  beforeAll(async () => {
    directory = releaseRepository();
    const output = join(directory, "plans");
    await runPreview("release", ["--output", output], { directory });
    plan = join(output, "dev/plan.json");
    edit(join(directory, "Pulumi.dev.yaml"), "green: 0", "green: 30");
  });

  it("calls the guards of an update with old and new inputs; marks become unknowns and secrets again", async () => {
    const { code, out } = await against(directory, plan);
    expect(code).toBe(1);
    expect(out).toContain(
      "traffic    cart  green 0 → 30 %  in eu-central-1, us-east-1, us-west-2 (3 objects)",
    );
    expect(out).toContain("Refused by a guard  3 resources");
    expect(out).toContain("green 0 to 30 is more than 25 in one step (marks kept)");
    expect(out).not.toContain("a new route starts with blue");
  });

  it("refuses the loss of a store until it is allowed by name", async () => {
    const stackFile = join(directory, "Pulumi.dev.yaml");
    edit(stackFile, "bucket: orders", "bucket: receipts");
    edit(stackFile, "green: 30", "green: 20");
    // The plan to compare with may be in the directory that the output replaces.
    const output = join(temporaryDirectory(), "plans");
    cpSync(join(directory, "plans"), output, { recursive: true });
    const moved = join(output, "dev/plan.json");
    const [refused, allowed] = await Promise.all([
      against(directory, moved, "--output", output, "--format", "markdown"),
      against(directory, plan, "--allow-store-change", bucketUrn),
    ]);
    expect(refused).toMatchObject({ code: 1, err: "previewing dev\n" });
    expect(refused.out).toContain("❌ **orders (Bucket)**: replaced\n  - bucket changes\n");
    expect(refused.out).toContain(`--allow-store-change '${bucketUrn}'`);
    expect(refused.out).toContain(
      "| **traffic** | cart | green 0 → 20 % | eu-central-1, us-east-1, us-west-2 | 3 |",
    );
    expect(readFileSync(join(output, "dev/report.md"), "utf8")).toBe(refused.out);
    expect(allowed.code).toBe(0);
    expect(allowed.out).toContain("✓ orders (Bucket)  replaced, allowed");
  });

  it("compares only the stack of the plan, and says so of the others", async () => {
    const extra = join(directory, "Pulumi.extra.yaml");
    writeFileSync(extra, readFileSync(join(program("release"), "Pulumi.dev.yaml")));
    const { out } = await against(directory, plan);
    rmSync(extra);
    expect(out).toContain(`Changes  not compared: ${plan} is not a plan of extra\n`);
  });
});

describe("what cannot be compared with", () => {
  const plain = temporaryDirectory();
  const write = (name: string, value: unknown) => {
    const file = join(plain, name);
    writeFileSync(file, JSON.stringify(value));
    return file;
  };
  const asked = (other: string) => against(plain, other);

  beforeAll(() => {
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml"])
      writeFileSync(join(plain, name), readFileSync(join(program("release"), name)));
  });

  it("is another project's plan, another version's, another stack's, or no plan at all", async () => {
    const plan = { version: 1, project: "release", stack: "dev", resources: [] };
    const outcomes = await Promise.all([
      asked(write("other.json", { ...plan, project: "shop" })),
      asked(write("newer.json", { ...plan, version: 2 })),
      asked(write("prod.json", { ...plan, stack: "prod" })),
      asked(write("none.json", { hello: "world" })),
      asked("main"),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    const [other, newer, prod, none, noRepository] = outcomes.map(({ err }) => err);
    expect(other).toContain("it is a plan of shop, not of release; pass one of this project.");
    expect(newer).toContain("the plan has version 2, and this preview reads version 1");
    expect(prod).toContain("it is the plan of prod, and the stacks to preview are dev; add --stack prod");
    expect(none).toContain("the file is not a plan; pass the plan.json of a preview with --output");
    expect(noRepository).toContain("is in no git repository; pass a plan.json.");
  });

  it("is an unknown reference, or a commit with other packages or without the project", async () => {
    const directory = releaseRepository();
    const unknown = await against(directory, "no-such-branch");
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toContain("no such commit in this repository; fetch it (git fetch origin)");
    writeFileSync(join(directory, "package-lock.json"), "{}");
    const packages = await against(directory, "HEAD");
    expect(packages.code).toBe(2);
    expect(packages.err).toContain("package-lock.json differs between");
    expect(packages.err).toContain("pass a plan.json made at that commit");
    const below = join(directory, "later");
    mkdirSync(below);
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "index.ts"])
      writeFileSync(join(below, name), readFileSync(join(directory, name)));
    const later = await against(below, "HEAD");
    expect(later.err).toContain("that commit has no Pulumi.yaml here; name a later one.");
    expect(worktrees(directory)).toBe(1);
  });
});
