import { HttpApiServer, type ApiServer } from "./api-server";
import { clusterAccess, defaultKubeconfigs } from "./kubeconfig";
import { watchedCluster } from "./cluster";
import { proxiedPrometheus } from "./prometheus";
import type { WatchDeps } from "./watch";

/** How the cluster of a region is reached. */
export type ClusterAddress =
  | { readonly kind: "kubeconfig"; readonly kubeconfig: string }
  | { readonly kind: "context"; readonly context: string };

/** The API server of a region, as the region's Kubernetes provider would reach it. */
export function apiServer(address: ClusterAddress): ApiServer {
  const access =
    address.kind === "kubeconfig"
      ? clusterAccess([{ text: address.kubeconfig }])
      : clusterAccess(defaultKubeconfigs(), address.context);
  return new HttpApiServer(access);
}

/** The present time, for the guards that go by it: `2026-11-27T07:00:00.000Z`. */
export function present(): string {
  return new Date().toISOString();
}

/** The real world for a watch. */
export function watchDeps(address: ClusterAddress, log: WatchDeps["log"]): WatchDeps {
  const server = apiServer(address);
  return {
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    cluster: watchedCluster(server),
    prometheus: proxiedPrometheus(server),
    log,
  };
}
