import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { placed, type Placement } from "../service/placement";
import { ruleLabel } from "./rule-label";
import type { RuleGroup } from "./rule-groups";

/** What {@link ruleObject} must be told. */
export interface RuleObjectArgs {
  /** The environment that the rules are of. */
  readonly estate: Estate;
  /** Name of the object in its namespace. */
  readonly called: string;
  /** The rules. */
  readonly groups: readonly RuleGroup[];
  /** Namespace and cluster that the object depends on. */
  readonly placement: Placement;
}

/** Rules beside the services of a region, where the region's Prometheus finds them. */
export function ruleObject(parent: pulumi.Resource, name: string, args: RuleObjectArgs): void {
  const { estate, called, groups, placement } = args;
  const spec = { groups: [...groups] } satisfies IPrometheusRule["spec"];
  new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: objectMeta({
        name: called,
        namespace: estateName(estate),
        labels: { ...commonLabels, ...ruleLabel },
      }),
      spec,
    },
    placed(parent, placement, "monitoring.coreos.com"),
  );
}
