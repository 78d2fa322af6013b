import type { MeshStage } from "../../../config/features";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { meshOperators } from "./mesh-operators";

/** Groups of custom resources that the program writes, each brought to a cluster by one release. */
export type CrdGroup =
  | "cert-manager.io"
  | "elbv2.k8s.aws"
  | "external-secrets.io"
  | "gateway.envoyproxy.io"
  | "gateway.networking.k8s.io"
  | "monitoring.coreos.com"
  | "security.istio.io";

/** Namespaces of the operators. */
export type OperatorNamespaceName =
  | "aws-load-balancer"
  | "cert-manager"
  | "cluster-autoscaler"
  | "envoy-gateway-system"
  | "external-secrets"
  | "istio-nodes"
  | "istio-system"
  | "monitoring";

/**
 * Namespaces whose pods change the network of their node, which the restricted standard forbids; every other one is
 * restricted. ztunnel and Istio's CNI agent enter the network namespaces of other pods, and write to folders of the host.
 */
export const privilegedNamespaces: readonly OperatorNamespaceName[] = ["istio-nodes"];

/**
 * How a chart brings its custom resource definitions. A chart of `templates` creates and upgrades them; Helm would
 * delete them with the release, which the values or the release's options prevent. One with a `folder` (`crds/`) creates
 * them when it is first installed; Helm never deletes them, and never upgrades them either, which docs/operators.md tells
 * how to do.
 */
export type CrdDelivery = "folder" | "none" | "templates";

/** Names of the releases, which are the names of their operators. */
export type OperatorName =
  | "aws-load-balancer-controller"
  | "cert-manager"
  | "cloudwatch-exporter"
  | "cluster-autoscaler"
  | "envoy-gateway"
  | "external-secrets"
  | "istio-base"
  | "istio-cni"
  | "istiod"
  | "kube-prometheus-stack"
  | "prometheus-adapter"
  | "prometheus-operator-crds"
  | "ztunnel";

/** One Helm release: a workload of somebody else's, whose objects nobody sees before the update. */
export interface Operator {
  /** Name of the release. */
  readonly name: OperatorName;
  /** Name of the chart, or where it is as an OCI artifact. */
  readonly chart: string;
  /** Address of the chart's repository; absent for an OCI artifact. */
  readonly repository?: string;
  /**
   * Exact version of the chart: one whose files were read at its release, and rendered with our values, which need not
   * be the newest. What the rendering showed, and what it did not, is in docs/operators.md.
   */
  readonly version: string;
  /** Where that version was read and rendered from: the project's source at the release, not the chart's repository. */
  readonly source: string;
  /** Namespace that it is installed into. */
  readonly namespace: OperatorNamespaceName;
  /** Service account that its controller runs as; absent where it runs nothing. */
  readonly serviceAccount?: string;
  /** What it is for. */
  readonly why: string;
  /** How its definitions come. */
  readonly crds: CrdDelivery;
  /** Groups of custom resources whose definitions it brings. */
  readonly brings: readonly CrdGroup[];
  /** Releases that must be there first. */
  readonly after: readonly OperatorName[];
  /** Where it is installed: in every cluster, in those on AWS whose nodes are node groups, where there is a mesh, or where pods follow queues. */
  readonly where: "everywhere" | "mesh" | "node-groups" | "queues";
}

const prometheusCommunity = "https://prometheus-community.github.io/helm-charts";

/**
 * Every opaque workload of the platform, and no other is allowed.
 *
 * Gateway API's and Envoy Gateway's definitions come with the operator and not as a release of gateway-crds-helm: a
 * release keeps its chart in a Secret of at most 1 MiB, and that chart takes 2.2 MB there, compressed (computed from the
 * chart of 1.9.1). The chart of the Prometheus operator's definitions takes 0.6 MB, and of the others external-secrets'
 * the most, 0.8 MB. cert-manager and external-secrets have no chart of definitions alone.
 */
