import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KubernetesApi, Refused } from "./api";
import {
  apiServer,
  controllerManager,
  etcd,
  filesIn,
  kwok,
  type Files,
  type Ports,
  scheduler,
} from "./commands";
import { writeCredentials } from "./credentials";
import { Daemon, keep } from "./daemon";
import type { Definition } from "./definitions";
import { MetricsStub } from "./metrics";
import { nodes } from "./nodes";
import type { KubernetesObject, Served } from "./object";
import { runFolder } from "./orphans";
import { freePorts } from "./ports";
import { stages } from "./stages";
import { VolumeProvisioner } from "./volumes";
import { until } from "./wait";

/** What became of objects that were applied: nothing is thrown, so that every refusal is known. */
export interface Applied {
  readonly served: readonly Served[];
  readonly refused: readonly Refused[];
}

interface Parts {
  readonly client: KubernetesApi;
  readonly metrics: MetricsStub;
  readonly volumes: VolumeProvisioner;
  readonly daemons: readonly Daemon[];
}

/**
 * One real Kubernetes control plane on loopback: etcd, API server, controller manager and scheduler, kwok for the nodes
 * and pods, and a provisioner of volumes. No kubelet, no network, no proxy. Needs about 0.7 GiB and ten seconds.
 */
export class ControlPlane {
  readonly #files: Files;
  #parts: Parts | undefined;

  /** `name` tells control planes of one process apart; `region` names the nodes' zones. */
  constructor(
    readonly name: string,
    readonly region: string,
  ) {
    this.#files = filesIn(join(runFolder(), name));
  }

  /** File for kubectl and for the program's own hooks; its user may do everything. */
  get kubeconfig(): string {
    return this.#files.kubeconfig("admin");
  }

  /** Process ids of the programs that run. */
  get pids(): number[] {
    return this.#started.daemons.flatMap(({ pid }) => pid ?? []);
  }

  get client(): KubernetesApi {
    return this.#started.client;
  }

  /** Sets the load that the autoscalers see. */
  get metrics(): MetricsStub {
    return this.#started.metrics;
  }

  /** Starts everything in an empty folder, and waits until nodes are ready and metrics answer. */
  async start(): Promise<void> {
    const files = this.#files;
    rmSync(files.folder, { recursive: true, force: true });
    mkdirSync(files.certificates, { recursive: true });
    const ports = await portsOfOne();
    const token = writeCredentials(files, ports.api);
    writeFileSync(files.stages, stages());

    const daemons: Daemon[] = [];
    const run = (command: Daemon["command"]): void => void daemons.push(new Daemon(command, files.folder));
    try {
      run(etcd(files, ports));
      run(apiServer(files, ports));
      const client = await connect(files, ports, token, daemons);
      run(controllerManager(files, ports));
      run(scheduler(files, ports));
      for (const node of nodes(this.region)) await client.request("POST", "/api/v1/nodes", node);
      run(kwok(files, ports));
      const metrics = new MetricsStub(client, files, ports.metrics);
      await metrics.start();
      const volumes = new VolumeProvisioner(client);
      volumes.start();
      this.#parts = { client, metrics, volumes, daemons };
      await this.#ready();
    } catch (error) {
      this.#parts?.metrics.stop();
      await this.#parts?.volumes.stop();
      this.#parts = undefined;
      await Promise.all(daemons.map((daemon) => daemon.stop()));
      throw error;
    }
  }

  /**
   * Ends every program and removes what they stored; their logs stay until the next run. With `--keep` they go on,
   * without metrics and new volumes.
   */
  async stop(): Promise<void> {
    const parts = this.#parts;
    if (parts === undefined) return;
    this.#parts = undefined;
    parts.metrics.stop();
    await parts.volumes.stop();
    parts.client.close();
    if (keep) return;
    await Promise.all(parts.daemons.map((daemon) => daemon.stop()));
    rmSync(this.#files.data, { recursive: true, force: true });
  }

  /** An empty control plane again: faster than deleting every object, and nothing can be left. */
  async wipe(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Makes the definitions' kinds known, and waits until the server serves them. */
  async install(definitions: readonly Definition[]): Promise<void> {
    await Promise.all(definitions.map((definition) => this.client.apply(definition, "tests")));
    await until("definitions served", async () => {
      const kinds = await Promise.all(definitions.map((definition) => this.#unserved(definition)));
      return kinds.flat();
    });
  }

  /**
   * Applies as `manager`, one wave after another and the objects of a wave together; an object whose wave comes too
   * early is refused, as it would be in an update.
   */
  async apply(waves: readonly (readonly KubernetesObject[])[], manager: string): Promise<Applied> {
    const served: Served[] = [];
    const refused: Refused[] = [];
    for (const wave of waves)
      await Promise.all(
        wave.map(async (object) => {
          try {
            served.push(await this.client.apply(object, manager));
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            refused.push(error);
          }
        }),
      );
    return { served, refused };
  }

  /** Resident memory of each program, in MiB. */
  memory(): { readonly name: string; readonly now: number; readonly peak: number }[] {
    return this.#started.daemons.map((daemon) => ({ name: daemon.command.name, ...daemon.memory() }));
  }

  get #started(): Parts {
    if (this.#parts === undefined) throw new RangeError(`control plane ${this.name} is not started`);
    return this.#parts;
  }

  async #unserved({ spec: { group, names, versions } }: Definition): Promise<string[]> {
    const kinds = versions
      .filter(({ served }) => served)
      .map(({ name }) => [`${group}/${name}`, names.kind] as const);
    const missing = await Promise.all(
      kinds.map(([apiVersion, kind]) =>
        this.client.list(apiVersion, kind).then(
          () => [],
          () => [`${apiVersion} ${kind}`],
        ),
      ),
    );
    return missing.flat();
  }

  async #ready(): Promise<void> {
    const { client, daemons } = this.#started;
    await until(`control plane ${this.name}`, async () => {
      for (const daemon of daemons) daemon.check();
      const all = await client.list("v1", "Node");
      const waiting = all.filter((node) => !hasCondition(node, "Ready")).map(({ metadata }) => metadata.name);
      const services = await client.list("apiregistration.k8s.io/v1", "APIService");
      const unserved = services.filter(
        (one) => one.metadata.name.endsWith("metrics.k8s.io") && !hasCondition(one, "Available"),
      );
      return [...waiting, ...unserved.map(({ metadata }) => metadata.name)];
    });
  }
}

/** Whether an object's status has the condition as true. */
export function hasCondition(object: KubernetesObject, type: string): boolean {
  const { conditions = [] } = (object.status ?? {}) as { conditions?: { type: string; status: string }[] };
  return conditions.some((condition) => condition.type === type && condition.status === "True");
}

async function portsOfOne(): Promise<Ports> {
  const [etcd, etcdPeer, api, controllers, scheduler, kwok, metrics] = (await freePorts(7)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { etcd, etcdPeer, api, controllers, scheduler, kwok, metrics };
}

/** Waits until the server answers; its certificate is there by then. */
async function connect(
  { certificates }: Files,
  { api: port }: Ports,
  token: string,
  daemons: readonly Daemon[],
): Promise<KubernetesApi> {
  let client: KubernetesApi | undefined;
  await until("API server", async () => {
    for (const daemon of daemons) daemon.check();
    try {
      client ??= new KubernetesApi({
        port,
        token,
        authority: readFileSync(join(certificates, "apiserver.crt"), "utf8"),
      });
      await client.request("GET", "/readyz");
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  return client!;
}
