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
  /** Listener for callers inside the cluster, so that the same weights split them. */
  internalListener: "internal",
  /** Namespace in which the proxy's pods run. */
  proxyNamespace: "envoy-gateway-system",
} as const;

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
