import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import type { Plan } from "../../tools/preview/plan";

/** An object of a plan, with what a test changes of it. */
interface KubernetesObject {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec: Record<string, unknown>;
}

/** What Envoy Gateway makes of a region. */
export interface Translation {
  /** Every condition that it writes on an object that is not as it should be. */
  readonly complaints: readonly string[];
  /** Names of the proxy's upstream clusters. */
  readonly clusters: readonly string[];
  /** Every route of the proxy, with the host names that it answers. */
  readonly routes: readonly ProxyRoute[];
}

/** One route of the proxy. */
export interface ProxyRoute {
  readonly domains: readonly string[];
  readonly name: string;
  readonly match: { readonly pathSeparatedPrefix?: string; readonly headers?: readonly { name: string }[] };
  readonly route?: {
    readonly timeout?: string;
    readonly retryPolicy?: { readonly numRetries: number; readonly perTryTimeout: string };
    readonly cluster?: string;
    readonly weightedClusters?: { readonly clusters: readonly { name: string; weight: number }[] };
  };
  readonly typedPerFilterConfig?: Readonly<Record<string, unknown>>;
}

const kinds = new Set([
  "GatewayClass",
  "Gateway",
  "EnvoyProxy",
  "ClientTrafficPolicy",
  "HTTPRoute",
  "BackendTrafficPolicy",
  "SecurityPolicy",
  "Namespace",
  "Service",
]);

/** Has Envoy Gateway's own translator make the proxy's configuration of a region, with both colours serving. */
export function translate(egctl: string, plan: Plan, region: string): Translation {
  const objects = plan.resources
    .filter((one) => one.custom && one.region === region && one.type.startsWith("kubernetes:"))
    .map(({ inputs }) => structuredClone(inputs) as unknown as KubernetesObject)
    .filter(({ kind }) => kinds.has(kind))
    .map(fitted);
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  try {
    const file = join(folder, "region.yaml");
    const all = [...objects, certificate(folder)];
    writeFileSync(file, all.map((one) => stringify(one, { aliasDuplicateObjects: false })).join("---\n"));
    const flags = ["--from", "gateway-api", "--to", "gateway-api,xds", "--type", "all", "--output", "json"];
    const text = execFileSync(egctl, ["x", "translate", ...flags, "--file", file], {
      encoding: "utf8",
      maxBuffer: 256 * 2 ** 20,
    });
    return read(JSON.parse(text) as Output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * What the translator needs of a cluster: Services with an address, and routes of any namespace, because it forgets the
 * labels of the namespaces that it reads. Both colours get a share, or one of them would be left out.
 */
function fitted(object: KubernetesObject): KubernetesObject {
  const { kind, spec } = object;
  if (kind === "Service") spec.clusterIP = "10.96.1.2";
  if (kind === "Gateway")
    for (const listener of spec.listeners as { allowedRoutes: object }[])
      listener.allowedRoutes = { ...listener.allowedRoutes, namespaces: { from: "All" } };
  if (kind === "HTTPRoute")
    for (const { backendRefs } of spec.rules as { backendRefs: { weight: number }[] }[])
      if (backendRefs.length === 2) backendRefs.forEach((ref, index) => (ref.weight = [60, 40][index]!));
  return object;
}

function certificate(folder: string): object {
  const [key, crt] = [join(folder, "key.pem"), join(folder, "crt.pem")];
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  execFileSync("openssl", [...request, "-keyout", key, "-out", crt, "-subj", "/CN=api.example.com"], {
    stdio: "ignore",
  });
  const base64 = (path: string): string => execFileSync("base64", ["-w0", path], { encoding: "utf8" });
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "gateway-tls", namespace: "gateway-system" },
    type: "kubernetes.io/tls",
    data: { "tls.crt": base64(crt), "tls.key": base64(key) },
  };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
}

interface Conditions {
  readonly conditions?: readonly Condition[];
}

interface Reported {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly status?: Conditions & {
    readonly ancestors?: readonly Conditions[];
    readonly parents?: readonly Conditions[];
    readonly listeners?: readonly Conditions[];
  };
}

interface Config {
  readonly dynamicActiveClusters?: readonly { readonly cluster: { readonly name: string } }[];
  readonly dynamicRouteConfigs?: readonly {
    readonly routeConfig: {
      readonly virtualHosts: readonly {
        readonly domains: readonly string[];
        readonly routes: readonly Omit<ProxyRoute, "domains">[];
      }[];
    };
  }[];
}

type Output = Readonly<Record<string, readonly Reported[]>> & {
  readonly xds: Readonly<Record<string, { readonly configs: readonly Config[] }>>;
};

/** What must be true of an object that is taken up; of a policy, another condition says that something overrides it. */
const wanted = new Set(["Accepted", "ResolvedRefs", "Programmed"]);

/** An address of the load balancer, which only a cluster has. */
const onlyInCluster = /address|envoy replicas|deployment/iu;

function read(output: Output): Translation {
  const configs = Object.values(output.xds).flatMap((one) => one.configs);
  const reported = Object.values(output).filter(Array.isArray).flat() as Reported[];
  return {
    complaints: reported.flatMap((one) => complaintsOf(one)),
    clusters: configs.flatMap((one) => one.dynamicActiveClusters ?? []).map(({ cluster }) => cluster.name),
    routes: configs
      .flatMap((one) => one.dynamicRouteConfigs ?? [])
      .flatMap(({ routeConfig }) => routeConfig.virtualHosts)
      .flatMap(({ domains, routes }) => routes.map((route) => ({ ...route, domains }))),
  };
}

function complaintsOf({ kind, metadata, status }: Reported): string[] {
  const places = [status ?? {}, ...(status?.ancestors ?? []), ...(status?.parents ?? [])];
  return [...places, ...(status?.listeners ?? [])]
    .flatMap(({ conditions = [] }) => conditions)
    .filter(({ type, status: state, message }) => {
      if (onlyInCluster.test(message)) return false;
      return wanted.has(type) ? state !== "True" : state === "True" && type !== "Ready";
    })
    .map(({ type, status: state, message }) => `${kind} ${metadata.name}: ${type} ${state}: ${message}`);
}
