import { queueLength } from "../../observability/queue-length";
import { controllerResources, restricted, type HelmValues, type ValuesContext } from "./pod-settings";

/** Port that the exporter is read on. Source: the chart's values. */
export const exporterPort = 5000;

/** Seconds between two questions to CloudWatch, which measures each minute. */
export const pollSeconds = 60;

/**
 * Seconds back that each question reaches: the newest measure within them counts. Where there is none, there is no series:
 * a queue that nobody used for six hours is not measured, and autoscalers remove nothing then.
 */
export const lookBackSeconds = 300;

/**
 * The length of each queue by its name, and nothing else of CloudWatch: a static job asks for one metric, and has no need
 * to list any. One question for each queue and minute: 43 800 a month, at 0.01 USD a thousand. One replica, because a
 * second one would ask again; while it is away lengths are missing, and autoscalers remove nothing. Sources: the exporter's
 * docs/configuration.md at 0.67.0; Amazon CloudWatch pricing, GetMetricStatistics.
 */
export function cloudwatchExporter({ region, queues = [] }: ValuesContext): HelmValues {
  return {
    fullnameOverride: "cloudwatch-exporter",
    serviceAccount: { name: "cloudwatch-exporter", automountServiceAccountToken: false },
    resources: controllerResources,
    podSecurityContext: restricted.pod,
    securityContext: restricted.container,
    testConnection: false,
    serviceMonitor: { enabled: true },
    extraArgs: { "scraping-interval": pollSeconds },
    // Read as YAML, of which JSON is a part.
    config: JSON.stringify(exporterConfig(region, queues)),
  };
}

/**
 * What the exporter asks.
 *
 * @param queues Names of the queues in AWS.
 */
export function exporterConfig(region: string, queues: readonly string[]): object {
  return {
    apiVersion: "v1alpha1",
    "sts-region": region,
    static: queues.map((queue) => ({
      name: queue,
      namespace: "AWS/SQS",
      regions: [region],
      dimensions: [{ name: "QueueName", value: queue }],
      metrics: [
        {
          name: queueLength.metric,
          statistics: ["Maximum"],
          period: 60,
          length: lookBackSeconds,
        },
      ],
    })),
  };
}
