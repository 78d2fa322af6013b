import { existsSync } from "node:fs";
import { join } from "node:path";

/** A tool that `npm run tools` builds. */
export type ToolName =
  | "actionlint"
  | "amtool"
  | "egctl"
  | "hadolint"
  | "helm"
  | "kube-score"
  | "parliament"
  | "prometheus"
  | "promtool";

/** Where a tool is that Python's packages brought. */
const places: Readonly<Partial<Record<ToolName, string>>> = {
  hadolint: "python/bin/hadolint",
  parliament: "python/parliament",
};

/** Where a tool is, when it is built. */
export function tool(name: ToolName): string | undefined {
  const path = join(__dirname, "../../.cache/tools", places[name] ?? name);
  return existsSync(path) ? path : undefined;
}

const missed = new Set<ToolName>();

/** `describe` for tests that need a tool: where it is not built they are skipped, and that is said. */
export function describeWith(name: ToolName, title: string, body: (path: string) => void): void {
  const path = tool(name);
  if (path !== undefined) {
    describe(title, () => {
      body(path);
    });
    return;
  }
  if (!missed.has(name)) process.stderr.write(`SKIPPED: ${name} is not built; run npm run tools\n`);
  missed.add(name);
  describe.skip(title, () => {
    body(name);
  });
}
