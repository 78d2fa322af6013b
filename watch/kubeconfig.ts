import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { parse } from "yaml";
import { z } from "zod";

import { WatchError } from "./watch-error";

/** How to become somebody by a command, as a kubeconfig says it. */
export type ExecConfig = z.infer<typeof execSchema>;

/** One cluster, and who asks it. */
export interface ClusterAccess {
  /** Address of the API server. */
  readonly server: string;
  /** Name that the server's certificate must carry, where it is not that of the address. */
  readonly serverName?: string | undefined;
  /** True where the kubeconfig says not to check the server's certificate. */
  readonly insecure: boolean;
  /** Authority of the server's certificate, PEM. */
  readonly authority?: string | undefined;
  /** Certificate and key of the client, PEM. */
  readonly certificate?: string | undefined;
  /** Key of {@link certificate}. */
  readonly key?: string | undefined;
  /** Bearer token. */
  readonly token?: string | undefined;
  /** Command that prints a token or a certificate. */
  readonly exec?: ExecConfig | undefined;
}

const execSchema = z.object({
  apiVersion: z.string(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

const named = <Key extends string, Shape extends z.ZodType>(key: Key, shape: Shape) =>
  z
    .array(z.object({ name: z.string(), [key]: shape } as { name: z.ZodString } & Record<Key, Shape>))
    .nullish();

const text = z.string().optional();

const schema = z.object({
  "current-context": z.string().nullish(),
  clusters: named(
    "cluster",
    z.object({
      server: z.string(),
      "certificate-authority": text,
      "certificate-authority-data": text,
      "insecure-skip-tls-verify": z.boolean().optional(),
      "tls-server-name": text,
      "proxy-url": text,
    }),
  ),
  users: named(
    "user",
    z.object({
      token: text,
      tokenFile: text,
      "client-certificate": text,
      "client-certificate-data": text,
      "client-key": text,
      "client-key-data": text,
      exec: execSchema.optional(),
    }),
  ),
  contexts: named("context", z.object({ cluster: z.string(), user: z.string().optional() })),
});

type Kubeconfig = z.infer<typeof schema>;

/** A kubeconfig's text, and the folder that its relative paths start from. */
export interface KubeconfigText {
  /** YAML or JSON. */
  readonly text: string;
  /** Folder of the file; absent for a text that was in no file. */
  readonly folder?: string;
}

/** The kubeconfigs of whoever runs Pulumi: those of `KUBECONFIG`, or the one in the home folder. */
export function defaultKubeconfigs(environment: NodeJS.ProcessEnv = process.env): KubeconfigText[] {
  const listed = (environment.KUBECONFIG ?? "").split(delimiter).filter((path) => path !== "");
  const paths = listed.length > 0 ? listed : [join(environment.HOME ?? homedir(), ".kube/config")];
  return paths
    .filter((path) => existsSync(path))
    .map((path) => ({ text: readFileSync(path, "utf8"), folder: dirname(resolve(path)) }));
}

/**
 * Who is asked, and as whom, by a context of some kubeconfigs; of two entries of one name, the first counts, as for
 * kubectl. Without a context, by the current one.
 */
export function clusterAccess(texts: readonly KubeconfigText[], context?: string): ClusterAccess {
  const configs = texts.map(({ text: content, folder = "." }) => ({ config: read(content), folder }));
  const wanted = context ?? configs.map(({ config }) => config["current-context"]).find(Boolean) ?? "";
  const find = <T extends { name: string }>(
    list: (config: Kubeconfig) => readonly T[] | null | undefined,
    name: string | undefined,
    what: string,
  ) => {
    const found = configs.flatMap(({ config, folder }) =>
      (list(config) ?? []).map((entry) => ({ entry, folder })),
    );
    const one = found.find(({ entry }) => entry.name === name);
    if (one === undefined) throw new WatchError(`the kubeconfig has no ${what} "${name ?? ""}"`);
    return one;
  };
  const { cluster, user } = find((config) => config.contexts, wanted, "context").entry.context;
  return {
    ...serverOf(find((config) => config.clusters, cluster, "cluster")),
    ...credentialsOf(find((config) => config.users, user, "user")),
  };
}

function read(content: string): Kubeconfig {
  let value: unknown;
  try {
    value = parse(content);
  } catch {
    throw new WatchError("the kubeconfig is no YAML");
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new WatchError(`the kubeconfig is not one: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

interface Entry<List extends "clusters" | "users"> {
  readonly entry: NonNullable<Kubeconfig[List]>[number];
  readonly folder: string;
}

function serverOf({ entry: { cluster }, folder }: Entry<"clusters">): Omit<ClusterAccess, "token"> {
  if (cluster["proxy-url"] !== undefined) {
    throw new WatchError("the kubeconfig asks for a proxy, which the watch cannot use");
  }
  return {
    server: cluster.server,
    serverName: cluster["tls-server-name"],
    insecure: cluster["insecure-skip-tls-verify"] ?? false,
    authority: pem(cluster["certificate-authority-data"], cluster["certificate-authority"], folder),
  };
}

function credentialsOf({ entry: { user }, folder }: Entry<"users">): Partial<ClusterAccess> {
  const { token, tokenFile, exec } = user;
  const fromFile =
    tokenFile === undefined ? undefined : readFileSync(resolve(folder, tokenFile), "utf8").trim();
  return {
    certificate: pem(user["client-certificate-data"], user["client-certificate"], folder),
    key: pem(user["client-key-data"], user["client-key"], folder),
    token: token ?? fromFile,
    exec,
  };
}

function pem(data: string | undefined, path: string | undefined, folder: string): string | undefined {
  if (data !== undefined) return Buffer.from(data, "base64").toString();
  return path === undefined ? undefined : readFileSync(resolve(folder, path), "utf8");
}
