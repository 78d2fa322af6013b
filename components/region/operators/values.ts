import { outsideMesh } from "../../mesh/stage";
import type { OperatorName } from "./catalogue";
import { cloudwatchExporter } from "./exporter-values";
import { externalRules } from "./external-metrics";
import { istioBase, istioCni, istiod, ztunnel } from "./mesh-values";
import {
  budget,
  controllerResources,
  restricted,
  spread,
  type HelmValues,
  type ValuesContext,
} from "./pod-settings";
import { prometheusStackValues } from "./prometheus-values";

const byInstance = (component: string, instance: string): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/name": component,
  "app.kubernetes.io/instance": instance,
});

function certManager({ size: { replicas } }: ValuesContext): HelmValues {
  const deployment = (component: string): object => ({
    replicaCount: replicas,
    podDisruptionBudget: budget(replicas),
    resources: controllerResources,
    topologySpreadConstraints: spread(byInstance(component, "cert-manager")),
  });
  return {
    // Kept when the release goes: every certificate would go with its definition.
    crds: { enabled: true, keep: true },
    // Its own namespace, where its locks are found, instead of that of the cluster.
    global: { leaderElection: { namespace: "cert-manager" } },
    config: {
      apiVersion: "controller.config.cert-manager.io/v1alpha1",
      kind: "ControllerConfiguration",
      // An issuer of one namespace must not use what only the controller may do in Route 53.
      issuerAmbientCredentials: false,
      clusterIssuerAmbientCredentials: true,
    },
    ...deployment("cert-manager"),
    webhook: deployment("webhook"),
    cainjector: deployment("cainjector"),
    startupapicheck: { resources: controllerResources },
  };
}

function envoyGateway({ size: { replicas } }: ValuesContext): HelmValues {
  const labels = { "control-plane": "envoy-gateway" };
  return {
    crds: { enabled: true },
    deployment: {
      replicas,
      envoyGateway: {
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
      },
      // Labels that mean something only with a mesh, and are always there: switching the mesh restarts nothing.
      pod: { labels: outsideMesh, topologySpreadConstraints: spread(labels) },
    },
    podDisruptionBudget: { minAvailable: replicas > 1 ? 1 : 0 },
    certgen: { job: { resources: controllerResources, pod: { labels: outsideMesh } } },
    // It tells a proxy its zone, which nothing uses yet, by a webhook that pods would wait for.
    topologyInjector: { enabled: false },
    config: {
      envoyGateway: {
        gateway: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
        provider: { type: "Kubernetes" },
        logging: { level: { default: "info" } },
      },
    },
  };
}

function externalSecrets({ size: { replicas } }: ValuesContext): HelmValues {
  const deployment = (component: string): object => ({
    replicaCount: replicas,
    podDisruptionBudget: budget(replicas),
    resources: controllerResources,
    topologySpreadConstraints: spread(byInstance(component, "external-secrets")),
  });
  return {
    installCRDs: true,
    // Kept when the release goes: every secret would go with its definition.
    crds: { annotations: { "helm.sh/resource-policy": "keep" } },
    leaderElect: true,
    // Secrets come in, none goes out.
    processPushSecret: false,
    processClusterPushSecret: false,
    processClusterGenerator: false,
    ...deployment("external-secrets"),
    webhook: deployment("external-secrets-webhook"),
    certController: deployment("external-secrets-cert-controller"),
  };
}

/**
 * Only external metrics: the chart registers their API for what is under `rules.external`, and lets the controller of
 * autoscalers read it.
 */
function prometheusAdapter({ size: { replicas } }: ValuesContext): HelmValues {
  return {
    replicas,
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    resources: controllerResources,
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": "prometheus-adapter" }),
    prometheus: { url: "http://platform-prometheus.monitoring.svc", port: 9090 },
    // Its certificate is made and renewed, so that the API server need not skip the check of it.
    certManager: { enabled: true },
    rules: { default: false, custom: [], external: externalRules() },
  };
}

/** Only bindings of target groups: no ingress, no load balancer of its own, and no security group is touched. */
function loadBalancerController({ region, estateName, size: { replicas } }: ValuesContext): HelmValues {
  return {
    clusterName: estateName,
    region,
    replicaCount: replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: controllerResources,
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": "aws-load-balancer-controller" }),
    // Nodes do not tell pods which network they are in, so that it is found by its tag.
    vpcTags: { Name: `${region}-vpc` },
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    enableServiceMutatorWebhook: false,
    enableShield: false,
    enableWafv2: false,
    enableBackendSecurityGroup: false,
    podSecurityContext: restricted.pod,
    securityContext: restricted.container,
  };
}

function clusterAutoscaler({ region, estateName, size: { replicas } }: ValuesContext): HelmValues {
  return {
    cloudProvider: "aws",
    awsRegion: region,
    autoDiscovery: { clusterName: estateName },
    replicaCount: replicas,
    resources: controllerResources,
    // The chart puts the cloud's name before its own.
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": "aws-cluster-autoscaler" }),
    rbac: { serviceAccount: { name: "cluster-autoscaler" } },
    extraArgs: { "balance-similar-node-groups": true, "skip-nodes-with-system-pods": false },
    securityContext: restricted.pod,
    containerSecurityContext: restricted.container,
  };
}

/** Values of each chart. What a chart already does, such as security contexts in most of them, is left to it. */
export const operatorValues: Readonly<Record<OperatorName, (context: ValuesContext) => HelmValues>> = {
  "prometheus-operator-crds": () => ({ crds: { annotations: { "helm.sh/resource-policy": "keep" } } }),
  "cert-manager": certManager,
  "envoy-gateway": envoyGateway,
  "external-secrets": externalSecrets,
  "kube-prometheus-stack": prometheusStackValues,
  "prometheus-adapter": prometheusAdapter,
  "aws-load-balancer-controller": loadBalancerController,
  "cloudwatch-exporter": cloudwatchExporter,
  "cluster-autoscaler": clusterAutoscaler,
  "istio-base": istioBase,
  istiod,
  "istio-cni": istioCni,
  ztunnel,
};
