import type * as kubernetes from "@pulumi/kubernetes";

import type { MeshStage } from "../../../config/features";
import { fromProbes, meshPorts } from "../../mesh/stage";
import { proxyLabels, proxyPorts } from "../gateway/gateway";
import { publicAddresses } from "../../wiring/ranges";
import type { OperatorName, OperatorNamespaceName } from "./catalogue";
import { exporterPort } from "./exporter-values";

type NetworkPolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;
type IngressRule = kubernetes.types.input.networking.v1.NetworkPolicyIngressRule;
type EgressRule = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;
type Peer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;

/** What may flow to and from some pods of a namespace. */
export interface Flow {
  /** Name of the network policy. */
  readonly name: string;
  /** The pods, by their labels; all of the namespace where none is given. */
  readonly pods: Readonly<Record<string, string>>;
  /** The operator that it is for; where that is not installed, there is no policy. @default whatever is in the namespace */
  readonly of?: OperatorName;
  /** Who may connect. @default nobody */
  readonly ingress?: IngressRule[];
  /** Where the pods may connect. @default nowhere */
  readonly egress?: EgressRule[];
}

/**
 * The network policy of a flow: both directions, so that what is not named does not flow. Nothing is written as an empty
 * list or map: Kubernetes stores those as absent, and would count each later apply of them as a change of the policy.
 */
export function flowSpec({ pods, ingress = [], egress = [] }: Flow): NetworkPolicySpec {
  return {
    podSelector: Object.keys(pods).length > 0 ? { matchLabels: pods } : {},
    policyTypes: ["Ingress", "Egress"],
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  };
}

const tcp = (...ports: number[]) => ports.map((port) => ({ port, protocol: "TCP" }));

/** To any address: where the name server is a process of the node, as in EKS Auto Mode, no pod selector finds it. */
export const toNames: EgressRule = { ports: [...tcp(53), { port: 53, protocol: "UDP" }] };

/** To the API server, whose address is not known, and to APIs outside; 6443 is what the service's 443 is translated to elsewhere. */
export const toApis: EgressRule = { ports: tcp(443, 6443) };

/** To the agent on each node that hands out roles. Source: Amazon EKS user guide, "EKS Pod Identity", considerations. */
export const toIdentities: EgressRule = { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: tcp(80) };

/** From the API server to a webhook: its address is not known, so from anywhere, to that port alone. */
const fromApiServer = (...ports: number[]): IngressRule => ({ ports: tcp(...ports) });

/** Pods of Prometheus, from whatever namespace they are seen. */
export const prometheus: Peer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
  podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
};

/** From Prometheus, to read series. */
export const fromPrometheus = (...ports: number[]): IngressRule => ({
  from: [prometheus],
  ports: tcp(...ports),
});

const component = (name: string): Readonly<Record<string, string>> => ({ "app.kubernetes.io/name": name });
const here: Peer = { podSelector: {} };

/** Ports of Envoy Gateway. Source: its chart's values and internal/xds/bootstrap. */
const envoyGateway = { xds: 18_000, metrics: 19_001 } as const;

const inNamespace = (namespace: OperatorNamespaceName, pods: Readonly<Record<string, string>>): Peer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels: pods },
});
const ztunnels = inNamespace("istio-nodes", { app: "ztunnel" });
const meshControlPlane = inNamespace("istio-system", { app: "istiod" });

