import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { join } from "node:path";

import type { KubernetesApi } from "./api";
import type { Files } from "./commands";
import { externalApi, externalMetrics, type Series } from "./external-metrics";
import type { KubernetesObject } from "./object";
import { quantity } from "./quantity";

/** A pod as far as its load is concerned. */
export interface Pod extends KubernetesObject {
  readonly spec: {
    readonly containers: readonly {
      readonly name: string;
      readonly resources?: { readonly requests?: { readonly cpu?: string; readonly memory?: string } };
    }[];
  };
  readonly status: { readonly phase?: string };
}

/** How much of what it requests a pod uses: 0.5 is half. `pods` says how many share the work, this one among them. */
export type Load = (pod: Pod, pods: number) => { readonly cpu: number; readonly memory: number };

const version = "metrics.k8s.io/v1beta1";
const base = `/apis/${version}`;

/**
 * Answers metrics.k8s.io in metrics-server's place, and external.metrics.k8s.io in prometheus-adapter's, so that
 * autoscalers compute. The load is whatever a test says, and so are the series: 0 where it says nothing.
 */
export class MetricsStub {
  load: Load = () => ({ cpu: 0.5, memory: 0.5 });
  series: Series = () => 0;
  readonly #server: Server;

  constructor(
    private readonly api: KubernetesApi,
    { certificates }: Files,
    private readonly port: number,
  ) {
    const key = readFileSync(join(certificates, "apiserver.key"));
    const cert = readFileSync(join(certificates, "apiserver.crt"));
    this.#server = createServer({ key, cert }, (request, response) => {
      this.#answer(new URL(request.url ?? "", "https://localhost")).then(
        (body) => {
          response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
          response.end(JSON.stringify(body ?? { kind: "Status", apiVersion: "v1", code: 404 }));
        },
        (error: unknown) => {
          response.writeHead(500).end(String(error));
        },
      );
    });
  }

  async start(): Promise<void> {
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
    for (const object of this.#registration()) await this.api.apply(object, "tests");
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #registration(): KubernetesObject[] {
    const service = { name: "metrics", namespace: "kube-system" };
    const ports = [{ port: this.port }];
    return [
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: service,
        spec: { type: "ExternalName", externalName: "localhost", ports },
      },
      ...[{ group: "metrics.k8s.io", version: "v1beta1" }, externalApi].map((api) => ({
        apiVersion: "apiregistration.k8s.io/v1",
        kind: "APIService",
        metadata: { name: `${api.version}.${api.group}` },
        spec: {
          ...api,
          groupPriorityMinimum: 100,
          versionPriority: 100,
          insecureSkipTLSVerify: true,
          service: { ...service, port: this.port },
        },
      })),
    ];
  }

  async #answer(url: URL): Promise<unknown> {
    const { pathname, searchParams } = url;
    if (pathname === base) return discovery;
    const external = externalMetrics(url, (asked) => this.series(asked));
    if (external !== undefined) return external;
    const namespace = /^\/apis\/metrics\.k8s\.io\/v1beta1\/namespaces\/([^/]+)\/pods$/.exec(pathname)?.[1];
    if (namespace === undefined) return undefined;
    const query = new URLSearchParams({ labelSelector: searchParams.get("labelSelector") ?? "" }).toString();
    const path = `/api/v1/namespaces/${namespace}/pods?${query}`;
    const { items } = (await this.api.request("GET", path)) as { items: Pod[] };
    const running = items.filter(({ status }) => status.phase === "Running");
    return {
      kind: "PodMetricsList",
      apiVersion: version,
      metadata: {},
      items: running.map((pod) => this.#measure(pod, running.length)),
    };
  }

  #measure(pod: Pod, pods: number): unknown {
    const load = this.load(pod, pods);
    const timestamp = new Date().toISOString();
    const containers = pod.spec.containers.map(({ name, resources }) => ({
      name,
      usage: {
        cpu: `${Math.round(quantity(resources?.requests?.cpu ?? "0") * load.cpu * 1000)}m`,
        memory: String(Math.round(quantity(resources?.requests?.memory ?? "0") * load.memory)),
      },
    }));
    const { name, namespace, labels } = pod.metadata;
    return { metadata: { name, namespace, labels }, timestamp, window: "1s", containers };
  }
}

const discovery = {
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion: version,
  resources: [
    { name: "pods", singularName: "", namespaced: true, kind: "PodMetrics", verbs: ["get", "list"] },
  ],
};
