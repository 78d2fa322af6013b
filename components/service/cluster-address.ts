import type { ClusterAddress } from "../../watch/run";
import type { ClusterConnection } from "../region/providers";

/** How a hook reaches a cluster. An output is known by the time that an update asks about what is in the cluster. */
export async function addressOf(connection: ClusterConnection): Promise<ClusterAddress> {
  if (connection.kind === "context") return connection;
  const kubeconfig = await new Promise<string>((resolve) => {
    connection.kubeconfig.apply(resolve);
  });
  return { kind: "kubeconfig", kubeconfig };
}
