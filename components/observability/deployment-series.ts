/**
 * What kube-state-metrics says of a Deployment, read by Prometheus through its own target. Source: kube-state-metrics,
 * "Deployment Metrics", both stable.
 */
export const deploymentSeries = {
  /** Pods that are wanted. */
  desired: "kube_deployment_spec_replicas",
  /** Pods that are ready. */
  ready: "kube_deployment_status_replicas_ready",
} as const;
