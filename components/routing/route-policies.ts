import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { accessClasses, type Auth, type Service } from "../../config/model";
import { objectMeta } from "../lib/object-meta";
import { labels } from "../service/labels";
import { placed, type Placement } from "../service/placement";
import { previewName, previewSpec } from "./preview-route";
import { securityPolicySpec } from "./security-policy";
import { trafficPolicySpec } from "./traffic-policy";

/** What {@link RoutePolicies} must be told. */
export interface RoutePoliciesArgs {
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** Namespace of the objects. */
  readonly namespace: string;
  /** Domain of the shop. */
  readonly domain: string;
  /** Who issues the tokens of users. @default nobody: every path is public */
  readonly auth?: Auth | undefined;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/**
 * What the proxy does with requests to a service on their way: who gets through, how long, how often and how many; and
 * the preview route. They are there before the route, so that no request ever passes without them.
 */
export class RoutePolicies extends pulumi.ComponentResource {
  constructor(name: string, args: RoutePoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:routing:RoutePolicies", name, inputs, opts);
    const { service, domain, auth } = args;

    const traffic = make(this, name, args, {
      apiVersion: "gateway.envoyproxy.io/v1alpha1",
      kind: "BackendTrafficPolicy",
      objectName: service.name,
      spec: trafficPolicySpec(service),
    });
    const security = accessClasses.flatMap((kind) => {
      const spec = securityPolicySpec(service, kind, auth);
      const object = { apiVersion: "gateway.envoyproxy.io/v1alpha1", kind: "SecurityPolicy" } as const;
      const objectName = `${service.name}.${kind}`;
      return spec ? [make(this, `${name}-${kind}`, args, { ...object, objectName, spec })] : [];
    });
    const after = [traffic, ...security];
    make(
      this,
      `${name}-preview`,
      { ...args, placement: { ...placement, after } },
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        objectName: previewName(service.name),
        spec: previewSpec(service, domain),
      },
    );

    this.registerOutputs({ summary: summary(service) });
  }
}

interface RoutingObject {
  readonly apiVersion: "gateway.envoyproxy.io/v1alpha1" | "gateway.networking.k8s.io/v1";
  readonly kind: "BackendTrafficPolicy" | "HTTPRoute" | "SecurityPolicy";
  readonly objectName: string;
  readonly spec: object;
}

function make(
  parent: RoutePolicies,
  name: string,
  { service, namespace, placement }: RoutePoliciesArgs,
  { apiVersion, kind, objectName, spec }: RoutingObject,
): pulumi.Resource {
  const metadata = objectMeta({ name: objectName, namespace, labels: labels(service.name) });
  const group =
    apiVersion === "gateway.networking.k8s.io/v1" ? "gateway.networking.k8s.io" : "gateway.envoyproxy.io";
  return new kubernetes.apiextensions.CustomResource(
    name,
    { apiVersion, kind, metadata, spec },
    placed(parent, placement, group),
  );
}

/** `1 public path · 1 of users · 0 of administrators · leastRequest` */
function summary({ access, balancing, affinity }: Service): string {
  const open = `${access.public.length} public path${access.public.length === 1 ? "" : "s"}`;
  const guarded = [`${access.user.length} of users`, `${access.admin.length} of administrators`];
  return [open, ...guarded, affinity ? `cookie ${affinity.cookie}` : balancing].join(" · ");
}
