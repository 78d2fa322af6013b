/** The service account that Prometheus runs as. Source: kube-prometheus-stack, its name and that of the release. */
export const prometheusAccount = { namespace: "monitoring", name: "platform-prometheus" } as const;
