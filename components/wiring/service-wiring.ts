import type { IExternalSecret } from "@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { secretStore } from "../region/operators/secret-store";
import { labels } from "../service/labels";
import { placed, type Placement } from "../service/placement";
import type { SecretVariable, Wiring } from "./wiring";

type ExternalSecretSpec = NonNullable<IExternalSecret["spec"]>;

/** What a {@link ServiceWiring} must be told. */
export interface ServiceWiringArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the service. */
  readonly service: string;
  /** What it is told. */
  readonly wiring: Wiring;
  /** Whether the region's secret manager can be read. */
  readonly readsSecrets: boolean;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/**
 * What the pods of a service are told of what it uses: a ConfigMap, and a Secret out of the secret manager. Both belong
 * to the service and not to a colour, and their names never change: a change of the writer updates one object, makes
 * none, and leaves every pod template as it is. Pods read it at their start, and afresh under {@link wiringPath}.
 */
export class ServiceWiring extends pulumi.ComponentResource {
  /** What pods wait for. */
  public readonly objects: readonly pulumi.Resource[];

  constructor(name: string, args: ServiceWiringArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:wiring:ServiceWiring", name, inputs, opts);
    const { estate, service, wiring, readsSecrets } = args;
    const namespace = estateName(estate);

    const configMap = new kubernetes.core.v1.ConfigMap(
      name,
      {
        metadata: objectMeta({ name: configMapName(service), namespace, labels: labels(service) }),
        data: wiring.variables,
      },
      placed(this, placement),
    );
    const secret = readsSecrets && wiring.secrets.length > 0 ? [storeSecret(this, name, args)] : [];
    this.objects = [configMap, ...secret];

    const told = Object.keys(wiring.variables).length;
    this.registerOutputs({ summary: `${told} variables, ${wiring.secrets.length} from the secret manager` });
  }
}

/** Name of the ConfigMap with a service's variables. */
export function configMapName(service: string): string {
  return `${service}-wiring`;
}

/** Name of the Secret with the variables of a service's stores. */
export function storeSecretName(service: string): string {
  return `${service}-stores`;
}

/** Where pods find the same variables as files, which follow a change within about a minute. */
export const wiringPath = "/etc/wiring";

/** The provider waits until the secret is there, so that no pod starts without it. */
function storeSecret(
  parent: ServiceWiring,
  name: string,
  { estate, service, wiring, placement }: ServiceWiringArgs,
): pulumi.Resource {
  const namespace = estateName(estate);
  return new kubernetes.apiextensions.CustomResource(
    `${name}-stores`,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: objectMeta({
        name: storeSecretName(service),
        namespace,
        labels: labels(service),
        annotations: { "pulumi.com/waitFor": "condition=Ready" },
      }),
      spec: externalSecretSpec(service, namespace, wiring.secrets),
    },
    placed(parent, placement, "external-secrets.io"),
  );
}

function externalSecretSpec(
  service: string,
  environment: string,
  secrets: readonly SecretVariable[],
): ExternalSecretSpec {
  return {
    refreshInterval: "15m",
    secretStoreRef: { kind: "ClusterSecretStore", name: secretStore },
    // What pods run on stays when this object goes.
    target: { name: storeSecretName(service), creationPolicy: "Owner", deletionPolicy: "Retain" },
    data: secrets.map(({ variable, secret, property }) => ({
      secretKey: variable,
      remoteRef: { key: `${environment}/${secret}`, property },
    })),
  };
}
