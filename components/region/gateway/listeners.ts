import type { IClientTrafficPolicy } from "@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/ClientTrafficPolicy";
import type { IGateway } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway";

import { userHeader } from "../../routing/limits";
import { apiHostnames, gateway, listenerPorts, regionalHostname, routesLabel } from "./gateway";

type GatewaySpec = NonNullable<IGateway["spec"]>;
type ClientTrafficSpec = NonNullable<IClientTrafficPolicy["spec"]>;

/**
 * The Gateway of a region. Each listener answers for one host name, so that what is meant for callers inside is never
 * answered on the port of users; only routes of namespaces that the program labels may attach.
 */
export function gatewaySpec(domain: string, region: string): GatewaySpec {
  const { public: users, internal } = apiHostnames(domain);
  return {
    gatewayClassName: gateway.name,
    infrastructure: {
      parametersRef: { group: "gateway.envoyproxy.io", kind: "EnvoyProxy", name: gateway.name },
    },
    listeners: [
      listener(gateway.publicListener, listenerPorts.public, users),
      listener(gateway.regionalListener, listenerPorts.public, regionalHostname(users, region)),
      listener(gateway.internalListener, listenerPorts.internal, internal),
    ],
  };
}

function listener(name: string, port: number, hostname: string): GatewaySpec["listeners"][number] {
  return {
    name,
    port,
    hostname,
    protocol: "HTTPS",
    tls: {
      mode: "Terminate",
      certificateRefs: [{ group: "", kind: "Secret", name: gateway.certificateSecret }],
    },
    allowedRoutes: {
      namespaces: { from: "Selector", selector: { matchLabels: routesLabel } },
      kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
    },
  };
}

/** Headers of every answer. The API has no pages, so nothing may be run, framed or guessed. */
const securityHeaders = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * How clients are served, on every listener.
 *
 * No proxy protocol: the front door leaves the client's address as it is (`preserveClientIp`). With the protocol it would
 * write the header into its health checks, too, which the proxy's readiness port does not read. Source: Elastic Load
 * Balancing user guide, "Target groups for your Network Load Balancers", proxy protocol.
 */
export const clientTrafficSpec: ClientTrafficSpec = {
  targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: gateway.name }],
  tls: { minVersion: "1.2", alpnProtocols: ["h2", "http/1.1"] },
  timeout: {
    // A client that sends its request byte by byte does not hold a connection for ever.
    http: { requestReceivedTimeout: "30s", idleTimeout: "300s" },
  },
  // A network load balancer forgets a silent connection after 350 s; the proxy ends it before, or keeps it alive.
  tcpKeepalive: { idleTime: "60s", interval: "30s", probes: 3 },
  connection: { bufferLimit: "32Ki", connectionLimit: { value: 20_000, closeDelay: "1s" } },
  http2: { maxConcurrentStreams: 100, initialStreamWindowSize: "64Ki", initialConnectionWindowSize: "1Mi" },
  path: { escapedSlashesAction: "RejectRequest" },
  headers: {
    withUnderscoresAction: "RejectRequest",
    // Only the proxy says who a user is.
    earlyRequestHeaders: { remove: [userHeader] },
    lateResponseHeaders: {
      set: Object.entries(securityHeaders).map(([name, value]) => ({ name, value })),
      remove: ["X-Powered-By"],
    },
  },
};
