import { once } from "node:events";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";

import type { KubernetesObject, Served } from "./object";

/** A server's refusal: its own words, and the object that it refused. */
export class Refused extends Error {
  constructor(
    readonly what: string,
    readonly code: number,
    readonly reason: string,
  ) {
    super(`${what}: ${code} ${reason}`);
  }
}

export interface Connection {
  readonly port: number;
  /** The certificate that signed the server's, in PEM. */
  readonly authority: string;
  readonly token: string;
}

/** Whom a request is made as, in place of the token's own user. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const contentTypes = {
  apply: "application/apply-patch+yaml",
  merge: "application/merge-patch+json",
  json: "application/json",
};

/**
 * The few verbs of the Kubernetes API that the tests need, over Node's own HTTPS. The official client brings 63 packages
 * and wants a newer Node than this project does.
 */
export class KubernetesApi {
  readonly #agent: Agent;
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(
    private readonly connection: Connection,
    private readonly person?: Person,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: 16, ca: connection.authority });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The same server, asked as a person by impersonation: what they may do is the answer of its own RBAC. */
  as(person: Person): KubernetesApi {
    return new KubernetesApi(this.connection, person);
  }

  /**
   * One request; the answer's JSON, or its text where it has no JSON. A body that is a text is sent as it is. Throws
   * `Refused` for 4xx and 5xx.
   */
  async request(
    method: string,
    path: string,
    body?: unknown,
    contentType: keyof typeof contentTypes = "json",
  ): Promise<unknown> {
    const call = request({
      host: "127.0.0.1",
      port: this.connection.port,
      method,
      path,
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${this.connection.token}`,
        ...(this.person && {
          "impersonate-user": this.person.user,
          "impersonate-group": [...this.person.groups],
        }),
        ...(body === undefined ? {} : { "content-type": contentTypes[contentType] }),
      },
    });
    call.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
    const [response] = (await once(call, "response")) as [IncomingMessage];
    const answer = await text(response);
    const code = response.statusCode ?? 0;
    if (code >= 400) throw new Refused(`${method} ${path}`, code, messageOf(answer));
    return answer.startsWith("{") ? JSON.parse(answer) : answer;
  }

  /**
   * Server-side apply as `manager`, with every unknown and every repeated field refused and no conflict forced. `text` is
   * what is sent: the object, unless a test says otherwise.
   */
  async apply(object: KubernetesObject, manager: string, text = JSON.stringify(object)): Promise<Served> {
    const query = new URLSearchParams({ fieldManager: manager, fieldValidation: "Strict" }).toString();
    const path = `${await this.path(object)}?${query}`;
    return (await this.request("PATCH", path, text, "apply")) as Served;
  }

  async get(object: KubernetesObject): Promise<Served> {
    return (await this.request("GET", await this.path(object))) as Served;
  }

  async delete(object: KubernetesObject): Promise<void> {
    await this.request("DELETE", await this.path(object));
  }

  /** Every object of one kind, of all namespaces or of one. */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<Served[]> {
    const { name, namespaced } = await this.#resource(apiVersion, kind);
    const scope = namespaced && namespace !== undefined ? `namespaces/${namespace}/` : "";
    const { items } = (await this.request("GET", `${groupPath(apiVersion)}/${scope}${name}`)) as {
      items: Served[];
    };
    return items.map((item) => ({ ...item, apiVersion, kind }));
  }

  /** The path of an object, for requests of one's own (`…/scale`, `…/status`). */
  async path({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const { name, namespaced } = await this.#resource(apiVersion, kind);
    const scope = namespaced ? `namespaces/${metadata.namespace ?? "default"}/` : "";
    return `${groupPath(apiVersion)}/${scope}${name}/${metadata.name}`;
  }

  async #resource(apiVersion: string, kind: string): Promise<Resource> {
    const known = await (this.#resources.get(apiVersion) ?? this.#discover(apiVersion));
    const found = known.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    if (found !== undefined) return found;
    // A definition may have come since.
    this.#resources.delete(apiVersion);
    throw new Refused(`${apiVersion} ${kind}`, 404, "the server has no such kind");
  }

  #discover(apiVersion: string): Promise<readonly Resource[]> {
    const found = this.request("GET", groupPath(apiVersion)).then(
      (list) => (list as { resources: Resource[] }).resources,
      (error: unknown) => {
        this.#resources.delete(apiVersion);
        throw error;
      },
    );
    this.#resources.set(apiVersion, found);
    return found;
  }
}

const groupPath = (apiVersion: string): string =>
  apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

function messageOf(answer: string): string {
  if (!answer.startsWith("{")) return answer.trim();
  const { message, reason } = JSON.parse(answer) as { message?: string; reason?: string };
  return message ?? reason ?? answer;
}
