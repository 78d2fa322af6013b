import type { IBackendTrafficPolicy } from "@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/BackendTrafficPolicy";

import type { Service } from "../../config/model";
import { lifecycle } from "../service/lifecycle";
import { previewName } from "./preview-route";
import { limits, retries, userHeader } from "./limits";

type Spec = NonNullable<IBackendTrafficPolicy["spec"]>;
type LoadBalancer = NonNullable<Spec["loadBalancer"]>;

/** How the proxy treats a service, and what it spares it: on the route of users and on that of the preview alike. */
export function trafficPolicySpec(service: Service): Spec {
  return {
    targetRefs: [service.name, previewName(service.name)].map((name) => ({
      group: "gateway.networking.k8s.io",
      kind: "HTTPRoute",
      name,
    })),
    timeout: {
      tcp: { connectTimeout: `${limits.connectSeconds}s` },
      http: { requestTimeout: `${lifecycle.longestRequestSeconds}s` },
    },
    retry,
    healthCheck,
    circuitBreaker,
    loadBalancer: loadBalancer(service),
    rateLimit,
  };
}

/**
 * Tried again is what no process has seen, and so for every method: an order is placed once. A try that takes too long
 * is answered 504 and not repeated, because nobody knows how far it came.
 */
const retry: NonNullable<Spec["retry"]> = {
  numRetries: retries,
  retryOn: { triggers: ["connect-failure", "refused-stream", "reset-before-request"] },
  perRetry: {
    timeout: `${limits.trySeconds}s`,
    backOff: { baseInterval: "25ms", maxInterval: "250ms" },
  },
};

/** The circuit breaker of R11, pod by pod: a pod that fails is left out, and the others go on. */
const healthCheck: NonNullable<Spec["healthCheck"]> = {
  passive: {
    consecutive5XxErrors: limits.failures,
    baseEjectionTime: `${limits.recoverySeconds}s`,
    maxEjectionPercent: limits.mostEjectedPercent,
    interval: "1s",
  },
};

const circuitBreaker: NonNullable<Spec["circuitBreaker"]> = {
  maxConnections: limits.parallel,
  maxParallelRequests: limits.parallel,
  maxPendingRequests: limits.waiting,
  maxParallelRetries: limits.parallelRetries,
};

/** A cookie or an address chooses a pod, and nothing is left for a slow start. */
function loadBalancer({ balancing, affinity }: Service): LoadBalancer {
  if (affinity !== undefined) {
    const attributes = { HttpOnly: "", Secure: "", SameSite: "Lax" };
    const cookie = { name: affinity.cookie, ttl: `${affinity.minutes}m`, attributes };
    return { type: "ConsistentHash", consistentHash: { type: "Cookie", cookie } };
  }
  if (balancing === "sourceHash") return { type: "ConsistentHash", consistentHash: { type: "SourceIP" } };
  const type = balancing === "roundRobin" ? "RoundRobin" : "LeastRequest";
  return { type, slowStart: { window: `${limits.slowStartSeconds}s` } };
}

/** Each user, and each address, has a bucket of its own; where both are known, the stricter counts. */
const rateLimit: NonNullable<Spec["rateLimit"]> = {
  local: {
    rules: [
      {
        clientSelectors: [{ headers: [{ name: userHeader, type: "Distinct" }] }],
        limit: { requests: limits.perUserSecond, unit: "Second" },
      },
      {
        clientSelectors: [{ sourceCIDR: { value: "0.0.0.0/0", type: "Distinct" } }],
        limit: { requests: limits.perAddressSecond, unit: "Second" },
      },
    ],
  },
};
