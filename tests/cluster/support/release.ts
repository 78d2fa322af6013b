import { readFileSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";

import { parse, stringify } from "yaml";

import type { Weights } from "../../../guards/facts";
import { markAnnotations, parseRollback, parseWatched, type RollbackMark } from "../../../guards/marks";
import { weightsOf, type RouteRule } from "../../../watch/cluster";
import { ProxyExporter, type ExportedTraffic } from "../../support/exporter";
import { ControlPlane } from "./control-plane";
import { definitionsOf } from "./definitions";
import { Engine, regionOf, type Part, type Run } from "./engine";
import type { KubernetesObject, Served } from "./object";
import { freePorts } from "./ports";
import { ClusterPrometheus } from "./prometheus";
import { shopOf, type Edit, type ShopService } from "./shop";
import { TimedOut, until } from "./wait";
import type { Deployment } from "./workloads";

/** A service of the tests, and how often its proxy is scraped. */
export interface Released extends ShopService {
  readonly everySeconds: number;
  /** Whether its pods ever become ready. */
  readonly works?: boolean;
}

/** A live route as far as a release is concerned. */
export interface Live {
  readonly weights: Weights;
  readonly annotations: Readonly<Record<string, string>>;
  readonly managers: readonly string[];
  readonly object: Served;
}

/** Traffic that nothing is wrong with. */
export const steady = { perSecond: 40, failing: 0, averageMs: 20 };

/** The region of the first wave alone. */
export const west = { regions: ["west"] };

/** Weights by green's. */
export const share = (green: number): Weights => ({ blue: 100 - green, green });

/** Time since a moment, for people. */
export const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

const regions = ["west", "east"] as const;
export const namespace = "social-commerce-development";

/**
 * The local stack with the services of a test: a control plane and a Prometheus for each region, and for each service a
 * proxy in both that reports what a test says.
 */
export class Shop {
  readonly planes = new Map<string, ControlPlane>(
    regions.map((region) => [region, new ControlPlane(`release-${region}`, region)]),
  );
  readonly engine = new Engine(this.planes);
  readonly prometheus = new Map<string, ClusterPrometheus>();
  readonly #ports = new Map<string, number>();
  readonly #exporters: ProxyExporter[] = [];

  constructor(private readonly services: readonly Released[]) {}

  async start(): Promise<void> {
    await Promise.all([...this.planes.values()].map((plane) => plane.start()));
    process.env.KUBECONFIG = [...this.planes].map(contextFile).join(delimiter);
    const run = await this.engine.run(shopOf(this.services));
    const objects = run.resources.map(({ inputs }) => inputs as unknown as KubernetesObject);
    await Promise.all([...this.planes.values()].map((plane) => plane.install(definitionsOf(objects))));
    await this.engine.create(run);
    const ports = await freePorts(this.services.length + regions.length);
    for (const { name } of this.services) this.#ports.set(name, ports.pop()!);
    const targets = this.services.map(({ name, everySeconds }) => ({
      ...{ service: name, everySeconds },
      port: this.#ports.get(name)!,
    }));
    for (const [region, plane] of this.planes) {
      const prometheus = new ClusterPrometheus(plane, ports.pop()!);
      this.prometheus.set(region, prometheus);
      await prometheus.start(targets, rulesOf(region, run));
    }
    for (const { name, works = true } of this.services) if (works) await this.ready(name, "blue");
  }

  async stop(): Promise<void> {
    await Promise.all(this.#exporters.map((exporter) => exporter.close()));
    await Promise.all([...this.prometheus.values()].map((each) => each.stop()));
    await Promise.all([...this.planes.values()].map((plane) => plane.stop()));
  }

  /** From now on the proxy knows green, and reports this of it. */
  async report(service: string, traffic: ExportedTraffic): Promise<ProxyExporter> {
    const exporter = new ProxyExporter(namespace, service, "green", traffic);
    this.#exporters.push(exporter);
    await exporter.listen(this.#ports.get(service));
    return exporter;
  }

  /** An edit of a release, and `pulumi up`. */
  async up(service: string, edit: Edit, part?: Part): Promise<void> {
    await this.engine.update(service, shopOf(this.services, service, edit), part);
  }

  /** The program's own view of a service after an edit. */
  configOf(service: string, edit: Edit) {
    return shopOf(this.services, service, edit).services.find(({ name }) => name === service)!;
  }

  async live(service: string, region: string): Promise<Live> {
    const object = await this.planes.get(region)!.client.get(routeOf(service));
    const { rules } = object.spec as { rules: readonly RouteRule[] };
    return {
      object,
      weights: weightsOf(service, rules),
      annotations: object.metadata.annotations ?? {},
      managers: (object.metadata.managedFields ?? []).map(({ manager }) => manager),
    };
  }

  /** Green's weight on the live route. */
  async green(service: string, region = "west"): Promise<number> {
    return (await this.live(service, region)).weights.green;
  }

  /** The weights that the live route says were watched. */
  async watchedMark(service: string, region = "west"): Promise<Weights | undefined> {
    const { annotations } = await this.live(service, region);
    return parseWatched(annotations[markAnnotations.watched])?.weights;
  }

  /** The rollback that the live route tells of. */
  async rollbackMark(service: string, region = "west"): Promise<RollbackMark | undefined> {
    const { annotations } = await this.live(service, region);
    return parseRollback(annotations[markAnnotations.rolledBack]);
  }

  /** Waits for the pods of a colour, in both regions. */
  async ready(service: string, colour: "blue" | "green", atLeast = 1): Promise<void> {
    for (const [region, { client }] of this.planes)
      await until(`pods of ${service}-${colour} in ${region}`, async () => {
        const metadata = { name: `${service}-${colour}`, namespace };
        const { spec, status } = (await client.get({
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata,
        })) as unknown as Deployment;
        const enough = spec.replicas >= atLeast && status.readyReplicas === spec.replicas;
        return enough ? [] : [JSON.stringify(status)];
      });
  }

  /** Every Service of the shop in every region: which pods it selects, and whether it is still the same object. */
  async selectors(): Promise<unknown[]> {
    const lists = await Promise.all(
      [...this.planes.values()].map(({ client }) => client.list("v1", "Service", namespace)),
    );
    return lists.flat().map(({ metadata: { name, uid }, spec }) => ({ name, uid, spec }));
  }
}

/** What a region's Prometheus is given: the groups of every PrometheusRule there. */
function rulesOf(region: string, { resources }: Run): { groups: unknown[] } {
  const specs = resources
    .filter((resource) => regionOf(resource) === region && resource.inputs.kind === "PrometheusRule")
    .map(({ inputs }) => inputs.spec as { groups: unknown[] });
  return { groups: specs.flatMap(({ groups }) => groups) };
}

/** A service's route, by name. */
export const routeOf = (service: string): KubernetesObject => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: service, namespace },
});

/** The kubeconfig of a control plane under the context that the stack file names. */
function contextFile([region, { kubeconfig }]: readonly [string, ControlPlane]): string {
  const name = `kind-${region}`;
  const { clusters, users } = parse(readFileSync(kubeconfig, "utf8")) as {
    clusters: [object];
    users: [object];
  };
  const path = `${kubeconfig}.context`;
  writeFileSync(
    path,
    stringify({
      ...{ apiVersion: "v1", kind: "Config" },
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ ...clusters[0], name }],
      users: [{ ...users[0], name }],
    }),
    { mode: 0o600 },
  );
  return path;
}

/** How an update ended: what it threw, and when. */
export interface Ended {
  readonly thrown: string;
  readonly at: number;
  readonly seconds: number;
}

/** Lets an update end, however it does; what is no refusal is thrown. */
export async function ended(update: Promise<void>): Promise<Ended> {
  const since = Date.now();
  const thrown = await update.then(
    () => "",
    (error: unknown) => {
      if (error instanceof TimedOut || error instanceof TypeError) throw error;
      return (error as Error).message;
    },
  );
  return { thrown, at: Date.now(), seconds: (Date.now() - since) / 1000 };
}
