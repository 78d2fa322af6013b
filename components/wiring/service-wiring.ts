import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { labels } from "../service/labels";
import { placed, type Placement } from "../service/placement";
import { storePasswords } from "./store-passwords";
import type { Wiring } from "./wiring";

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
    const { secrets } = wiring;
    const inPlace = placed(this, placement, "external-secrets.io");
    this.objects = [
      configMap,
      ...(readsSecrets && secrets.length > 0
        ? [storePasswords(`${name}-stores`, { owner: service, namespace, secrets }, inPlace)]
        : []),
    ];

    const told = Object.keys(wiring.variables).length;
    this.registerOutputs({ summary: `${told} variables, ${secrets.length} from the secret manager` });
  }
}

/** Name of the ConfigMap with a service's variables. */
export function configMapName(service: string): string {
  return `${service}-wiring`;
}

/** Where pods find the same variables as files, which follow a change within about a minute. */
export const wiringPath = "/etc/wiring";
