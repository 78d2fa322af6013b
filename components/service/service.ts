import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { colours, type Service as ServiceConfig } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { ColourGroup } from "./colour";
import { serviceIsolation } from "./isolation";
import { labels } from "./labels";
import { placed, type Placement } from "./placement";
import { Route } from "./route";
import { colourSize } from "./size";

/** What a {@link Service} must be told. */
export interface ServiceArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Size of the region as a share of the full platform, in percent. */
  readonly regionPercent: number;
  /** The service, as the stack file has it. */
  readonly service: ServiceConfig;
  /** Domain of the shop. */
  readonly domain: string;
  /** Image registry of the region. */
  readonly registry: string;
  /** The service's signing key, a secret. */
  readonly signingKey: pulumi.Input<string>;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/** One service in one region: two permanent colours, the route that splits requests between them, and their isolation. */
export class Service extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:service:Service", name, inputs, opts);
    const { service, estate, region, domain, signingKey } = args;
    const namespace = estateName(estate);
    const child = placed(this, placement);
    const metadata = objectMeta({ name: service.name, namespace, labels: labels(service.name) });

    new kubernetes.core.v1.ServiceAccount(name, { metadata, automountServiceAccountToken: false }, child);
    const isolation = { metadata, spec: serviceIsolation(service.name) };
    new kubernetes.networking.v1.NetworkPolicy(name, isolation, child);
    const secret = objectMeta({ name: secretName(service), namespace, labels: labels(service.name) });
    new kubernetes.core.v1.Secret(name, { metadata: secret, stringData: { key: signingKey } }, child);
    const pair = buildColours(this, name, args);
    new Route(name, { service, region, namespace, domain, placement }, { parent: this, dependsOn: pair });

    this.registerOutputs({ summary: summary(args) });
  }
}

function secretName({ name }: ServiceConfig): string {
  return `${name}-signing-key`;
}

function buildColours(parent: Service, name: string, args: ServiceArgs): ColourGroup[] {
  const { service, estate, regionPercent, registry, placement } = args;
  return colours.map((colour) => {
    const release = service.release[colour];
    const pod = {
      service,
      colour,
      image: `${registry}/${service.name}@${release.digest}`,
      serviceAccount: service.name,
      signingKeySecret: secretName(service),
    };
    const size = colourSize(service.scaling, regionPercent, release.capacityPercent);
    return new ColourGroup(
      `${name}-${colour}`,
      { pod, namespace: estateName(estate), size, placement },
      { parent },
    );
  });
}

/** `blue 90 % 1.8.2, 3–30 pods · green 10 % 1.9.0, 2–30 pods` */
function summary({ service: { release, scaling }, regionPercent }: ServiceArgs): string {
  return colours
    .map((colour) => {
      const { weight, version, capacityPercent } = release[colour];
      const { min, max } = colourSize(scaling, regionPercent, capacityPercent);
      return `${colour} ${weight} % ${version}, ${min}–${max} pods`;
    })
    .join(" · ");
}
