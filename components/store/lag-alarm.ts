import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { AnyMadeStore } from "../../config/model";
import { tags } from "../lib/estate";
import { recoveryTiers, type RecoveryTierName } from "../recovery/objectives";
import type { MemberArgs } from "./ground";

/** A metric by which CloudWatch tells how far a copy is behind. */
export interface LagMetric {
  /** Who emits it: `AWS/RDS`. */
  readonly namespace: string;
  /** Its name. */
  readonly metricName: string;
  /** Which copy it is about. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** How many of its units are a second. */
  readonly perSecond: number;
}

/** Name of the alarm's runbook, as alerts have theirs. */
export const lagAlarmName = "StoreReplicationLag";

/** Minutes for which a copy must lag before the alarm goes off: one slow minute is no trend. */
const alarmMinutes = 3;

/** Seconds that a copy may lag before somebody should look: half of what may be lost in an outage, while half is left to act. */
export function lagLimitSeconds(tier: RecoveryTierName): number {
  return (recoveryTiers[tier].outage.lossMinutes * 60) / 2;
}

/**
 * An alarm when a region's copy falls behind by half of what its tier may lose. Each region has one: whichever takes the
 * writes emits no lag, and missing data is no alarm. It has no action: nobody is told by it yet, it is to be looked at, and
 * a tool that is about to fail over can ask for it. About 0.10 USD a month.
 */
export function lagAlarm(
  parent: pulumi.Resource,
  name: string,
  store: AnyMadeStore,
  metric: LagMetric,
  { estate, ground: { region } }: MemberArgs,
): void {
  const { namespace, metricName, dimensions, perSecond } = metric;
  const alarm = `${name}-lag`;
  new aws.cloudwatch.MetricAlarm(
    alarm,
    {
      name: `${estate.environment}-${alarm}`,
      alarmDescription: `${lagAlarmName}: the copy of ${store.name} in ${region} is behind; see docs/runbooks/${lagAlarmName}.md`,
      ...{ namespace, metricName, dimensions },
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: alarmMinutes,
      comparisonOperator: "GreaterThanThreshold",
      threshold: lagLimitSeconds(store.tier) * perSecond,
      treatMissingData: "notBreaching",
      tags: tags(estate, region, alarm),
    },
    { parent },
  );
}
