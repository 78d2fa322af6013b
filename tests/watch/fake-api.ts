import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

type Reply = (got: Got, response: ServerResponse) => void;

/** An API server of which a test says what it answers. */
export class FakeApi {
  public readonly got: Got[] = [];
  public reply: Reply = (_, response) => response.end("{}");
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const url = new URL(request.url ?? "", "http://fake");
        const text = Buffer.concat(parts).toString();
        const got = {
          method: request.method ?? "",
          path: url.pathname,
          query: Object.fromEntries(url.searchParams),
          headers: request.headers,
          body: text === "" ? undefined : (JSON.parse(text) as unknown),
        };
        this.got.push(got);
        this.reply(got, response);
      });
    });
  }

  public async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  public async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Answers in turn; the last one again and again. */
  public answers(...replies: readonly (readonly [status: number, body: unknown])[]): void {
    let next = 0;
    this.reply = (_, response) => {
      const [status, body] = replies[Math.min(next, replies.length - 1)]!;
      next += 1;
      response.statusCode = status;
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
  }
}
