/** What an autoscaler asked for, as prometheus-adapter would hear it. */
export interface Asked {
  readonly namespace: string;
  /** Name of the series. */
  readonly series: string;
  /** The autoscaler's selector. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The value of a series; nothing where it is not there. */
export type Series = (asked: Asked) => number | undefined;

const version = "external.metrics.k8s.io/v1beta1";

/** The API's name, as the server registers it. */
export const externalApi = { group: "external.metrics.k8s.io", version: "v1beta1" };

/** Answers external.metrics.k8s.io in prometheus-adapter's place; undefined for what is not of that API. */
export function externalMetrics({ pathname, searchParams }: URL, series: Series): unknown {
  if (pathname === `/apis/${version}`)
    return { kind: "APIResourceList", apiVersion: "v1", groupVersion: version, resources: [] };
  const found = /^\/apis\/external\.metrics\.k8s\.io\/v1beta1\/namespaces\/([^/]+)\/([^/]+)$/.exec(pathname);
  if (found === null) return undefined;
  const [, namespace = "", metricName = ""] = found;
  const selector = (searchParams.get("labelSelector") ?? "").split(",").map((pair) => pair.split("="));
  const labels = Object.fromEntries(selector) as Record<string, string>;
  const value = series({ namespace, series: decodeURIComponent(metricName), labels });
  const item = { metricName, metricLabels: labels, timestamp: new Date().toISOString() };
  return {
    kind: "ExternalMetricValueList",
    apiVersion: version,
    metadata: {},
    // Thousandths, as the adapter writes what is no whole number.
    items: value === undefined ? [] : [{ ...item, value: `${Math.round(value * 1000)}m` }],
  };
}
