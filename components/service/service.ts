import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../config/features";
import { colours, type Auth, type Colour, type Service as ServiceConfig } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { serviceAuthorization } from "../mesh/authorization";
import { authorizationPolicy } from "../mesh/authorization-policy";
import { isStrict } from "../mesh/stage";
import { ruleLabel } from "../observability/rule-label";
import { RoutePolicies } from "../routing/route-policies";
import { ServiceWiring } from "../wiring/service-wiring";
import type { Wiring } from "../wiring/wiring";
import { ColourGroup } from "./colour";
import type { DumpPlace } from "./dump-places";
import { isolatedAnnotation, serviceIsolation } from "./isolation";
import { labels } from "./labels";
import { serviceMonitorSpec } from "./metrics";
import { Migration } from "./migration";
import { placed, type Placement } from "./placement";
import { releaseGuardHook } from "./release-hook";
import { Route } from "./route";
import type { RunNotes } from "./run-notes";
import type { ExternalSignal } from "./signals";
import { colourSize } from "./size";
import type { WatchArgs } from "./watch-hook";

/** What a {@link Service} must be told. */
export interface ServiceArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** What pods are added by besides their use of processors and memory. @default nothing */
  readonly signals?: readonly ExternalSignal[];
  /** Size of the region as a share of the full platform, in percent. */
  readonly regionPercent: number;
  /** The service, as the stack file has it. */
  readonly service: ServiceConfig;
  /** Domain of the shop. */
  readonly domain: string;
  /** Image registry of the region. */
  readonly registry: string;
  /** Who issues the tokens of users. @default nobody: every path is public */
  readonly auth?: Auth | undefined;
  /** What it is told of what it uses, and may reach. */
  readonly wiring: Wiring;
  /** What gives its pods their role on AWS, which they get at their start. @default they have none */
  readonly identity?: pulumi.Resource | undefined;
  /** Whether the region's secret manager can be read. */
  readonly readsSecrets: boolean;
  /** Whether writes go to this region, where migrations run. */
  readonly isWriter: boolean;
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
  /** The service's signing key, a secret. */
  readonly signingKey: pulumi.Input<string>;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
  /** How a shift of traffic is watched. */
  readonly watch: WatchArgs;
  /** The service's route in the region whose wave comes first: this one changes only when that one is well. */
  readonly after?: Route | undefined;
  /** Where the stores that it uses are dumped: a migration waits until that was done. @default they are not */
  readonly dumps?: readonly DumpPlace[];
}

/** One service in one region: two permanent colours, the route that splits requests between them, and their isolation. */
export class Service extends pulumi.ComponentResource {
  /** The route, for which the next wave waits. */
  public readonly route: Route;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, watch, after, dumps, identity: _, ...inputs } = args;
    super("platform:service:Service", name, inputs, opts);
    const { service, estate, region, domain, signingKey, auth } = args;
    const namespace = estateName(estate);
    const child = placed(this, placement);
    const metadata = objectMeta({ name: service.name, namespace, labels: labels(service.name) });

    new kubernetes.core.v1.ServiceAccount(name, { metadata, automountServiceAccountToken: false }, child);
    isolate(this, name, args);
    const secret = objectMeta({ name: secretName(service), namespace, labels: labels(service.name) });
    new kubernetes.core.v1.Secret(name, { metadata: secret, stringData: { key: signingKey } }, child);
    new kubernetes.apiextensions.CustomResource(
      name,
      monitor(service, namespace),
      placed(this, placement, "monitoring.coreos.com"),
    );
    const notes: RunNotes = { changes: {} };
    const guard = releaseGuardHook(name, { ...args, namespace, notes, earlier: after?.place });
    const pair = buildColours(this, name, args, guard);
    const policyArgs = { service, namespace, domain, auth, placement };
    const policies = new RoutePolicies(name, policyArgs, { parent: this });
    // The guard hears of both colours before it judges the route, and no request passes before its policies are there.
    const routeArgs = { service, region, namespace, domain, guard, placement, watch, after, notes };
    this.route = new Route(name, routeArgs, { parent: this, dependsOn: [...pair, policies] });

    this.registerOutputs({ summary: summary(args) });
  }
}

function secretName({ name }: ServiceConfig): string {
  return `${name}-signing-key`;
}

/** Who connects to the service, and where it connects: by address, and where the mesh is strict by identity, too. */
function isolate(parent: Service, name: string, args: ServiceArgs): void {
  const { estate, service, wiring, placement, mesh = "none" } = args;
  const { name: called, isolated } = service;
  const { storeEgress, otherEgress } = wiring;
  const annotations = isolated ? { [isolatedAnnotation]: "true" } : {};
  const own = { name: called, namespace: estateName(estate), labels: labels(called), annotations };
  new kubernetes.networking.v1.NetworkPolicy(
    name,
    {
      metadata: objectMeta(own),
      spec: serviceIsolation(called, isolated, [...storeEgress, ...otherEgress], mesh),
    },
    placed(parent, placement),
  );
  if (isStrict(mesh)) authorizationPolicy(name, own, serviceAuthorization(service), placement, parent);
}

function monitor(service: ServiceConfig, namespace: string): kubernetes.apiextensions.CustomResourceArgs {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: objectMeta({
      name: service.name,
      namespace,
      labels: { ...labels(service.name), ...ruleLabel },
    }),
    spec: serviceMonitorSpec(service),
  };
}

function image({ registry, service }: ServiceArgs, colour: Colour): string {
  return `${registry}/${service.name}@${service.release[colour].digest}`;
}

/** What the pods of a colour wait for: what tells them of their stores, and what makes the stores fit for them. */
function buildPreparations(
  parent: Service,
  name: string,
  args: ServiceArgs,
  guard: pulumi.ResourceHook,
): (colour: Colour) => pulumi.Resource[] {
  const { service, estate, wiring, identity, readsSecrets, isWriter, placement } = args;
  const { objects } = new ServiceWiring(
    `${name}-wiring`,
    { estate, service: service.name, wiring, readsSecrets, placement },
    { parent },
  );
  const migrating = colours.flatMap((colour) => {
    const { migration } = service.release[colour];
    return isWriter && migration ? [{ colour, image: image(args, colour), migration }] : [];
  });
  const role = identity ? [identity] : [];
  if (migrating.length === 0) return () => [...objects, ...role];
  const { jobs } = new Migration(
    `${name}-migration`,
    {
      service: service.name,
      colours: migrating,
      namespace: estateName(estate),
      wiring,
      readsSecrets,
      isolated: service.isolated,
      placement: { ...placement, after: objects },
      guard,
    },
    { parent },
  );
  return (colour) => [...objects, ...role, ...[jobs.get(colour) ?? []].flat()];
}

function buildColours(
  parent: Service,
  name: string,
  args: ServiceArgs,
  guard: pulumi.ResourceHook,
): ColourGroup[] {
  const { service, estate, regionPercent, signals = [], placement } = args;
  const before = buildPreparations(parent, name, args, guard);
  return colours.map((colour) => {
    const release = service.release[colour];
    const pod = {
      service,
      colour,
      image: image(args, colour),
      serviceAccount: service.name,
      signingKeySecret: secretName(service),
    };
    const size = colourSize(service.scaling, regionPercent, release.capacityPercent);
    return new ColourGroup(
      `${name}-${colour}`,
      {
        ...{ pod, size, signals, guard },
        namespace: estateName(estate),
        placement: { ...placement, after: before(colour) },
      },
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
