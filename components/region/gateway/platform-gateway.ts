import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../../config/features";
import type { Profile } from "../../../config/profiles";
import { commonLabels } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { ruleLabel } from "../../observability/rule-label";
import { placed, type Crds, type Placement } from "../../service/placement";
import type { CrdGroup } from "../operators/catalogue";
import { flowSpec, proxyFlow, type TenantPort } from "../operators/flows";
import { OperatorNamespace } from "../operators/operator-namespace";
import { Certificates } from "./certificates";
import { gateway, routesLabel } from "./gateway";
import { clientTrafficSpec, gatewaySpec } from "./listeners";
import { proxyMonitorSpec, proxySpec } from "./proxy";

/** What {@link Gateway} must be told. */
export interface GatewayArgs {
  /** Name of the region. */
  readonly region: string;
  /** Domain of the shop. */
  readonly domain: string;
  /** Proxies of the gateway: as many as that, and at most. */
  readonly proxies: Profile["operators"]["proxies"];
  /** Range of the network in which our load balancer stands; absent where the cluster makes one. */
  readonly frontDoorRange?: string;
  /** Hosted zone of the domain, in which names are proved. */
  readonly hostedZoneId?: string;
  /** Whether the proxies read the keys of whoever issues users' tokens. @default false */
  readonly readsKeys?: boolean;
  /** What the proxies may reach of tenants in this region. @default nothing */
  readonly tenants?: readonly TenantPort[];
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
  /** What brings the definitions of custom resources. */
  readonly crds: Crds;
  /** What objects in the proxies' namespace depend on; absent where the operators were there already. */
  readonly proxyPlacement?: Placement | undefined;
}

/**
 * The Gateway of a region and the proxies behind it: where TLS ends, and where requests are split between colours.
 * Without operators of ours its objects are written into the namespaces that are there.
 */
export class Gateway extends pulumi.ComponentResource {
  constructor(name: string, args: GatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, crds, proxyPlacement, ...inputs } = args;
    super("platform:region:Gateway", name, inputs, opts);
    const { region, domain, proxies, frontDoorRange, hostedZoneId } = args;
    const { placement } = new OperatorNamespace(
      `${region}-${gateway.namespace}`,
      { region, namespace: gateway.namespace, flows: [], cluster, crds },
      { parent: this },
    );
    const zone = hostedZoneId === undefined ? {} : { hostedZoneId };
    new Certificates(`${name}-certificates`, { region, domain, ...zone, placement }, { parent: this });

    const make = maker(this, name, placement);
    make("gateway.networking.k8s.io/v1", "GatewayClass", { controllerName });
    const entrance = frontDoorRange === undefined ? "service" : "front-door";
    make("gateway.envoyproxy.io/v1alpha1", "EnvoyProxy", proxySpec(proxies, entrance));
    make("gateway.networking.k8s.io/v1", "Gateway", gatewaySpec(domain, region));
    make("gateway.envoyproxy.io/v1alpha1", "ClientTrafficPolicy", clientTrafficSpec);
    proxyObjects(this, name, args, proxyPlacement ?? placement);

    this.registerOutputs({ summary: summary(args) });
  }
}

/** `3–30 proxies behind the front door · certificates by Let's Encrypt` */
function summary({ proxies, frontDoorRange, hostedZoneId }: GatewayArgs): string {
  const behind = frontDoorRange === undefined ? "the cluster's load balancer" : "the front door";
  const authority = hostedZoneId === undefined ? "an authority of its own" : "Let's Encrypt";
  return `${proxies.min}–${proxies.max} proxies behind ${behind} · certificates by ${authority}`;
}

/** Envoy Gateway's name for itself. Source: the values of its chart. */
const controllerName = "gateway.envoyproxy.io/gatewayclass-controller";

type Make = (apiVersion: `${CrdGroup}/${string}`, kind: string, spec: object) => void;

/** Makes a custom resource of the Gateway's own name; all but the class are in its namespace. */
function maker(parent: Gateway, resource: string, placement: Placement): Make {
  return (apiVersion, kind, spec) => {
    const group = apiVersion.split("/")[0] as CrdGroup;
    const namespace = kind === "GatewayClass" ? {} : { namespace: gateway.namespace };
    new kubernetes.apiextensions.CustomResource(
      `${resource}-${kind.toLowerCase()}`,
      {
        apiVersion,
        kind,
        metadata: objectMeta({ name: gateway.name, ...namespace, labels: commonLabels }),
        spec,
      },
      placed(parent, placement, group),
    );
  };
}

/** What stands beside the proxies' pods: who reaches them, and who reads their series. */
function proxyObjects(
  parent: Gateway,
  name: string,
  { frontDoorRange, readsKeys = false, tenants = [], mesh = "none" }: GatewayArgs,
  placement: Placement,
): void {
  const meta = (labels: Record<string, string>) =>
    objectMeta({ name: gateway.proxyService, namespace: gateway.proxyNamespace, labels });
  const loadBalancers = frontDoorRange === undefined ? {} : { loadBalancers: frontDoorRange };
  new kubernetes.networking.v1.NetworkPolicy(
    `${name}-proxy`,
    {
      metadata: meta(commonLabels),
      spec: flowSpec(proxyFlow({ services: routesLabel, tenants, readsKeys, mesh, ...loadBalancers })),
    },
    placed(parent, placement),
  );
  new kubernetes.apiextensions.CustomResource(
    `${name}-proxy-monitor`,
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PodMonitor",
      metadata: meta({ ...commonLabels, ...ruleLabel }),
      spec: proxyMonitorSpec,
    },
    placed(parent, placement, "monitoring.coreos.com"),
  );
}
