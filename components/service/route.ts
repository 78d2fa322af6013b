import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../config/model";
import { releaseAnnotation, writeReleaseNotes } from "../../guards/release-annotation";
import { objectMeta } from "../lib/object-meta";
import type { ClusterConnection } from "../region/providers";
import { labels } from "./labels";
import { placed, type Placement } from "./placement";
import { routeSpec } from "./route-spec";
import type { RunNotes } from "./run-notes";
import { releaseWatchHook, type WatchArgs } from "./watch-hook";

/** What a {@link Route} must be told. */
export interface RouteArgs {
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** Name of the region. */
  readonly region: string;
  /** Namespace of the objects. */
  readonly namespace: string;
  /** Domain of the shop. */
  readonly domain: string;
  /** Asked before the route is made or changed. */
  readonly guard: pulumi.ResourceHook;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
  /** How a shift of traffic is watched. */
  readonly watch: WatchArgs;
  /** What the guard and the watch tell each other. */
  readonly notes: RunNotes;
  /** The service's route in the region whose wave comes first: this one changes only when that one is well. */
  readonly after?: Route | undefined;
}

/** A region, and the way to its cluster. */
export interface RoutePlace {
  /** Name of the region. */
  readonly region: string;
  /** How its cluster is reached. */
  readonly connection: ClusterConnection;
}

/** The route of a service in one region: the one object that a shift of traffic changes, behind its guard and its watch. */
export class Route extends pulumi.ComponentResource {
  /** Where it is, for the guard of the next wave. */
  public readonly place: RoutePlace;
  /** The object in the cluster. */
  public readonly object: kubernetes.apiextensions.CustomResource;

  constructor(name: string, args: RouteArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, guard, watch, after, notes, ...inputs } = args;
    super("platform:service:Route", name, inputs, opts);
    const { service, region, namespace, domain } = args;
    this.place = { region, connection: watch.connection };
    const watched = releaseWatchHook(name, args);

    this.object = new kubernetes.apiextensions.CustomResource(
      name,
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: objectMeta({
          name: service.name,
          namespace,
          labels: labels(service.name),
          annotations: annotations(service),
        }),
        spec: routeSpec(service, domain, region),
      },
      {
        ...placed(this, { ...placement, after: after ? [after.object] : [] }, "gateway.networking.k8s.io"),
        hooks: {
          beforeCreate: [guard],
          beforeUpdate: [guard],
          afterCreate: [watched],
          afterUpdate: [watched],
        },
      },
    );

    this.registerOutputs({});
  }
}

/**
 * What the release was, for the guard of the next edit. A watch that put weights back owns the rules: once its rollback
 * is acknowledged, the program takes them back by force.
 */
function annotations({ rollout }: Service): Record<string, string> {
  const notes = { [releaseAnnotation]: writeReleaseNotes(rollout) };
  return rollout.acknowledgeRollback === undefined ? notes : { ...notes, "pulumi.com/patchForce": "true" };
}