/** What each operator's pods need, and nothing else. Sources: the values of each chart, and what its network policies name. */
export const operatorFlows: Readonly<Record<OperatorNamespaceName, readonly Flow[]>> = {
  "envoy-gateway-system": [
    {
      name: "control-plane",
      pods: { "control-plane": "envoy-gateway" },
      ingress: [
        { from: [{ podSelector: { matchLabels: proxyLabels } }], ports: tcp(envoyGateway.xds) },
        fromPrometheus(envoyGateway.metrics),
      ],
      egress: [toNames, toApis],
    },
    // The job that makes the certificates between the control plane and its proxies.
    { name: "certificates", pods: { app: "certgen" }, egress: [toNames, toApis] },
  ],
  "cert-manager": [
    { name: "operator", pods: {}, ingress: [fromPrometheus(9402)], egress: [toNames, toApis, toIdentities] },
    { name: "webhook", pods: component("webhook"), ingress: [fromApiServer(10_250)] },
  ],
  "external-secrets": [
    { name: "operator", pods: {}, ingress: [fromPrometheus(8080)], egress: [toNames, toApis, toIdentities] },
    { name: "webhook", pods: component("external-secrets-webhook"), ingress: [fromApiServer(10_250)] },
  ],
  monitoring: [
    // Among themselves: Prometheus reads its operator and the state of objects, the adapter asks Prometheus.
    {
      name: "operator",
      pods: {},
      ingress: [{ from: [here], ports: tcp(8080, 9090) }],
      egress: [toNames, toApis, { to: [here], ports: tcp(8080, 9090) }],
    },
    // Whatever says that it has series, in any namespace, and each node's kubelet.
    {
      name: "scrape",
      pods: component("prometheus"),
      egress: [{ to: [{ namespaceSelector: {} }] }, { ports: tcp(10_250) }],
    },
    // It asks CloudWatch, in the role that it is handed on its node.
    {
      name: "queue-lengths",
      of: "cloudwatch-exporter",
      pods: component("prometheus-yet-another-cloudwatch-exporter"),
      ingress: [fromPrometheus(exporterPort)],
      egress: [toIdentities],
    },
    { name: "metrics-api", pods: component("prometheus-adapter"), ingress: [fromApiServer(6443)] },
  ],
  "aws-load-balancer": [
    {
      name: "operator",
      pods: {},
      ingress: [fromApiServer(9443), fromPrometheus(8080)],
      egress: [toNames, toApis, toIdentities],
    },
  ],
  "cluster-autoscaler": [
    { name: "operator", pods: {}, ingress: [fromPrometheus(8085)], egress: [toNames, toApis, toIdentities] },
  ],
  "istio-system": [
    {
      name: "control-plane",
      pods: { app: "istiod" },
      ingress: [{ from: [ztunnels], ports: tcp(15_012) }, fromPrometheus(15_014)],
      egress: [toNames, toApis],
    },
  ],
  // What ztunnel carries for a pod comes from and goes to that pod's own address, where the pod's own policies judge it.
  "istio-nodes": [
    {
      name: "ztunnel",
      pods: { app: "ztunnel" },
      ingress: [fromPrometheus(15_020)],
      egress: [toNames, { to: [meshControlPlane], ports: tcp(15_012) }],
    },
    {
      name: "cni",
      pods: { "k8s-app": "istio-cni-node" },
      ingress: [fromPrometheus(15_014)],
      egress: [toNames, toApis],
    },
  ],
};

/** What flows only where there is a mesh: the probes of Prometheus, which is in it. */
export function meshFlows(namespace: OperatorNamespaceName, stage: MeshStage): Flow[] {
  const ingress = fromProbes(stage);
  if (namespace !== "monitoring" || ingress.length === 0) return [];
  return [{ name: "probes", pods: component("prometheus"), ingress }];
}

/** A port of a tenant's pods that the proxies may reach. */
export interface TenantPort {
  /** Namespace of the tenant. */
  readonly namespace: string;
  /** Port on which its pods listen. */
  readonly port: number;
}

/** Who may reach the proxies, and whom they may reach. */
export interface ProxyPeers {
  /** Labels of the namespaces of services, which the proxies send to, and which call them from inside. */
  readonly services: Readonly<Record<string, string>>;
  /** Range of the network whose load balancer asks whether proxies are ready; absent where there is none of ours. */
  readonly loadBalancers?: string;
  /** What they may reach of tenants, whose namespaces are none of the services'. @default nothing */
  readonly tenants?: readonly TenantPort[];
  /** Whether they read the keys of whoever issues users' tokens. @default false */
  readonly readsKeys?: boolean;
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
}

/**
 * The proxies: users from anywhere, because the load balancer leaves their address as it is, callers inside from the
 * services' namespaces; and out to the control plane, to services on whatever port they listen, and to tenants on the
 * port that each names.
 */
export function proxyFlow(peers: ProxyPeers): Flow {
  const { services, tenants = [], readsKeys = false, mesh = "none" } = peers;
  const ofServices: Peer = { namespaceSelector: { matchLabels: services } };
  return {
    name: "proxy",
    pods: proxyLabels,
    ingress: proxyIngress(peers, ofServices),
    egress: [
      toNames,
      {
        to: [{ podSelector: { matchLabels: { "control-plane": "envoy-gateway" } } }],
        ports: tcp(envoyGateway.xds),
      },
      { to: [ofServices] },
      ...tenants.map((tenant) => toTenant(tenant, mesh)),
      ...(readsKeys ? [{ to: [publicAddresses], ports: tcp(443) }] : []),
    ],
  };
}

/** The other end of what a tenant's own policy admits: the namespace by its name, which nobody in it can give another. */
function toTenant({ namespace, port }: TenantPort, mesh: MeshStage): EgressRule {
  const matchLabels = { "kubernetes.io/metadata.name": namespace };
  return { to: [{ namespaceSelector: { matchLabels } }], ports: meshPorts(mesh, port) };
}

/** Callers inside and Prometheus come by the mesh, once it is strict: there the mesh knows who they are. */
function proxyIngress({ loadBalancers, mesh = "none" }: ProxyPeers, ofServices: Peer): IngressRule[] {
  return [
    { ports: tcp(proxyPorts.https) },
    { from: [ofServices], ports: meshPorts(mesh, proxyPorts.internal) },
    { from: [prometheus], ports: meshPorts(mesh, proxyPorts.metrics) },
    ...(loadBalancers === undefined
      ? []
      : [{ from: [{ ipBlock: { cidr: loadBalancers } }], ports: tcp(proxyPorts.ready) }]),
    ...fromProbes(mesh),
  ];
}
