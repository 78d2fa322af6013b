import { platformName } from "../../lib/estate";

/**
 * The Gateway that every region has, and the proxy behind it. Routes attach to it by these names, and network policies
 * let only its proxy reach a service.
 */
export const gateway = {
  /** Name of the Gateway. */
  name: "platform",
  /** Namespace of the Gateway. */
  namespace: "gateway-system",
  /** Listener for users. */
  publicListener: "public",
  /** The same under the region's own name, which health checks and the other regions' DNS ask. */
  regionalListener: "regional",
  /** Listener for callers inside the cluster, so that the same weights split them. */
  internalListener: "internal",
  /** Namespace in which the proxy's pods run. */
  proxyNamespace: "envoy-gateway-system",
  /** Service in front of the proxies: a name of ours, which does not change when the Gateway is made again. */
  proxyService: "platform-proxy",
  /** Secret of the certificate of all host names. */
  certificateSecret: "gateway-tls",
} as const;

/**
 * Ports on which the Gateway listens. The internal one is apart, so that what faces users never answers for it: the
 * front door forwards the public port alone.
 */
export const listenerPorts = { public: 443, internal: 8443 } as const;

/**
 * Ports of the proxy's pods: the public listener's, moved up by 10000 because the proxy is not root, the internal one's,
 * where it is anyway above 1024, that of its series, and the one that answers whether it is ready. Source: Envoy Gateway,
 * internal/xds/bootstrap and internal/gatewayapi.
 */
export const proxyPorts = {
  https: listenerPorts.public + 10_000,
  internal: listenerPorts.internal,
  metrics: 19_001,
  ready: 19_003,
} as const;

/** Labels of the proxy's pods. Source: Envoy Gateway, internal/infrastructure/kubernetes/proxy. */
export const proxyLabels = {
  "app.kubernetes.io/component": "proxy",
  "app.kubernetes.io/managed-by": "envoy-gateway",
} as const;

/**
 * Seconds that connections to a proxy that goes get to end. The front door stops to send it new ones within that time
 * and ends what is left, and the proxy goes on answering for as long.
 */
export const proxyDrainSeconds = 60;

/** Label of the namespaces whose routes may attach to the Gateway, and whose pods may call its internal listener. */
export const routesLabel = { [`${platformName}/routes`]: "allowed" } as const;

/** Host names under which the API answers. */
export interface ApiHostnames {
  /** Users'. */
  readonly public: string;
  /** That of callers inside the cluster. */
  readonly internal: string;
}

/** Name of the API in one region, which its health check asks: `us-east-1.api.shop.example.com`. */
export function regionalHostname(publicHostname: string, region: string): string {
  return `${region}.${publicHostname}`;
}

/** Host names under which the API of a shop answers. */
export function apiHostnames(domain: string): ApiHostnames {
  return { public: `api.${domain}`, internal: `api.internal.${domain}` };
}

/** Every host name that the Gateway of one region answers for, and has a certificate of. */
export function gatewayHostnames(domain: string, region: string): string[] {
  const { public: users, internal } = apiHostnames(domain);
  return [users, regionalHostname(users, region), internal];
}
