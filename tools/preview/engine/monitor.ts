import { type handleUnaryCall, type sendUnaryData, type ServerUnaryCall, status } from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  RegisterPackageResponse,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceMonitorFeature as Feature,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { faultAt } from "./faults";
import { type HookCall, Hooks } from "./hooks";
import type { Recording } from "./recording";
import type { Registration } from "./registration";
import { isProvider } from "./urn";

/** What the program may rely on; without a feature the SDK sends less, or tells the user to update the CLI. */
const features = [
  Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  // Announced so that their use arrives here and is refused in plain words.
  Feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  Feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  Feature.RESOURCE_MONITOR_FEATURE_STATE_MIGRATIONS,
];

/** What a program is told when it asks for something that only a provider can do. */
export const refusal = "not in an offline preview";

/** Who else takes part in a run while the program registers its resources. */
export interface Listeners {
  /** Told of each resource as soon as it is registered. */
  readonly onRegistration?: (registration: Registration, recording: Recording) => void;
  /** Told when everything is registered; the program waits for its hooks, and ends. */
  readonly onComplete?: (recording: Recording) => void;
  /** What of the program's hooks to call when everything is registered; without it, none are called. */
  readonly hookCalls?: (recording: Recording) => Promise<readonly HookCall[]>;
}

/** The engine's ResourceMonitor, as far as a preview needs it: it records, it never deploys. */
export class Monitor {
  readonly #hooks = new Hooks();

  constructor(
    private readonly recording: Recording,
    /** Directory to which positions in the source are relative. */
    private readonly directory: string,
    private readonly listeners: Listeners,
  ) {}

  /** The calls of the protocol, as gRPC wants them. */
  get service(): IResourceMonitorServer {
    return {
      getDeploymentInfo: reply(() => new DeploymentInfo().setSupportedfeaturesList(features)),
      supportsFeature: reply(() => new SupportsFeatureResponse().setHassupport(true)),
      registerPackage: reply(() => new RegisterPackageResponse().setRef("offline")),
      registerResource: reply((request: RegisterResourceRequest) => this.#register(request)),
      registerResourceOutputs: reply((request) => {
        this.recording.outputs.set(request.getUrn(), request.getOutputs() ?? new Struct());
        return new Empty();
      }),
      registerResourceHook: reply((request) => {
        this.#hooks.register(request);
        return new Empty();
      }),
      // An error hook has nothing to do before `up`.
      registerErrorHook: reply(() => new Empty()),
      signalAndWaitForShutdown: reply(async () => {
        this.listeners.onComplete?.(this.recording);
        await this.#callHooks();
        return new Empty();
      }),
      invoke: this.#refuse((request) => `the function ${request.getTok()}`),
      call: this.#refuse((request) => `the method ${request.getTok()}`),
      readResource: this.#refuse((request) => `a read of ${request.getName()} (${request.getType()})`),
      existsResource: this.#refuse((request) => `a look for ${request.getId()} (${request.getType()})`),
      registerStackTransform: this.#refuse(() => "a transform of the whole stack"),
      registerStackInvokeTransform: this.#refuse(() => "a transform of function calls"),
    };
  }

  close(): void {
    this.#hooks.close();
  }

  /**
   * The program still lives, and serves them: it waits for leave to end. One after another, in the order in which the
   * program registered, because a hook may rely on those of the resources that its own depends on. What depends on a
   * resource that is refused is never asked about: the engine does not come to it.
   */
  async #callHooks(): Promise<void> {
    const calls = (await this.listeners.hookCalls?.(this.recording)) ?? [];
    const stopped = new Set<string>();
    for (const call of calls) {
      const { urn } = call.registration.resource;
      const reached = !this.#waitsFor(urn).some((dependency) => stopped.has(dependency));
      const refusals = reached ? await this.#hooks.refusals(call) : [];
      this.recording.refusals.push(...refusals);
      if (!reached || refusals.length > 0) stopped.add(urn);
    }
  }

  /** What a resource waits for: what it depends on, and what the components around it depend on. */
  #waitsFor(urn: string | undefined): readonly string[] {
    const resource = urn === undefined ? undefined : this.recording.registrations.get(urn)?.resource;
    return resource === undefined ? [] : [...resource.dependencies, ...this.#waitsFor(resource.parent)];
  }

  #register(request: RegisterResourceRequest): RegisterResourceResponse {
    const { registration, reasons } = this.recording.add(request);
    for (const reason of reasons) this.#fault(reason, request.getSourceposition());
    if (reasons.length === 0) this.listeners.onRegistration?.(registration, this.recording);
    // No id and no outputs but the inputs: the rest is unknown, as in a first preview with the engine.
    const response = new RegisterResourceResponse().setUrn(registration.resource.urn);
    const echoed = registration.resource.custom && !isProvider(registration.resource.type);
    return response.setObject(echoed ? registration.inputs : new Struct());
  }

  #refuse<Request extends object, Response>(
    describe: (request: Request) => string,
  ): handleUnaryCall<Request, Response> {
    return ({ request }, done) => {
      const what = describe(request);
      this.#fault(`the program asks for ${what}`, positionOf(request));
      done({ code: status.FAILED_PRECONDITION, details: `${refusal}: ${what}` });
    };
  }

  #fault(message: string, position: SourcePosition | undefined): void {
    this.recording.faults.push(faultAt(message, position, this.directory));
  }
}

/** Most requests, but not all, say where in the program they come from. */
function positionOf(request: object): SourcePosition | undefined {
  const { getSourceposition } = request as { getSourceposition?: () => SourcePosition | undefined };
  return getSourceposition?.call(request);
}

/** A call that is answered by a function; what it throws becomes an error of the call. */
export function reply<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => {
          done(null, response);
        },
        (error: unknown) => {
          done({ code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}
