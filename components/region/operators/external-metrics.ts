import { scalingLabels, scalingSeries } from "../../observability/scaling-series";

/** How prometheus-adapter finds a series, and asks for it when an autoscaler does. */
export interface ExternalRule {
  /** Which series there are; the adapter asks anew each minute. */
  readonly seriesQuery: string;
  /** Which label is the namespace that the autoscaler asks from. */
  readonly resources: { readonly overrides: { readonly namespace: { readonly resource: "namespace" } } };
  /** What the metric is called: as the series. */
  readonly name: { readonly matches: string; readonly as: string };
  /** The query; the adapter puts in the namespace and the autoscaler's selector. */
  readonly metricsQuery: string;
}

/**
 * A rule for each series that autoscalers add pods by. One value for each colour: the largest, should a series be there
 * twice. Source: kubernetes-sigs/prometheus-adapter, docs/externalmetrics.md and docs/config.md.
 */
export function externalRules(): ExternalRule[] {
  const present = scalingLabels.map((label) => `${label}!=""`).join(",");
  return Object.values(scalingSeries).map((series) => ({
    seriesQuery: `${series}{${present}}`,
    resources: { overrides: { namespace: { resource: "namespace" } } },
    name: { matches: `^${series}$`, as: series },
    metricsQuery: `max by (${scalingLabels.join(", ")}) (<<.Series>>{<<.LabelMatchers>>})`,
  }));
}
