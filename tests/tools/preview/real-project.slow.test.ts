import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";

import { checkStackFile } from "../../../config/stack-file";
import type { Plan } from "../../../tools/preview/plan";
import { commit, edit, repositoryOf, runPreview } from "./support";

const project = join(__dirname, "../../..");

// What the program is made of, and what tells it from another revision.
const sources = [
  ...["Pulumi.yaml", "Pulumi.production.yaml", "index.ts", "components", "config", "guards", "watch"],
  ...["package.json", "package-lock.json", "tsconfig.json"],
];

interface Shown {
  readonly against: { readonly headlines: unknown; readonly changes: readonly { readonly region: string }[] };
}

/** Where something is announced, whether a step is free is a question of the day on which the test runs. */
function withoutCalendar(file: string): void {
  const { config } = parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> };
  const others = Object.entries(config).filter(([key]) => key !== "social-commerce:calendar");
  writeFileSync(file, stringify({ config: Object.fromEntries(others) }));
}

describe("the platform itself", () => {
  it("shows a shift of one service's traffic in production as one line and one object for each region", async () => {
    const directory = repositoryOf(project, sources);
    withoutCalendar(join(directory, "Pulumi.production.yaml"));
    commit(directory, "nothing announced");
    edit(join(directory, "Pulumi.production.yaml"), "greenPercent: 0", "greenPercent: 10");
    const { code, out } = await runPreview("", ["--against", "HEAD", "--format", "json"], {
      directory,
      check: checkStackFile,
    });
    const [{ against }] = (JSON.parse(out) as { stacks: [Plan & Shown] }).stacks;
    const regions = ["eu-central-1", "us-east-1", "us-west-2"];
    expect(code).toBe(0);
    expect(against.headlines).toEqual([
      { meaning: "traffic", subject: "cart-service", text: "green 0 → 10 %", regions, objects: 3 },
    ]);
    expect(against.changes).toHaveLength(3);
    expect(against.changes.map(({ region }) => region).sort()).toEqual(regions);
    expect(against).toMatchObject({ exists: true, stores: [] });
  });
});
