import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";
import { z } from "zod";

const permissions = z.record(z.string(), z.string());

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});

const job = z.object({
  uses: z.string().optional(),
  if: z.string().default(""),
  needs: z.string().optional(),
  environment: z.string().optional(),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  "timeout-minutes": z.number().optional(),
  permissions: permissions.default({}),
  env: z.record(z.string(), z.string()).default({}),
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(step).default([]),
});

const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: permissions.optional(),
  defaults: z.object({ run: z.object({ shell: z.string() }) }).optional(),
  jobs: z.record(z.string(), job),
});

/** One step of a job. */
export type Step = z.infer<typeof step>;

/** One job, and where it is. */
export type Job = z.infer<typeof job> & { readonly at: string };

/** One workflow file. */
export type Workflow = Omit<z.infer<typeof workflow>, "jobs"> & {
  readonly file: string;
  readonly jobs: readonly Job[];
};

/** Everything below `.github` that GitHub runs. */
export interface Pipeline {
  /** Text by file, composite actions included. */
  readonly texts: ReadonlyMap<string, string>;
  readonly workflows: readonly Workflow[];
}

export const root = join(__dirname, "..", "..");

const directory = ".github/workflows/";

export function readTexts(): ReadonlyMap<string, string> {
  const workflows = readdirSync(join(root, directory)).map((name) => `${directory}${name}`);
  const actions = readdirSync(join(root, ".github/actions")).map(
    (name) => `.github/actions/${name}/action.yml`,
  );
  return new Map([...workflows, ...actions].map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

export function readPipeline(texts: ReadonlyMap<string, string>): Pipeline {
  const files = [...texts].filter(([file]) => file.startsWith(directory));
  return { texts, workflows: files.map(([file, text]) => readWorkflow(file, text)) };
}

function readWorkflow(file: string, text: string): Workflow {
  const { jobs, ...rest } = workflow.parse(parse(text));
  return {
    ...rest,
    file,
    jobs: Object.entries(jobs).map(([name, entry]) => ({ ...entry, at: `${file}: ${name}` })),
  };
}
