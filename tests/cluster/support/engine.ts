import { isDeepStrictEqual } from "node:util";

import type { ResourceHook } from "@pulumi/pulumi";

import { Platform } from "../../../components/platform";
import type { PlatformConfig } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import type { ControlPlane } from "./control-plane";
import { fill, fills } from "./fill";
import { take } from "./hooks";
import type { KubernetesObject } from "./object";
import { until } from "./wait";
import type { Deployment } from "./workloads";

/** One thing that an update did to a route. */
export interface RouteEvent {
  readonly region: string;
  readonly did: "written" | "watched";
}

/** Which part of an update is made. */
export interface Part {
  readonly regions?: readonly string[];
  /** Whether the hooks after a write run. @default true */
  readonly watched?: boolean;
}

/** What a run of the program registered. */
export interface Run {
  readonly resources: readonly Recorded[];
  readonly hooks: ReadonlyMap<string, ResourceHook>;
}

type Inputs = Recorded["inputs"];

const deployment = "kubernetes:apps/v1:Deployment";
const route = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const manager = "program";

/**
 * Stands for Pulumi's engine: runs the whole program in this process, and hands each Kubernetes object that differs from
 * the last run to its region's API server, in the order of registration, between the program's own hooks. What a hook or
 * the server refuses ends the update.
 */
export class Engine {
  readonly events: RouteEvent[] = [];
  readonly #state = new Map<string, Inputs>();
  #recording: Promise<unknown> = Promise.resolve();

  constructor(private readonly planes: ReadonlyMap<string, ControlPlane>) {}

  /** Everything that a run registers for the control planes, hooks included. Two runs never overlap. */
  async run(config: PlatformConfig): Promise<Run> {
    const run = this.#recording.then(async () => {
      const { resources } = await record(() => new Platform("platform", config));
      return { resources: resources.filter(isApplied), hooks: take() };
    });
    this.#recording = run;
    return run;
  }

  /** Makes everything, region beside region: no object of one waits for another's. */
  async create({ resources, hooks }: Run): Promise<void> {
    await Promise.all(
      [...this.planes.keys()].map(async (region) => {
        for (const resource of resources.filter((each) => regionOf(each) === region))
          await this.#change(resource, hooks, true);
      }),
    );
  }

  /** Makes what a service's objects are to be, and stops at the first that fails. */
  async update(service: string, config: PlatformConfig, part: Part = {}): Promise<void> {
    const { resources, hooks } = await this.run(config);
    const { regions = [...this.planes.keys()], watched = true } = part;
    const own = resources.filter((each) => regions.some((region) => isOf(each, region, service)));
    for (const resource of own) await this.#change(resource, hooks, watched);
  }

  /** What the program last sent of a route. */
  sent(service: string, region: string): Inputs {
    const found = [...this.#state].find(([urn]) => urn.endsWith(`${route}::${region}-${service}`));
    if (found === undefined) throw new RangeError(`no route of ${service} in ${region} was sent`);
    return found[1];
  }

  async #change(resource: Recorded, hooks: Run["hooks"], watched: boolean): Promise<void> {
    const { urn, type, inputs } = resource;
    const region = regionOf(resource);
    const before = this.#state.get(urn);
    if (before !== undefined && isDeepStrictEqual(ignoring(resource, before), ignoring(resource, inputs)))
      return;
    const call = { urn, id: "", name: resource.name, type, newInputs: inputs };
    const run = async (names: readonly string[]): Promise<void> => {
      for (const name of names)
        await hooks.get(name)!.callback({ ...call, ...(before && { oldInputs: before }) });
    };
    await run(before ? resource.hooks.beforeUpdate : resource.hooks.beforeCreate);
    await this.#write(this.planes.get(region)!, resource, before !== undefined);
    this.#state.set(urn, inputs);
    if (type === route) this.events.push({ region, did: "written" });
    if (!watched) return;
    await run(before ? resource.hooks.afterUpdate : resource.hooks.afterCreate);
    if (type === route) this.events.push({ region, did: "watched" });
  }

  /** By server-side apply, forced where the object says so, as the provider does; then it waits for what it waits for. */
  async #write({ client }: ControlPlane, { type, inputs }: Recorded, isUpdate: boolean): Promise<void> {
    const object = fill(type, inputs, fills) as unknown as KubernetesObject;
    const isDeployment = type === deployment;
    const sent = isDeployment && isUpdate ? await withLiveReplicas(client, object) : object;
    const force = object.metadata.annotations?.["pulumi.com/patchForce"] === "true";
    const query = new URLSearchParams({
      fieldManager: manager,
      fieldValidation: "Strict",
      force: String(force),
    });
    await client.request("PATCH", `${await client.path(object)}?${query.toString()}`, sent, "apply");
    if (!isDeployment || !isUpdate) return;
    await until(`rollout of ${object.metadata.name}`, async () => {
      const { metadata, spec, status } = (await client.get(object)) as unknown as Deployment & {
        status: { observedGeneration?: number; replicas?: number };
      };
      const rolled =
        status.observedGeneration === metadata.generation &&
        status.updatedReplicas === spec.replicas &&
        status.replicas === spec.replicas &&
        status.readyReplicas === spec.replicas;
      return rolled ? [] : [JSON.stringify(status)];
    });
  }
}

function isApplied({ custom, type }: Recorded): boolean {
  return (
    custom &&
    type.startsWith("kubernetes:") &&
    !type.startsWith("kubernetes:helm.sh/") &&
    // The provider's second type of a kind, for what Kubernetes made itself.
    !type.endsWith("Patch")
  );
}

/** Logical names begin with the region. */
export function regionOf({ name }: Recorded): string {
  return name.split("-")[0]!;
}

function isOf({ name }: Recorded, region: string, service: string): boolean {
  const own = `${region}-${service}`;
  return name === own || name.startsWith(`${own}-`);
}

/** The inputs without what the program says to ignore. */
function ignoring({ ignoreChanges }: Recorded, inputs: Inputs): unknown {
  const copy = structuredClone(inputs) as Record<string, unknown>;
  for (const path of ignoreChanges) {
    const keys = path.split(".");
    const last = keys.pop()!;
    const inner = keys.reduce<Record<string, unknown> | undefined>(
      (value, key) => value?.[key] as Record<string, unknown> | undefined,
      copy,
    );
    if (inner !== undefined) Reflect.deleteProperty(inner, last);
  }
  return copy;
}

/** The autoscaler owns the replicas: the provider leaves out what it ignores and another owns. The same value is no conflict. */
async function withLiveReplicas(
  client: ControlPlane["client"],
  object: KubernetesObject,
): Promise<KubernetesObject> {
  const live = (await client.get(object)) as unknown as Deployment;
  return { ...object, spec: { ...(object.spec as object), replicas: live.spec.replicas } };
}
