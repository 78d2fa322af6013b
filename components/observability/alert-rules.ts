import * as pulumi from "@pulumi/pulumi";

import type { Alerting, Service } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import type { Placement } from "../service/placement";
import { releaseRuleGroup } from "./release-alerts";
import { objectiveRuleGroups, type RuleGroup } from "./rule-groups";
import { ruleObject } from "./rule-object";

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
    const groups = ruleGroups(args);

    ruleObject(this, name, { estate: args.estate, called: "objectives", groups, placement });

    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    this.registerOutputs({ summary: `${services.length * 2} objectives, ${count} rules` });
  }
}

function ruleGroups({ estate, services, alerting, sleeps = false }: AlertRulesArgs): RuleGroup[] {
  const { runbooks, objectiveWindowDays } = alerting;
  const context = { namespace: estateName(estate), windowDays: objectiveWindowDays, runbooks, sleeps };
  return services.flatMap(({ name, objective }) => [
    ...objectiveRuleGroups(name, objective, context),
    releaseRuleGroup(name, context),
  ]);
}
