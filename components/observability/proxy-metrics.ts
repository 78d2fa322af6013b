import { colours, type Colour } from "../../config/model";

/**
 * The series that objectives are measured by, all of them the gateway's proxy's, one set for each upstream cluster. The
 * counters exist from the first answer on, `upstream_rq_xx` from the first answer of its class on. A colour of weight 0
 * or without a pod has no cluster, and so none of them. Source: Envoy, "Cluster manager statistics".
 */
export const proxySeries = {
  /** Pods that the proxy knows, ready or not; exists as soon as the cluster does, before any request. */
  members: "envoy_cluster_membership_total",
  /** Requests answered, whatever the answer. */
  answered: "envoy_cluster_upstream_rq_completed",
  /** Answers by class, in `envoy_response_code_class`. */
  byClass: "envoy_cluster_upstream_rq_xx",
  /** Histogram of the time to answer, in milliseconds. */
  time: "envoy_cluster_upstream_rq_time",
} as const;

/** 1 for each proxy that is read, whatever passes through it. Source: Envoy, "Server" statistics. */
export const liveProxies = "envoy_server_live";

/**
 * Upper bounds of the time histogram's buckets, in milliseconds. An objective's threshold must be one of them, because
 * between two bounds nothing is known. Source: Envoy's default buckets.
 */
export const timeBucketsMs = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;

/**
 * Names of the proxy's upstream clusters for a service, as a regular expression: one for each backend of each
 * rule of the route, in the order of the colours. The preview route's have another name, and count for nothing.
 */
export function clusterPattern(namespace: string, service: string, colour?: Colour): string {
  const backend = colour === undefined ? "[01]" : String(colours.indexOf(colour));
  return `httproute/${namespace}/${service}/rule/[0-9]+/backend/${backend}`;
}
