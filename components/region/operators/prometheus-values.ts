import { inboundBypass, insideMesh } from "../../mesh/stage";
import { ruleLabel } from "../../observability/rule-label";
import { controllerResources, spread, type HelmValues, type ValuesContext } from "./pod-settings";

/** Time between two readings of every series (R19). */
const scrapeInterval = "15s";

/** Days that readings are kept (R19). */
const retentionDays = 30;

/**
 * Prometheus, its operator, and the series of the cluster's objects. Alertmanager, Grafana and the series of nodes are
 * off: they are configured with what they are for, and are not there yet. So alerts are computed, and reach nobody.
 */
export function prometheusStackValues({ region, estateName, size }: ValuesContext): HelmValues {
  return {
    // Names of its objects start with this, and not with the release's.
    fullnameOverride: "platform",
    crds: { enabled: false },
    // Rules are the program's own, each with its runbook.
    defaultRules: { create: false },
    alertmanager: { enabled: false },
    grafana: { enabled: false },
    // It sees the whole node, so that its namespace could not be restricted.
    nodeExporter: { enabled: false },
    // The chart would read the series of containers oftener than all others.
    kubelet: { serviceMonitor: { cAdvisorInterval: scrapeInterval } },
    // Parts of the control plane that EKS does not show, and others not under these names.
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeProxy: { enabled: false },
    coreDns: { enabled: false },
    prometheusOperator: {
      resources: controllerResources,
      // Beside each Prometheus; the chart would set neither a request nor a limit.
      prometheusConfigReloader: { resources: reloaderResources },
      // Rules are checked before they are applied; a webhook would only stand in the way of an update.
      admissionWebhooks: { enabled: false },
      tls: { enabled: false },
    },
    "kube-state-metrics": { resources: controllerResources },
    prometheus: {
      podDisruptionBudget: { enabled: size.prometheus.replicas > 1, minAvailable: 1 },
      prometheusSpec: prometheusSpec(region, estateName, size.prometheus),
    },
  };
}

/** What the operator itself gives the reloader where nobody says otherwise. */
const reloaderResources = { requests: { cpu: "10m", memory: "50Mi" }, limits: { memory: "50Mi" } } as const;

function prometheusSpec(
  region: string,
  estateName: string,
  { replicas, storageGi, memory }: ValuesContext["size"]["prometheus"],
): object {
  const everywhere = {};
  return {
    replicas,
    scrapeInterval,
    evaluationInterval: scrapeInterval,
    retention: `${retentionDays}d`,
    // The disk is never full: what is oldest goes first.
    retentionSize: `${Math.floor(storageGi * 0.85)}GiB`,
    externalLabels: { region, environment: estateName },
    // It reads by the mesh, where there is one; who asks it is no part of a mesh. Always there, so that no switch restarts it.
    podMetadata: { labels: insideMesh, annotations: inboundBypass },
    resources: { requests: { cpu: "500m", memory }, limits: { memory } },
    topologySpreadConstraints: spread({ "app.kubernetes.io/name": "prometheus" }),
    ruleSelector: { matchLabels: ruleLabel },
    ruleNamespaceSelector: everywhere,
    podMonitorSelector: { matchLabels: ruleLabel },
    podMonitorNamespaceSelector: everywhere,
    serviceMonitorSelectorNilUsesHelmValues: false,
    probeSelectorNilUsesHelmValues: false,
    scrapeConfigSelectorNilUsesHelmValues: false,
    // The default storage class: encrypted and fast on AWS, whatever there is elsewhere.
    storageSpec: {
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${storageGi}Gi` } } },
      },
    },
  };
}
