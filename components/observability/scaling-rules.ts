import * as pulumi from "@pulumi/pulumi";

import { estateName, type Estate } from "../lib/estate";
import type { Placement } from "../service/placement";
import { ruleObject } from "./rule-object";
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

    ruleObject(this, name, { estate: args.estate, called: "scaling", groups, placement });

    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    this.registerOutputs({
      summary: `${count} series of ${services.length} ${services.length === 1 ? "service" : "services"}`,
    });
  }
}
