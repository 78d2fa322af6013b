import { execFile } from "node:child_process";

import { z } from "zod";

import type { ClusterAccess, ExecConfig } from "./kubeconfig";
import { WatchError } from "./watch-error";

/** Who asks: a token, a certificate, both or nobody. */
export interface Credentials {
  /** Bearer token. */
  readonly token?: string | undefined;
  /** Certificate of the client, PEM. */
  readonly certificate?: string | undefined;
  /** Key of the certificate, PEM. */
  readonly key?: string | undefined;
}

const credentialSchema = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

/** Time that the command of a kubeconfig may take, in milliseconds. */
const execTimeoutMs = 30_000;

/** A token is asked for again so long before it ends, in milliseconds: a watch may outlast one. EKS's live 15 minutes. */
const renewBeforeMs = 60_000;

/** The credentials of a kubeconfig's user. Those of a command are kept until shortly before they end. */
export class CredentialSource {
  readonly #access: ClusterAccess;
  readonly #now: () => number;
  #kept: { readonly credentials: Credentials; readonly until: number } | undefined;

  constructor(access: ClusterAccess, now: () => number) {
    this.#access = access;
    this.#now = now;
  }

  /** The credentials for a request that is made now. */
  public async get(): Promise<Credentials> {
    const { exec, token, certificate, key } = this.#access;
    if (exec === undefined) return { token, certificate, key };
    if (this.#kept === undefined || this.#now() >= this.#kept.until) this.#kept = await run(exec);
    return this.#kept.credentials;
  }

  /** Asks anew the next time, because the server refused what was kept. */
  public forget(): void {
    this.#kept = undefined;
  }
}

async function run(exec: ExecConfig): Promise<{ credentials: Credentials; until: number }> {
  const result = credentialSchema.safeParse(parseJson(await output(exec)));
  if (!result.success) throw new WatchError(`${exec.command} printed no credentials`);
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = result.data.status;
  const end = expirationTimestamp === undefined ? NaN : Date.parse(expirationTimestamp);
  return {
    credentials: { token, certificate: clientCertificateData, key: clientKeyData },
    until: Number.isNaN(end) ? Infinity : end - renewBeforeMs,
  };
}

function output({ apiVersion, command, args, env }: ExecConfig): Promise<string> {
  const info = { apiVersion, kind: "ExecCredential", spec: { interactive: false } };
  const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
  const environment = { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
  return new Promise((fulfil, fail) => {
    execFile(command, args ?? [], { env: environment, timeout: execTimeoutMs }, (error, stdout, stderr) => {
      if (error === null) fulfil(stdout);
      // The command may print what it was given, so only the last line of what it complains of is repeated.
      else fail(new WatchError(`${command} gave no credentials: ${lastLine(stderr) || error.message}`));
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
