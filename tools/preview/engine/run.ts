import { createRequire } from "node:module";
import { join } from "node:path";

import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

import { startChild } from "../child";
import { offlineEnvironment } from "../environment";
import type { Project } from "../project";
import type { StackConfig } from "../stack-config";
import { serverOptions } from "./channel";
import { logService } from "./log";
import { type Listeners, Monitor } from "./monitor";
import { Recording } from "./recording";

/** One run of a program. */
export interface Run {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
  /** Full stack traces: slower, and only wanted when a program fails. */
  readonly traces: boolean;
}

/** A program that has ended, and what it said. */
export interface Ended {
  readonly recording: Recording;
  /** Exit code of the SDK's runner, or the signal that ended it. */
  readonly end: string | number;
  /** What the program printed, standard output before standard error. */
  readonly printed: string;
}

/**
 * Capturing a stack for each promise, and collecting the young generation, are most of what the SDK spends its time
 * on: 1,000 resources take 5.5 s with these flags and 9.0 s without them.
 */
const fast = ["--stack-trace-limit=0", "--max-semi-space-size=128"];

/**
 * Full traces. The SDK prints them in colour, and Node 20.20 colours a path that ends in `node_modules/@scope/file`, as
 * the SDK's own source maps have it, in a loop that stops at the longest possible string: 12 seconds and a gigabyte.
 */
const traced = [
  "--stack-trace-limit=100",
  `--import=data:text/javascript,${encodeURIComponent(
    "import util from 'node:util'; const { inspect } = util; " +
      "util.inspect = Object.assign((value, options) => inspect(value, { ...options, colors: false }), inspect);",
  )}`,
];

/** Runs the program as `pulumi preview` does, with the SDK's own runner, until it ends. */
export async function runProgram(run: Run, listeners: Listeners = {}): Promise<Ended> {
  const recording = new Recording({ project: run.project.name, stack: run.stack });
  const monitor = new Monitor(recording, run.project.directory, listeners);
  const server = new Server(serverOptions);
  server.addService(ResourceMonitorService, monitor.service);
  server.addService(EngineService, logService(recording));
  try {
    const address = `127.0.0.1:${await listen(server)}`;
    return { recording, ...(await startRunner(run, address)) };
  } finally {
    monitor.close();
    server.forceShutdown();
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

async function startRunner(run: Run, address: string): Promise<Pick<Ended, "end" | "printed">> {
  const { project, stack, config } = run;
  const printed: string[] = [];
  const child = startChild({
    flags: run.traces ? traced : fast,
    // The program's own SDK, wherever it is installed.
    script: createRequire(join(project.workingDirectory, "package.json")).resolve("@pulumi/pulumi/cmd/run"),
    words: [
      `--monitor=${address}`,
      // Without an engine the SDK logs to standard error. With one it sends each debug line, one after another: two
      // of six seconds for 1,000 resources.
      ...(run.traces ? [`--engine=${address}`] : []),
      "--organization=organization",
      `--project=${project.name}`,
      `--root-directory=${project.directory}`,
      `--stack=${stack}`,
      "--parallel=16",
      "--dry-run",
      `--pwd=${project.workingDirectory}`,
      project.program,
    ],
    directory: project.workingDirectory,
    environment: offlineEnvironment(process.env, {
      PULUMI_CONFIG: JSON.stringify(config.values),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
      PULUMI_NODEJS_TYPESCRIPT: "true",
      // `npm run types` checks; checking the provider SDKs' types in each preview costs seconds.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    }),
  });
  child.lines.on("line", (line) => printed.push(line));
  const end = await child.ended;
  return {
    end,
    printed: [...printed, child.errors()]
      .join("\n")
      .replace(/^(\w+): \[runtime\] /gm, "$1: ")
      .trim(),
  };
}
