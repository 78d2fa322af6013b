import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { clusterPattern, proxySeries } from "../../components/observability/proxy-metrics";
import type { Colour } from "../../config/model";

/** Traffic of one colour, as a made-up proxy reports it. */
export interface ExportedTraffic {
  /** Requests a second. */
  readonly perSecond: number;
  /** Share of them that fails. */
  readonly failing: number;
  /** Time that each takes, in milliseconds. */
  readonly averageMs: number;
}

/** Stands for the gateway's proxy: counters that grow by the clock, in the text format that Prometheus scrapes. */
export class ProxyExporter {
  readonly #counts = { requests: 0, failed: 0, totalMs: 0 };
  readonly #server: Server;
  readonly #cluster: string;
  #traffic: ExportedTraffic;
  #since = Date.now();

  constructor(namespace: string, service: string, colour: Colour, traffic: ExportedTraffic) {
    // A route has one rule at least, and the watch counts those of all.
    this.#cluster = clusterPattern(namespace, service, colour).replace("[0-9]+", "0");
    this.#traffic = traffic;
    this.#server = createServer((_, response) => {
      response.setHeader("content-type", "text/plain; version=0.0.4");
      response.end(this.page());
    });
  }

  /** Listens on a port of the loopback address, which it returns; on a free one where none is named. */
  public async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  public async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** From now on the traffic is this one. */
  public change(traffic: ExportedTraffic): void {
    this.#advance();
    this.#traffic = traffic;
  }

  /** What a scrape reads now. */
  public page(): string {
    this.#advance();
    const { requests, failed, totalMs } = this.#counts;
    const line = (name: string, value: number, labels = ""): string =>
      `${name}{envoy_cluster_name="${this.#cluster}"${labels}} ${Math.round(value)}\n`;
    // Envoy has no counter of a class before its first answer.
    const errors = failed >= 1 ? line(proxySeries.byClass, failed, ',envoy_response_code_class="5"') : "";
    return [
      line(proxySeries.members, 3),
      line(proxySeries.answered, requests),
      line(proxySeries.byClass, requests - failed, ',envoy_response_code_class="2"'),
      errors,
      line(`${proxySeries.time}_count`, requests),
      line(`${proxySeries.time}_sum`, totalMs),
    ].join("");
  }

  #advance(): void {
    const now = Date.now();
    const requests = ((now - this.#since) / 1000) * this.#traffic.perSecond;
    this.#since = now;
    this.#counts.requests += requests;
    this.#counts.failed += requests * this.#traffic.failing;
    this.#counts.totalMs += requests * this.#traffic.averageMs;
  }
}
