import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { RuleGroup } from "../../components/observability/rule-groups";

/** A series as promtool is given it: `0+60x9` is 0 and nine more values, each 60 larger. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** A query, and all that it must answer at a time. */
export interface QueryTest {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}

/** The whole of what an alert must say at a time. */
export interface AlertTest {
  readonly alertname: string;
  readonly eval_time: string;
  readonly exp_alerts: readonly {
    readonly exp_labels: Readonly<Record<string, string>>;
    readonly exp_annotations: Readonly<Record<string, string>>;
  }[];
}

/** Rules, what they see, and what they must make of it. */
export interface RuleTest {
  readonly groups: readonly RuleGroup[];
  readonly evaluateEvery: string;
  /** Time between two samples of a series. @default one minute */
  readonly scrapeEvery?: string;
  /** When the test begins. @default 1970 */
  readonly begins?: string;
  readonly input: readonly InputSeries[];
  readonly queries?: readonly QueryTest[];
  readonly alerts?: readonly AlertTest[];
}

/** What `promtool check rules` says against the rules; nothing when it passes them. */
export function checkRules(promtool: string, groups: readonly RuleGroup[]): string {
  return inFiles({ "rules.json": { groups } }, (directory) =>
    run(promtool, ["check", "rules", "--lint=all", "--lint-fatal", "rules.json"], directory),
  );
}

/** What `promtool test rules` says against the rules; nothing when they do as expected. */
export function testRules(promtool: string, test: RuleTest): string {
  return testTimelines(promtool, test.groups, test.evaluateEvery, [test]);
}

/** The same of several stretches of time, each with what it sees. */
export function testTimelines(
  promtool: string,
  groups: readonly RuleGroup[],
  evaluateEvery: string,
  timelines: readonly Omit<RuleTest, "evaluateEvery" | "groups">[],
): string {
  const unit = {
    rule_files: ["rules.json"],
    evaluation_interval: evaluateEvery,
    tests: timelines.map(({ begins, scrapeEvery = "1m", input, queries = [], alerts = [] }) => ({
      ...(begins !== undefined && { start_timestamp: begins }),
      ...{ interval: scrapeEvery, input_series: input, promql_expr_test: queries, alert_rule_test: alerts },
    })),
  };
  return inFiles({ "rules.json": { groups }, "test.json": unit }, (directory) =>
    run(promtool, ["test", "rules", "test.json"], directory),
  );
}

function run(promtool: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(promtool, args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  return status === 0 ? "" : `${stdout}${stderr}`;
}

/** Does something in a directory of its own that holds these files; JSON is YAML, too. */
function inFiles<T>(files: Readonly<Record<string, unknown>>, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "alerts-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(directory, name), JSON.stringify(content));
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
