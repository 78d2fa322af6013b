import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Alerting, Service } from "../../config/model";
import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { placed, type Placement } from "../service/placement";
import { releaseRuleGroup } from "./release-alerts";
import { objectiveRuleGroups } from "./rule-groups";
import { ruleLabel } from "./rule-label";

/** What {@link AlertRules} must be told. */
export interface AlertRulesArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The services whose objectives are watched. */
  readonly services: readonly Service[];
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** Whether services have no pods in some hours, in which nobody is told so. @default false */
  readonly sleeps?: boolean;
  /** Namespace and cluster that the object depends on. */
  readonly placement: Placement;
}

/** What the services of a region promise, as recording rules, and the alerts on their error budgets. */
export class AlertRules extends pulumi.ComponentResource {
  constructor(name: string, args: AlertRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, services, ...inputs } = args;
    super(
      "platform:observability:AlertRules",
      name,
      { ...inputs, services: services.map((one) => one.name) },
      opts,
    );
    const { estate } = args;
    const spec = rulesSpec(args);

    new kubernetes.apiextensions.CustomResource(
      name,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: objectMeta({
          name: "objectives",
          namespace: estateName(estate),
          labels: { ...commonLabels, ...ruleLabel },
        }),
        spec,
      },
      placed(this, placement, "monitoring.coreos.com"),
    );

    const count = spec.groups.reduce((sum, { rules }) => sum + rules.length, 0);
    this.registerOutputs({ summary: `${services.length * 2} objectives, ${count} rules` });
  }
}

function rulesSpec({ estate, services, alerting, sleeps = false }: AlertRulesArgs) {
  const { runbooks, objectiveWindowDays } = alerting;
  const context = { namespace: estateName(estate), windowDays: objectiveWindowDays, runbooks, sleeps };
  const groups = services.flatMap(({ name, objective }) => [
    ...objectiveRuleGroups(name, objective, context),
    releaseRuleGroup(name, context),
  ]);
  return { groups } satisfies IPrometheusRule["spec"];
}
