import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "./estate";

/** What {@link metricAlarm} must be told. */
export interface MetricAlarmArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Name in CloudWatch. */
  readonly alarmName: string;
  /** What the tag `Name` says. @default the alarm's logical name */
  readonly tagName?: string;
  /** What is wrong then, in a sentence. */
  readonly text: string;
  /** Address of the page that says what to do. */
  readonly runbook: string;
  /** The topic that is told, when it begins and when it ends. */
  readonly topicArn: pulumi.Input<string>;
  /** What CloudWatch measures, and how it is judged where that is not as below. */
  readonly measured: Partial<aws.cloudwatch.MetricAlarmArgs>;
  /** The most that is well; the least, where `measured` compares so. */
  readonly threshold: number;
  /** Periods in a row for which it must be more. */
  readonly times: number;
}

/** An alarm of CloudWatch on what is too much; what is not measured is well. About 0.10 USD a month for each metric of it. */
export function metricAlarm(
  name: string,
  { estate, region, alarmName, tagName = name, text, runbook, topicArn, ...judged }: MetricAlarmArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { measured, threshold, times } = judged;
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: alarmName,
      alarmDescription: `${text} ${runbook}`,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      ...measured,
      evaluationPeriods: times,
      threshold,
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: tags(estate, region, tagName),
    },
    opts,
  );
}
