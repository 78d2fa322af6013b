import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { networkInterfaces } from "node:os";

import { prometheusService } from "../../../watch/prometheus";
import { hasCondition, type ControlPlane } from "./control-plane";
import { Daemon } from "./daemon";
import type { KubernetesObject } from "./object";
import { runFolder } from "./orphans";
import { container, podOf } from "./samples";
import { program } from "./tools";
import { until } from "./wait";

/** What is scraped, and how often. */
export interface Target {
  readonly service: string;
  readonly port: number;
  readonly everySeconds: number;
}

/** The machine has no address but loopback, to which no API server proxies. */
class NoAddress extends Error {}

/**
 * A real Prometheus behind a control plane. It runs on this machine, and a fake pod has the machine's
 * address: the watch's requests take the way through the API server's own service proxy, which refuses loopback and
 * addresses that are no pod's.
 */
export class ClusterPrometheus {
  readonly #address = ownAddress();
  #daemon: Daemon | undefined;

  constructor(
    private readonly plane: ControlPlane,
    private readonly port: number,
  ) {}

  /** Starts it, and waits until the API server answers from it. */
  async start(targets: readonly Target[], rules: unknown): Promise<void> {
    const folder = join(runFolder(), `${this.plane.name}-prometheus`);
    mkdirSync(folder, { recursive: true });
    const file = (name: string, content: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const rule_files = [file("rules.yaml", rules)];
    const config = file("prometheus.yaml", {
      global: { evaluation_interval: "15s" },
      rule_files,
      scrape_configs: targets.map(({ service, port, everySeconds }) => ({
        job_name: service,
        scrape_interval: `${everySeconds}s`,
        scrape_timeout: "1s",
        static_configs: [{ targets: [`127.0.0.1:${port}`] }],
      })),
    });
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${this.#address}:${this.port}`,
    ];
    this.#daemon = new Daemon({ name: "prometheus", path: program("prometheus"), args }, folder);
    for (const object of this.#objects()) await this.plane.client.apply(object, "tests");
    await this.#giveAddress();
    const { namespace, name, port } = prometheusService;
    const ready = `/api/v1/namespaces/${namespace}/services/${name}:${port}/proxy/-/ready`;
    await until("Prometheus behind the API server", async () => {
      this.#daemon?.check();
      return this.plane.client.request("GET", ready).then(
        () => [],
        (error: unknown) => [String(error)],
      );
    });
  }

  async stop(): Promise<void> {
    await this.#daemon?.stop();
  }

  /** Alerts that fire, as `ReleaseErrorsHigh cart-service green`. */
  async firing(): Promise<string[]> {
    const answer = await fetch(`http://${this.#address}:${this.port}/api/v1/alerts`);
    const { data } = (await answer.json()) as {
      data: { alerts: { state: string; labels: Readonly<Record<string, string>> }[] };
    };
    return data.alerts
      .filter(({ state }) => state === "firing")
      .map(({ labels }) => `${labels.alertname} ${labels.service} ${labels.colour}`);
  }

  #objects(): KubernetesObject[] {
    const { namespace, name, port } = prometheusService;
    const pod = podOf(namespace, "prometheus", [container()]);
    const app = { app: "prometheus" };
    return [
      {
        ...pod,
        metadata: { ...pod.metadata, labels: app },
        spec: { ...(pod.spec as object), nodeName: "node-a" },
      },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { namespace, name },
        spec: { selector: app, ports: [{ port, targetPort: this.port }] },
      },
    ];
  }

  /** Another address than kwok gave the pod, which it does not take back. */
  async #giveAddress(): Promise<void> {
    const { client } = this.plane;
    const [pod] = this.#objects();
    await until("the pod of Prometheus", async () =>
      hasCondition(await client.get(pod!), "Ready") ? [] : ["it is not ready"],
    );
    const status = { podIP: this.#address, podIPs: [{ ip: this.#address }] };
    await client.request("PATCH", `${await client.path(pod!)}/status`, { status }, "merge");
  }
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const found = all.find(
    ({ family, internal, address }) => family === "IPv4" && !internal && !address.startsWith("169.254."),
  );
  if (found === undefined) throw new NoAddress("these tests need a network interface besides loopback");
  return found.address;
}