export const operators: readonly Operator[] = [
  {
    name: "prometheus-operator-crds",
    chart: "prometheus-operator-crds",
    repository: prometheusCommunity,
    version: "31.0.1",
    source: "prometheus-community/helm-charts, charts/prometheus-operator-crds (operator 0.93.1)",
    namespace: "monitoring",
    why: "definitions of monitors and rules, upgraded apart from the operator",
    crds: "templates",
    brings: ["monitoring.coreos.com"],
    after: [],
    where: "everywhere",
  },
  {
    name: "cert-manager",
    chart: "oci://quay.io/jetstack/charts/cert-manager",
    version: "v1.21.2",
    source: "Go module github.com/cert-manager/cert-manager v1.21.2, deploy/charts; its address: unproved",
    namespace: "cert-manager",
    serviceAccount: "cert-manager",
    why: "certificates of the gateway and of webhooks, renewed without anybody's doing",
    crds: "templates",
    brings: ["cert-manager.io"],
    after: [],
    where: "everywhere",
  },
  {
    name: "envoy-gateway",
    chart: "oci://docker.io/envoyproxy/gateway-helm",
    version: "1.9.1",
    source:
      "Go module github.com/envoyproxy/gateway v1.9.1, charts/gateway-helm (Gateway API 1.6.1, experimental channel)",
    namespace: "envoy-gateway-system",
    serviceAccount: "envoy-gateway",
    why: "control plane of the proxies that split requests between colours",
    crds: "folder",
    brings: ["gateway.networking.k8s.io", "gateway.envoyproxy.io"],
    after: [],
    where: "everywhere",
  },
  {
    name: "external-secrets",
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    source: "external-secrets/external-secrets, deploy/charts/external-secrets",
    namespace: "external-secrets",
    serviceAccount: "external-secrets",
    why: "secrets from the secret manager, so that none is written in the program",
    crds: "templates",
    brings: ["external-secrets.io"],
    after: [],
    where: "everywhere",
  },
  {
    name: "kube-prometheus-stack",
    chart: "kube-prometheus-stack",
    repository: prometheusCommunity,
    version: "88.5.3",
    source: "prometheus-community/helm-charts, charts/kube-prometheus-stack (operator 0.93.1)",
    namespace: "monitoring",
    serviceAccount: "platform-prometheus",
    why: "Prometheus and its operator, and the state of the cluster's objects as series",
    crds: "none",
    brings: [],
    after: ["prometheus-operator-crds"],
    where: "everywhere",
  },
  {
    name: "prometheus-adapter",
    chart: "prometheus-adapter",
    repository: prometheusCommunity,
    version: "5.3.0",
    source: "prometheus-community/helm-charts, charts/prometheus-adapter",
    namespace: "monitoring",
    serviceAccount: "prometheus-adapter",
    why: "series as external metrics for autoscalers",
    crds: "none",
    brings: [],
    after: ["cert-manager", "kube-prometheus-stack"],
    where: "everywhere",
  },
  {
    name: "cloudwatch-exporter",
    chart: "prometheus-yet-another-cloudwatch-exporter",
    repository: prometheusCommunity,
    version: "0.47.0",
    source:
      "prometheus-community/helm-charts, charts/prometheus-yet-another-cloudwatch-exporter (exporter 0.67.0)",
    namespace: "monitoring",
    serviceAccount: "cloudwatch-exporter",
    why: "the length of queues as series, for autoscalers that follow them",
    crds: "none",
    brings: [],
    after: ["prometheus-operator-crds"],
    where: "queues",
  },
  {
    name: "aws-load-balancer-controller",
    chart: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    source: "kubernetes-sigs/aws-load-balancer-controller, helm/aws-load-balancer-controller",
    namespace: "aws-load-balancer",
    serviceAccount: "aws-load-balancer-controller",
    why: "binds the proxies to the front door's targets; Auto Mode does that itself",
    crds: "folder",
    brings: ["elbv2.k8s.aws"],
    after: [],
    where: "node-groups",
  },
  {
    name: "cluster-autoscaler",
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    source: "kubernetes/autoscaler, cluster-autoscaler/charts/cluster-autoscaler (autoscaler 1.35.0)",
    namespace: "cluster-autoscaler",
    serviceAccount: "cluster-autoscaler",
    why: "nodes for pods that find no room; Auto Mode does that itself",
    crds: "none",
    brings: [],
    after: [],
    where: "node-groups",
  },
  ...meshOperators,
];

/**
 * The operators of a cluster.
 *
 * @param compute How its nodes are made; absent for one that was there already.
 * @param followsQueues Whether pods are added by the length of queues.
 */
export function operatorsOf(
  compute?: ComputeChoice,
  mesh: MeshStage = "none",
  followsQueues = false,
): readonly Operator[] {
  const there = {
    everywhere: true,
    mesh: mesh !== "none",
    "node-groups": compute === "node-groups",
    queues: followsQueues,
  };
  return operators.filter(({ where }) => there[where]);
}
