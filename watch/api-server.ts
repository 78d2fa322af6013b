import { request as httpRequest } from "node:http";
import { Agent, request as httpsRequest } from "node:https";

import { CredentialSource, type Credentials } from "./credentials";
import type { ClusterAccess } from "./kubeconfig";
import { WatchError } from "./watch-error";

/** One request to an API server. */
export interface ApiRequest {
  /** Reading, or a server-side apply. */
  readonly method: "GET" | "PATCH";
  /** Path and query. */
  readonly path: string;
  /** What to apply, as JSON, which is YAML. */
  readonly body?: unknown;
}

/** An answer of status 2xx, parsed, or what kept it away. */
export type ApiAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly why: string; readonly status?: number };

/** Somebody to ask. */
export interface ApiServer {
  /** Never throws: what goes wrong is an answer. */
  ask(request: ApiRequest): Promise<ApiAnswer>;
}

/** How often and how long one question is asked. Both tries fit into the ten seconds between two looks. */
export interface Patience {
  /** Time that one try may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Tries in all. */
  readonly tries: number;
  /** Time between two tries, in milliseconds. */
  readonly pauseMs: number;
}

/** The one policy of every request. */
export const patience: Patience = { timeoutMs: 4000, tries: 2, pauseMs: 1000 };

/** Longest answer that is read, in bytes: a route or a query's answer has a few thousand. */
const longestAnswer = 4_000_000;

/** An API server over HTTP, as whoever the kubeconfig names. */
export class HttpApiServer implements ApiServer {
  readonly #access: ClusterAccess;
  readonly #credentials: CredentialSource;
  readonly #patience: Patience;

  constructor(access: ClusterAccess, now: () => number = Date.now, how: Patience = patience) {
    this.#access = access;
    this.#credentials = new CredentialSource(access, now);
    this.#patience = how;
  }

  /** Tries again after what may pass: no connection, a timeout, 401, 429 and 5xx. */
  public async ask(request: ApiRequest): Promise<ApiAnswer> {
    const { tries, pauseMs } = this.#patience;
    for (let left = tries - 1; ; left -= 1) {
      const { answer, mayPass } = await this.#try(request);
      if (answer.ok || !mayPass || left <= 0) return answer;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async #try(request: ApiRequest): Promise<{ answer: ApiAnswer; mayPass: boolean }> {
    try {
      const credentials = await this.#credentials.get();
      const { status, text } = await send(this.#access, credentials, request, this.#patience.timeoutMs);
      if (status === 401) this.#credentials.forget();
      const mayPass = status === 401 || status === 429 || status >= 500;
      return { answer: readAnswer(status, text), mayPass };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { answer: { ok: false, why }, mayPass: true };
    }
  }
}

function readAnswer(status: number, text: string): ApiAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (status >= 200 && status < 300) {
    return body === undefined
      ? { ok: false, status, why: `status ${status}, and no JSON` }
      : { ok: true, body };
  }
  const message = (body as { message?: unknown } | null | undefined)?.message;
  return { ok: false, status, why: `status ${status}${typeof message === "string" ? `: ${message}` : ""}` };
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

function send(
  access: ClusterAccess,
  credentials: Credentials,
  { method, path, body }: ApiRequest,
  timeoutMs: number,
): Promise<RawAnswer> {
  const url = new URL(access.server.replace(/\/+$/u, "") + path);
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = {
    accept: "application/json",
    ...(credentials.token !== undefined && { authorization: `Bearer ${credentials.token}` }),
    ...(body !== undefined && { "content-type": "application/apply-patch+yaml" }),
  };
  const options = { method, headers, signal };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(signal.aborted ? new WatchError(`no answer within ${timeoutMs} ms`) : error);
    };
    const request =
      url.protocol === "https:"
        ? httpsRequest(url, { ...options, agent: agent(access, credentials) })
        : httpRequest(url, options);
    request.on("error", fail);
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on("data", (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > longestAnswer) response.destroy(new WatchError("the answer is too long"));
      });
      response.on("error", fail);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
      });
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A connection for one request: there are ten seconds between two, and credentials change. */
function agent(access: ClusterAccess, { certificate, key }: Credentials): Agent {
  return new Agent({
    keepAlive: false,
    rejectUnauthorized: !access.insecure,
    ...(access.authority !== undefined && { ca: access.authority }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(key !== undefined && { key }),
    ...(access.serverName !== undefined && { servername: access.serverName }),
  });
}
