import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { replicationMinutes } from "./replication";

/** What {@link replicationAlarms} must be told. */
export interface ReplicationAlarmsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Region of the source. */
  readonly region: string;
  /** Name of the bucket that is copied from. */
  readonly source: string;
  /** Name of the bucket that is copied to. */
  readonly copy: string;
  /** Id of the replication's rule. */
  readonly ruleId: string;
  /** Where the region's failures are told. */
  readonly topicArn: string;
}

/**
 * Alarms when S3 could not copy something, and when what waits is older than the promised time. Nothing to copy has no
 * data, and is well. Source: Amazon S3 user guide, "Monitoring replication with metrics". About 0.20 USD a month.
 */
export function replicationAlarms(
  name: string,
  args: ReplicationAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  alarm(`${name}-failed`, args, { metricName: "OperationsFailedReplication", threshold: 0, times: 1 }, opts);
  const late = { metricName: "ReplicationLatency", threshold: replicationMinutes * 60, times: 3 };
  alarm(`${name}-late`, args, late, opts);
}

interface Limit {
  readonly metricName: string;
  readonly threshold: number;
  /** Times in a row that it must be above. */
  readonly times: number;
}

function alarm(
  name: string,
  { estate, region, source, copy, ruleId, topicArn }: ReplicationAlarmsArgs,
  { metricName, threshold, times }: Limit,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: `${source}-${metricName}`,
      alarmDescription: `${metricName} of ${source} to ${copy} is above ${threshold}.`,
      namespace: "AWS/S3",
      metricName,
      dimensions: { SourceBucket: source, DestinationBucket: copy, RuleId: ruleId },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: times,
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: tags(estate, region, `${source}-${metricName}`),
    },
    opts,
  );
}
