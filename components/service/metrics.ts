import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";

import type { Service } from "../../config/model";
import { colourLabel, selector } from "./labels";
import { portName } from "./pod";

type PodMonitorSpec = NonNullable<IPodMonitor["spec"]>;

/** Most series that are taken from one pod; one that has more is not read at all, and takes no other's room. */
const mostSamples = 5000;

/** Has Prometheus read the pods' own series, each with its colour. */
export function serviceMonitorSpec({ name, metrics }: Service): PodMonitorSpec {
  return {
    selector: { matchLabels: selector(name) },
    podTargetLabels: ["app.kubernetes.io/name", colourLabel, "app.kubernetes.io/version"],
    sampleLimit: mostSamples,
    podMetricsEndpoints: [{ port: portName, path: metrics, interval: "30s", scrapeTimeout: "10s" }],
  };
}
