import type { IClusterSecretStore } from "@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { commonLabels } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { placed, type Placement } from "../../service/placement";

type StoreSpec = NonNullable<IClusterSecretStore["spec"]>;

/** Name by which an external secret refers to the region's secret manager. */
export const secretStore = "secrets-manager";

/** The region's secret manager, for one namespace; read with the role of external-secrets' own pods. */
export function secretManagerStore(
  region: string,
  servicesNamespace: string,
  placement: Placement,
  parent: pulumi.Resource,
): void {
  const spec: StoreSpec = {
    conditions: [{ namespaces: [servicesNamespace] }],
    provider: { aws: { service: "SecretsManager", region } },
  };
  new kubernetes.apiextensions.CustomResource(
    `${region}-secret-store`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: objectMeta({ name: secretStore, labels: commonLabels }),
      spec,
    },
    placed(parent, placement, "external-secrets.io"),
  );
}
