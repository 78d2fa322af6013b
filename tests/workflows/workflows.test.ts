import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describeWith } from "../support/tools";
import * as rules from "./rules";
import { readPipeline, readTexts, root } from "./workflow";

const texts = readTexts();
const pipeline = readPipeline(texts);

/** The pipeline with one thing in one file changed. */
function broken(name: string, from: string, to: string) {
  const file = [...texts.keys()].find((path) => path.endsWith(`/${name}`)) ?? name;
  const text = texts.get(file) ?? "";
  expect(text).toContain(from);
  return readPipeline(new Map([...texts, [file, text.replace(from, to)]]));
}

/** Each rule, and changes of our own files that it must not let pass: file, from, to. */
const cases: Record<Exclude<keyof typeof rules, "npmScripts">, [string, string, string][]> = {
  pinned: [
    ["check.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"],
    ["check.yml", " # v7.0.1", ""],
    ["pulumi/action.yml", "@8e5e406f4007fca908480587cb9893c07090f58d", "@main"],
  ],
  nothingAllowedByDefault: [
    ["check.yml", "permissions: {}", "permissions:\n  contents: write"],
    ["drift.yml", "permissions: {}\n", ""],
  ],
  identityOnlyForRoles: [
    ["check.yml", "contents: read", "contents: read\n      id-token: write"],
    ["drift.yml", "      id-token: write\n", ""],
    ["main.yml", "      id-token: write\n", ""],
  ],
  pullRequestsWriteNothing: [
    ["pull-request.yml", "contents: read", "contents: write"],
    ["pull-request.yml", "contents: read", "contents: read\n      pull-requests: write"],
    [
      "pull-request.yml",
      " && github.event.pull_request.head.repo",
      " || github.event.pull_request.head.repo",
    ],
  ],
  privilegedRunNoCode: [
    ["preview-comment.yml", "      - name: Write", "      - uses: actions/checkout@v7\n      - name: Write"],
    ["preview-comment.yml", "          if ! gh run", "          npm ci\n          if ! gh run"],
  ],
  followedByName: [["pull-request.yml", "name: Pull request", "name: Pull requests"]],
  upOneAtATime: [
    ["up.yml", "group: up-${{ inputs.stack }}", "group: up"],
    ["up.yml", "cancel-in-progress: false", "cancel-in-progress: true"],
    ["up.yml", "    environment: ${{ inputs.stack }}\n", ""],
    ["up.yml", '--stack "$STACK"', "--stack production"],
  ],
  stagingBeforeProduction: [
    ["main.yml", "needs: staging", "needs: check"],
    ["main.yml", "stack: production", "stack: staging"],
  ],
  timeLimits: [["drift.yml", "    timeout-minutes: 60\n", ""]],
  credentialsOutliveJobs: [
    ["up.yml", '"7200"', '"3600"'],
    ["drift.yml", "timeout-minutes: 60", "timeout-minutes: 61"],
  ],
  noExpressionInScripts: [
    ["pull-request.yml", "origin/$BASE", "origin/${{ github.event.pull_request.base.ref }}"],
  ],
  noTokenLeftBehind: [["check.yml", "persist-credentials: false", "persist-credentials: true"]],
  strictShell: [["up.yml", "shell: bash", "shell: sh"]],
};

describe.each(Object.entries(cases))("%s", (name, changes) => {
  const rule = rules[name as keyof typeof cases];

  test("holds", () => {
    expect(rule(pipeline)).toEqual([]);
  });

  test.each(changes)("notices in %s: %j → %j", (file, from, to) => {
    expect(rule(broken(file, from, to))).not.toEqual([]);
  });
});

describe("what the pipeline takes from the project", () => {
  const read = (file: string) => readFileSync(join(root, file), "utf8");

  test("every npm script that it calls exists", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const called = rules.npmScripts(pipeline);
    expect(called).toEqual(expect.arrayContaining(["check", "preview", "tools"]));
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("the CLI has an exact version, the SDK's", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    expect(texts.get(".github/actions/pulumi/action.yml")).toContain('dependencies["@pulumi/pulumi"]');
    expect(dependencies["@pulumi/pulumi"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("the stacks that it previews for real and checks for drift have an account, and the role it swaps", () => {
    const matrices = pipeline.workflows
      .flatMap(({ jobs }) => jobs)
      .flatMap(({ strategy }) => strategy?.matrix.stack ?? []);
    expect(matrices).toEqual(["staging", "production", "staging", "production"]);
    const role =
      /s\/(deployRole: [\w-]+)\//.exec(texts.get(".github/workflows/pull-request.yml") ?? "")?.[1] ??
      "no role";
    for (const stack of new Set(matrices)) expect(read(`Pulumi.${stack}.yaml`)).toContain(role);
  });
});

describeWith("actionlint", "actionlint", (actionlint) => {
  test("finds nothing", () => {
    const { stdout, status } = spawnSync(actionlint, ["-no-color"], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });
});
