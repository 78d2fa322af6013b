import type { Job, Pipeline, Workflow } from "./workflow";

/** What a rule does not accept, a line each. */
type Rule = (pipeline: Pipeline) => string[];

const pulumiAction = "./.github/actions/pulumi";

/** The time that the role's credentials live unless a job asks for more. */
const defaultSeconds = 3600;

const jobsOf = ({ workflows }: Pipeline): Job[] => workflows.flatMap(({ jobs }) => jobs);

const jobsWhere = (pipeline: Pipeline, accepted: (job: Job) => boolean): string[] =>
  jobsOf(pipeline)
    .filter((job) => !accepted(job))
    .map(({ at }) => at);

const scriptsOf = ({ steps }: Job): string[] => steps.flatMap(({ run }) => run ?? []);

const writes = (job: Job): string[] =>
  Object.entries(job.permissions).flatMap(([scope, access]) => (access === "read" ? [] : [scope]));

/** Actions of others: a tag can be moved, a hash cannot; the comment is what Renovate and a reader go by. */
export const pinned: Rule = ({ texts }) =>
  [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/\buses: (.*)$/gm)]
      .map(([, used = ""]) => used)
      .filter((used) => !/^(\.\/\S+|[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(used))
      .map((used) => `${file}: ${used}`),
  );

export const nothingAllowedByDefault: Rule = ({ workflows }) =>
  workflows
    .filter(({ permissions }) => permissions === undefined || Object.keys(permissions).length > 0)
    .map(({ file }) => file);

/** A job may ask for an identity exactly if it, or the workflow that it calls, assumes a role with it. */
export const identityOnlyForRoles: Rule = (pipeline) => {
  const assumes = (job: Job): boolean =>
    job.steps.some(({ uses }) => uses === pulumiAction) ||
    pipeline.workflows.some(({ file, jobs }) => job.uses === `./${file}` && jobs.some(assumes));
  return jobsWhere(pipeline, (job) => (job.permissions["id-token"] === "write") === assumes(job));
};

/** The code of a pull request meets no right to write; an identity only where the author may push here anyway. */
export const pullRequestsWriteNothing: Rule = ({ workflows }) =>
  workflows
    .filter(({ on }) => "pull_request" in on)
    .flatMap(({ jobs }) => jobs)
    .filter((job) => writes(job).some((scope) => scope !== "id-token" || !sameRepository(job)))
    .map(({ at }) => at);

const sameRepository = (job: Job): boolean =>
  job.if.split(" && ").includes("github.event.pull_request.head.repo.full_name == github.repository");

/** What GitHub starts with rights on behalf of a pull request runs no code but its own. */
export const privilegedRunNoCode: Rule = ({ workflows }) =>
  workflows
    .filter(({ on }) => "workflow_run" in on || "pull_request_target" in on)
    .flatMap(({ jobs }) => jobs)
    .filter(
      (job) =>
        job.uses !== undefined ||
        job.steps.some(({ uses }) => uses !== undefined) ||
        scriptsOf(job).some((script) => /\b(npm|npx|node|git|bash|source|eval)\b/.test(script)),
    )
    .map(({ at }) => at);

/** `workflow_run` goes by the name, and says nothing when no workflow has it. */
export const followedByName: Rule = ({ workflows }) =>
  workflows.flatMap(({ file, on }) => {
    const followed = (on.workflow_run as { workflows?: string[] } | undefined)?.workflows ?? [];
    return followed
      .filter((name) => !workflows.some((other) => other.name === name))
      .map((name) => `${file}: ${name}`);
  });

/** One `up` of a stack at a time, never cut short, behind the rules of the stack's own environment. */
export const upOneAtATime: Rule = (pipeline) =>
  jobsWhere(pipeline, (job) => {
    const ups = scriptsOf(job).filter((script) => /\bpulumi up\b/.test(script));
    const { STACK: stack = "" } = job.env;
    return (
      ups.length === 0 ||
      (stack !== "" &&
        job.environment === stack &&
        job.concurrency?.group === `up-${stack}` &&
        !job.concurrency["cancel-in-progress"] &&
        ups.every((script) => script.includes('--stack "$STACK"')))
    );
  });

/** Staging, and after it production, each by the one workflow that runs `up`. */
export const stagingBeforeProduction: Rule = ({ workflows }) => {
  const calls = workflows
    .flatMap(({ jobs }) => jobs)
    .filter(({ uses }) => uses === "./.github/workflows/up.yml");
  const order = calls.map((job) => `${job.needs ?? "nothing"} → ${String(job.with.stack)}`);
  const wanted = ["check → staging", "staging → production"];
  return order.join() === wanted.join() ? [] : order;
};

export const timeLimits: Rule = (pipeline) =>
  jobsWhere(pipeline, (job) => job.uses !== undefined || job["timeout-minutes"] !== undefined);

/** An `up` whose credentials expire half-way is an interrupted `up`. */
export const credentialsOutliveJobs: Rule = (pipeline) =>
  jobsWhere(pipeline, ({ steps, ...job }) =>
    steps
      .filter(({ uses }) => uses === pulumiAction)
      .every((step) => Number(step.with.seconds ?? defaultSeconds) >= (job["timeout-minutes"] ?? 0) * 60),
  );

/** An expression in a script is text that somebody else may have written, run as code. */
export const noExpressionInScripts: Rule = (pipeline) =>
  jobsWhere(pipeline, (job) => !scriptsOf(job).some((script) => script.includes("${{")));

export const noTokenLeftBehind: Rule = (pipeline) =>
  jobsWhere(pipeline, ({ steps }) =>
    steps.every(
      (step) => !step.uses?.startsWith("actions/checkout@") || step.with["persist-credentials"] === false,
    ),
  );

/** Only `shell: bash`, spelled out, stops at the first failure inside a pipe. */
export const strictShell: Rule = ({ workflows }) =>
  workflows
    .filter((workflow) => hasScripts(workflow) && workflow.defaults?.run.shell !== "bash")
    .map(({ file }) => file);

const hasScripts = ({ jobs }: Workflow): boolean => jobs.some((job) => scriptsOf(job).length > 0);

/** The npm scripts that the pipeline calls. */
export function npmScripts({ texts }: Pipeline): string[] {
  const all = [...texts.values()].join("\n");
  return [...all.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
}
