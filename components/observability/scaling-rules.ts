import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { placed, type Placement } from "../service/placement";
import { ruleLabel } from "./rule-label";
import { scalingRuleGroup, type ScalingFacts } from "./scaling-group";

/** What {@link ScalingRules} must be told. */
export interface ScalingRulesArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The services whose pods are added by series. */
  readonly services: readonly ScalingFacts[];
  /** Namespace and cluster that the object depends on. */
  readonly placement: Placement;
}

/** The series that a region's autoscalers add pods by, as recording rules. */
export class ScalingRules extends pulumi.ComponentResource {
  constructor(name: string, args: ScalingRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, services, ...inputs } = args;
    super(
      "platform:observability:ScalingRules",
      name,
      { ...inputs, services: services.map((one) => one.name) },
      opts,
    );
    const namespace = estateName(args.estate);
    const groups = services.map((service) => scalingRuleGroup(namespace, service));

    new kubernetes.apiextensions.CustomResource(
      name,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: objectMeta({ name: "scaling", namespace, labels: { ...commonLabels, ...ruleLabel } }),
        spec: { groups } satisfies IPrometheusRule["spec"],
      },
      placed(this, placement, "monitoring.coreos.com"),
    );

    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    this.registerOutputs({
      summary: `${count} series of ${services.length} ${services.length === 1 ? "service" : "services"}`,
    });
  }
}
