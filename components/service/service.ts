import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { colours, type Service as ServiceConfig } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { ColourGroup } from "./colour";
import { isolatedAnnotation, serviceIsolation } from "./isolation";
import { labels } from "./labels";
import { placed, type Placement } from "./placement";
import { releaseGuardHook } from "./release-hook";
import { Route } from "./route";
import type { RunNotes } from "./run-notes";
import { colourSize } from "./size";
import type { WatchArgs } from "./watch-hook";

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
  /** How a shift of traffic is watched. */
  readonly watch: WatchArgs;
  /** The service's route in the region whose wave comes first: this one changes only when that one is well. */
  readonly after?: Route | undefined;
}

/** One service in one region: two permanent colours, the route that splits requests between them, and their isolation. */
export class Service extends pulumi.ComponentResource {
  /** The route, for which the next wave waits. */
  public readonly route: Route;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, watch, after, ...inputs } = args;
    super("platform:service:Service", name, inputs, opts);
    const { service, estate, region, domain, signingKey } = args;
    const namespace = estateName(estate);
    const child = placed(this, placement);
    const metadata = objectMeta({ name: service.name, namespace, labels: labels(service.name) });

    new kubernetes.core.v1.ServiceAccount(name, { metadata, automountServiceAccountToken: false }, child);
    new kubernetes.networking.v1.NetworkPolicy(name, isolation(service, namespace), child);
    const secret = objectMeta({ name: secretName(service), namespace, labels: labels(service.name) });
    new kubernetes.core.v1.Secret(name, { metadata: secret, stringData: { key: signingKey } }, child);
    const notes: RunNotes = { changes: {} };
    const guard = releaseGuardHook(name, { ...args, namespace, notes, earlier: after?.place });
    const pair = buildColours(this, name, args, guard);
    // The guard hears of both colours before it judges the route.
    const routeArgs = { service, region, namespace, domain, guard, placement, watch, after, notes };
    this.route = new Route(name, routeArgs, { parent: this, dependsOn: pair });

    this.registerOutputs({ summary: summary(args) });
  }
}

function secretName({ name }: ServiceConfig): string {
  return `${name}-signing-key`;
}

function isolation(
  { name, isolated }: ServiceConfig,
  namespace: string,
): kubernetes.networking.v1.NetworkPolicyArgs {
  const annotations = isolated ? { [isolatedAnnotation]: "true" } : {};
  return {
    metadata: objectMeta({ name, namespace, labels: labels(name), annotations }),
    spec: serviceIsolation(name, isolated),
  };
}

function buildColours(
  parent: Service,
  name: string,
  args: ServiceArgs,
  guard: pulumi.ResourceHook,
): ColourGroup[] {
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
      { pod, namespace: estateName(estate), size, guard, placement },
      { parent },
    );
  });
}

/** `blue 90 % 1.8.2, 3–30 pods · green 10 % 1.9.0, 2–30 pods` */
function summary({ service: { release, scaling, isolated }, regionPercent }: ServiceArgs): string {
  const pair = colours.map((colour) => {
    const { weight, version, capacityPercent } = release[colour];
    const { min, max } = colourSize(scaling, regionPercent, capacityPercent);
    return `${colour} ${weight} % ${version}, ${min}–${max} pods`;
  });
  return [...(isolated ? ["ISOLATED: nothing reaches it"] : []), ...pair].join(" · ");
}
