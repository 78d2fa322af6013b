import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../config/model";
import { objectMeta } from "../lib/object-meta";
import { labels } from "./labels";
import { placed, type Placement } from "./placement";
import { releaseGuardHook } from "./release-hook";
import { routeSpec } from "./route-spec";

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
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/** The route of a service in one region: the one object that a shift of traffic changes, behind its guard. */
export class Route extends pulumi.ComponentResource {
  constructor(name: string, args: RouteArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:service:Route", name, inputs, opts);
    const { service, region, namespace, domain } = args;
    const guard = releaseGuardHook(name, service);

    new kubernetes.apiextensions.CustomResource(
      name,
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata: objectMeta({ name: service.name, namespace, labels: labels(service.name) }),
        spec: routeSpec(service, domain, region),
      },
      {
        ...placed(this, placement, "gateway.networking.k8s.io"),
        hooks: { beforeCreate: [guard], beforeUpdate: [guard] },
      },
    );

    this.registerOutputs({});
  }
}
