import * as pulumi from "@pulumi/pulumi";
import type {
  RegisterResourceHookRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";

/** A value of a resource's inputs; a secret is the text `[secret]`. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

type HookMoment = "beforeCreate" | "beforeUpdate" | "afterCreate" | "afterUpdate";

/** One resource as the program registered it: the request to the engine, in plain data. */
export interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN; empty for a root of the recording. */
  readonly parent: string;
  /** URN of the provider, given or inherited; empty for components and providers. */
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deletedWith: string;
  readonly deleteBeforeReplace: boolean;
  /** Types by which the engine finds what is deployed, besides its own. */
  readonly formerTypes: readonly string[];
  readonly dependsOn: readonly string[];
  /** Names of the hooks by moment. */
  readonly hooks: Readonly<Record<HookMoment, readonly string[]>>;
  readonly secretOutputs: readonly string[];
  readonly inputs: Readonly<Record<string, Value>>;
}

/** A hook as the program registered it. */
export interface RecordedHook {
  readonly name: string;
  readonly onDryRun: boolean;
}

/** What a program registered, in the order in which it did. */
export interface Recording {
  readonly resources: readonly Recorded[];
  readonly hooks: readonly RecordedHook[];
  /** What each component registered as its outputs, by URN. */
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

/** The inputs that an output is made of. */
interface Inputs {
  readonly vpcConfig?: object;
}

/** Outputs that the program reads, which only a provider knows. A provider says itself which of them are secret. */
function outputsOf(type: string, name: string, { vpcConfig }: Inputs): Record<string, unknown> {
  if (type === "random:index/randomPassword:RandomPassword")
    return { result: pulumi.secret(`key of ${name}`) };
  return {
    ...(vpcConfig && { vpcConfig: { ...vpcConfig, clusterSecurityGroupId: `security group of ${name}` } }),
    arn: `arn of ${name}`,
    keyId: `key id of ${name}`,
    allocationId: `allocation of ${name}`,
    dnsName: `DNS name of ${name}`,
    zoneId: `zone of ${name}`,
    endpoint: `endpoint of ${name}`,
    readerEndpoint: `reader of ${name}`,
    primaryEndpointAddress: `endpoint of ${name}`,
    readerEndpointAddress: `reader of ${name}`,
    globalReplicationGroupId: `global id of ${name}`,
    certificateAuthority: { data: `certificate of ${name}` },
    latestVersion: 7,
  };
}

const mocks: pulumi.runtime.Mocks = {
  newResource: ({ type, name, inputs, custom }) => ({
    id: custom === true ? `id of ${name}` : undefined,
    state: custom === true ? { ...(inputs as object), ...outputsOf(type, name, inputs as Inputs) } : {},
  }),
  call: ({ token }) => {
    throw new RangeError(`a component asked the provider for ${token}`);
  },
};

type Answer<T> = (error: Error | null, reply: T) => void;
type Call<Request, Reply> = (request: Request, answer: Answer<Reply>) => unknown;

/** The part of the SDK's mock monitor that a recording listens to, and the one call that it lacks. */
interface Monitor {
  registerResource: Call<RegisterResourceRequest, { getUrn(): string }>;
  registerResourceOutputs: Call<RegisterResourceOutputsRequest, object>;
  registerResourceHook: Call<RegisterResourceHookRequest, object>;
}

/**
 * Runs `build` against the SDK's mocks, waits until everything is registered, and tells what was.
 * What the provider would make known is known, as after an update.
 */
export async function record(build: () => unknown, isPreview = false): Promise<Recording> {
  const resources: Recorded[] = [];
  const hooks: RecordedHook[] = [];
  const outputs = new Map<string, Readonly<Record<string, Value>>>();

  await pulumi.runtime.setMocks(mocks, "social-commerce", "recording", isPreview);
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const { registerResource, registerResourceOutputs } = monitor;
  monitor.registerResource = (request, answer) =>
    registerResource.call(monitor, request, (error, reply) => {
      if (error === null) resources.push(readRequest(request, reply.getUrn()));
      answer(error, reply);
    });
  monitor.registerResourceOutputs = (request, answer) => {
    outputs.set(request.getUrn(), readStruct(request.getOutputs()));
    return registerResourceOutputs.call(monitor, request, answer);
  };
  monitor.registerResourceHook = (request, answer) => {
    hooks.push({ name: request.getName(), onDryRun: request.getOnDryRun() });
    answer(null, {});
  };

  // The SDK takes a stack for every promise and resource, and jest maps each to its source: most of the time, and nobody looks.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const resource = pulumi.Resource as unknown as { callsites: () => readonly unknown[] };
  const { callsites } = resource;
  resource.callsites = () => [];
  try {
    build();
  } finally {
    await pulumi.runtime.disconnect();
    // The SDK settles its own promises after the last call.
    await new Promise(setImmediate);
    Error.stackTraceLimit = stackTraceLimit;
    resource.callsites = callsites;
  }
  return { resources, hooks, outputs };
}

function readRequest(request: RegisterResourceRequest, urn: string): Recorded {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    provider: request.getProvider().split("::").slice(0, -1).join("::"),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    deletedWith: request.getDeletedwith(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    formerTypes: request
      .getAliasesList()
      .map((alias) => alias.getSpec()?.getType() ?? "")
      .filter((type) => type !== ""),
    dependsOn: request.getDependenciesList(),
    hooks: readHooks(request.getHooks()),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    inputs: readStruct(request.getObject()),
  };
}

function readHooks(hooks: ReturnType<RegisterResourceRequest["getHooks"]>): Recorded["hooks"] {
  return {
    beforeCreate: hooks?.getBeforeCreateList() ?? [],
    beforeUpdate: hooks?.getBeforeUpdateList() ?? [],
    afterCreate: hooks?.getAfterCreateList() ?? [],
    afterUpdate: hooks?.getAfterUpdateList() ?? [],
  };
}

function readStruct(struct: ReturnType<RegisterResourceRequest["getObject"]>): Record<string, Value> {
  return (struct === undefined ? {} : readValue(struct.toJavaScript())) as Record<string, Value>;
}

function readValue(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(readValue);
  if (value[pulumi.runtime.specialSigKey] === pulumi.runtime.specialSecretSig) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readValue(item)]));
}
