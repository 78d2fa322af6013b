import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzeDiagnostic, AnalyzeResponse, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { clientOptions } from "../engine/channel";
import type { Recording } from "../engine/recording";
import type { Registration } from "../engine/registration";
import type { Run } from "../engine/run";
import { ProgramError } from "../failure";
import { configureRequest, configureStackRequest } from "./configuration";
import { EvidenceFile } from "./evidence";
import { type Pack, packScript, startPack } from "./pack";
import { analyzeRequest, stackRequest } from "./requests";
import { type Diagnosed, judge, type Judgement } from "./results";

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/** The policy pack at work on one stack: it starts with the program and judges each resource as it is registered. */
export class Analyzer {
  readonly #evidence: EvidenceFile;
  readonly #pack: Pack;
  readonly #ready: Promise<{ client: AnalyzerClient; info: AnalyzerInfo }>;
  readonly #judged: Promise<Diagnosed[]>[] = [];
  #whole?: Promise<Judgement>;

  /** @throws {ProgramError} when there is no pack in `directory`. */
  constructor(directory: string, run: Run) {
    const script = packScript(directory);
    this.#evidence = new EvidenceFile();
    this.#pack = startPack(script, directory, {
      POLICY_EVIDENCE: this.#evidence.path,
      PULUMI_CONFIG: JSON.stringify(run.config.values),
      PULUMI_NODEJS_PROJECT: run.project.name,
      PULUMI_NODEJS_STACK: run.stack,
      PULUMI_NODEJS_ORGANIZATION: "organization",
      PULUMI_NODEJS_DRY_RUN: "true",
    });
    this.#ready = this.#connect(run);
    this.#ready.catch(() => undefined);
  }

  /** Judges one resource; the verdict is part of what {@link finish} returns. */
  analyze(registration: Registration, recording: Recording): void {
    const request = analyzeRequest(registration, recording);
    const judged = this.#ready.then(async ({ client }) => {
      const response = await this.#call<AnalyzeResponse>((done) => client.analyze(request, done));
      return response.getDiagnosticsList().map(about(registration.resource.urn));
    });
    judged.catch(() => undefined);
    this.#judged.push(judged);
  }

  /** Starts to judge the stack as a whole, while the program is still on its way to its end. */
  begin(recording: Recording, rootUrn: string): void {
    if (this.#whole !== undefined) return;
    this.#whole = this.#judgeWhole(recording, rootUrn);
    // It is awaited later than it may reject.
    this.#whole.catch(() => undefined);
  }

  /**
   * Judges the stack as a whole and adds everything up.
   *
   * @throws {ProgramError} when the pack fails, or when its evidence and its diagnostics disagree.
   */
  async finish(recording: Recording, rootUrn: string): Promise<Judgement> {
    return (this.#whole ??= this.#judgeWhole(recording, rootUrn));
  }

  async #judgeWhole(recording: Recording, rootUrn: string): Promise<Judgement> {
    const { client, info } = await this.#ready;
    const single = (await Promise.all(this.#judged)).flat();
    const response = await this.#call<AnalyzeResponse>((done) =>
      client.analyzeStack(stackRequest(recording), done),
    );
    const diagnosed = [...single, ...response.getDiagnosticsList().map(about(rootUrn))];
    const evidence = this.#evidence
      .read()
      .map((line) => (line.urn === "" ? { ...line, urn: rootUrn } : line));
    return judge(info.getPoliciesList(), evidence, diagnosed);
  }

  close(): void {
    this.#pack.kill();
    this.#evidence.remove();
    this.#ready
      .then(({ client }) => {
        client.close();
      })
      .catch(() => undefined);
  }

  async #connect(run: Run) {
    const client = new AnalyzerClient(await this.#pack.address, credentials.createInsecure(), clientOptions);
    const info = await this.#call<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
    await this.#call((done) => client.configure(configureRequest(info), done));
    await this.#call((done) => client.configureStack(configureStackRequest(run), done));
    return { client, info };
  }

  /** One call; when the pack dies meanwhile, its own last words are the error. */
  #call<Response>(send: (done: Callback<Response>) => unknown): Promise<Response> {
    const answered = new Promise<Response>((resolve, reject) => {
      send((error, response) => {
        if (error === null) resolve(response);
        else if (error.code === status.UNAVAILABLE) this.#pack.buryWithin(1000);
        else reject(new ProgramError(`The policy pack failed: ${error.details}`));
      });
    });
    return Promise.race([answered, this.#pack.died]);
  }
}

function about(urn: string): (diagnostic: AnalyzeDiagnostic) => Diagnosed {
  return (diagnostic) => ({ urn: diagnostic.getUrn() === "" ? urn : diagnostic.getUrn(), diagnostic });
}
