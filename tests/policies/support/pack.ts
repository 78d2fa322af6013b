import { execSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { urnOf, type Declared } from "./fixture";

const root = join(__dirname, "../../..");

/** Bundles the pack with the project's own command, but not into the folder that a preview may be reading. */
export function buildPack(source = "policies/index.ts", folder = ".cache/policies"): string {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const command = scripts["build:policies"]!.replace("policies/index.ts", source).replace(
    /--outdir=\S+/,
    `--outdir=${folder}`,
  );
  execSync(command, {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH!}` },
  });
  return join(root, folder, "index.js");
}

/** One line of the evidence file. */
export interface EvidenceLine {
  readonly rule: string;
  readonly level: string;
  readonly urn: string;
  readonly verdict: string;
  readonly message?: string;
}

/** A violation, as the engine receives it. */
export interface Diagnostic {
  readonly rule: string;
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

/** The pack in a process of its own, spoken to as the engine does. */
export class RunningPack {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
    private readonly folder: string,
    /** Everything that was written to stdout. */
    readonly output: () => string,
  ) {}

  static async start(file: string): Promise<RunningPack> {
    const folder = mkdtempSync(join(tmpdir(), "policies-"));
    const env = { ...process.env, POLICY_EVIDENCE: join(folder, "evidence.jsonl") };
    const child = spawn(process.execPath, [file], {
      cwd: join(root, "policies"),
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes("\n")) resolve(output.split("\n")[0]!);
      });
      child.once("exit", (code) => {
        reject(new TypeError(`the pack ended with ${code ?? "a signal"} before its port`));
      });
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new RunningPack(child, client, folder, () => output);
  }

  info(): Promise<proto.AnalyzerInfo> {
    return new Promise((resolve, reject) => {
      this.client.getAnalyzerInfo(new Empty(), (error, reply) => {
        if (error) reject(error);
        else resolve(reply);
      });
    });
  }

  analyze(declared: Declared): Promise<readonly Diagnostic[]> {
    const request = filled(new proto.AnalyzeRequest(), declared);
    return new Promise((resolve, reject) => {
      this.client.analyze(request, (error, reply) => {
        if (error) reject(error);
        else resolve(diagnosticsOf(reply));
      });
    });
  }

  analyzeStack(...declared: readonly Declared[]): Promise<readonly Diagnostic[]> {
    const request = new proto.AnalyzeStackRequest().setResourcesList(declared.map(stackResource));
    return new Promise((resolve, reject) => {
      this.client.analyzeStack(request, (error, reply) => {
        if (error) reject(error);
        else resolve(diagnosticsOf(reply));
      });
    });
  }

  /** What has been recorded until now. */
  evidence(): readonly EvidenceLine[] {
    const text = readFileSync(join(this.folder, "evidence.jsonl"), "utf8");
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as EvidenceLine);
  }

  /** Kills the process, as a host does that has its last answer. */
  async stop(): Promise<void> {
    if (this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.client.close();
    this.child.kill("SIGKILL");
    await ended;
  }

  clean(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function stackResource(declared: Declared): proto.AnalyzerResource {
  const resource = filled(new proto.AnalyzerResource(), declared);
  if (declared.parent !== undefined) resource.setParent(urnOf(declared.parent));
  for (const [property, names] of Object.entries(declared.sources ?? {})) {
    const dependencies = new proto.AnalyzerPropertyDependencies().setUrnsList(names.map(urnOf));
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

function filled<Message extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: Message,
  declared: Declared,
): Message {
  const { type, name = "subject", properties = {}, protect = false, provider = "urn:provider" } = declared;
  message.setType(type);
  message.setName(name);
  message.setUrn(urnOf(name));
  message.setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>));
  message.setOptions(new proto.AnalyzerResourceOptions().setProtect(protect));
  const managing = new proto.AnalyzerProviderResource().setUrn(provider).setType("pulumi:providers:x");
  message.setProvider(managing.setProperties(Struct.fromJavaScript({})));
  return message;
}

function diagnosticsOf(reply: proto.AnalyzeResponse): readonly Diagnostic[] {
  const levels = Object.entries(proto.EnforcementLevel);
  return reply.getDiagnosticsList().map((one) => ({
    rule: one.getPolicyname(),
    level: levels.find(([, value]) => value === one.getEnforcementlevel())![0].toLowerCase(),
    urn: one.getUrn(),
    message: one.getMessage(),
  }));
}
