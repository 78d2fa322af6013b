import type { IExternalSecret } from "@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { objectMeta } from "../lib/object-meta";
import { secretStore } from "../region/operators/secret-store";
import { labels } from "../service/labels";
import type { SecretVariable } from "./wiring";

type ExternalSecretSpec = NonNullable<IExternalSecret["spec"]>;

/** Whose passwords, and where they are. */
export interface StorePasswordsArgs {
  /** Name of the pods that read them: the service's, or that of its migrations. */
  readonly owner: string;
  /** Namespace of the pods; secrets of the environment begin with it. */
  readonly namespace: string;
  /** What comes from the secret manager. */
  readonly secrets: readonly SecretVariable[];
}

/** Name of the Secret with the variables of the stores that some pods use. */
export function storeSecretName(owner: string): string {
  return `${owner}-stores`;
}

/** A Secret out of the region's secret manager. The provider waits until it is there, so that no pod starts without it. */
export function storePasswords(
  name: string,
  args: StorePasswordsArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { owner, namespace } = args;
  return new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: objectMeta({
        name: storeSecretName(owner),
        namespace,
        labels: labels(owner),
        annotations: { "pulumi.com/waitFor": "condition=Ready" },
      }),
      spec: externalSecretSpec(args),
    },
    opts,
  );
}

function externalSecretSpec({ owner, namespace, secrets }: StorePasswordsArgs): ExternalSecretSpec {
  return {
    refreshInterval: "15m",
    secretStoreRef: { kind: "ClusterSecretStore", name: secretStore },
    // What pods run on stays when the secret manager has it no more.
    target: { name: storeSecretName(owner), creationPolicy: "Owner", deletionPolicy: "Retain" },
    data: secrets.map(({ variable, secret, property }) => ({
      secretKey: variable,
      remoteRef: { key: `${namespace}/${secret}`, property },
    })),
  };
}
