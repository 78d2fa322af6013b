import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../lib/estate";
import { metricAlarm } from "../lib/metric-alarm";
import type { FailureTopic } from "./failure-topic";
import { replicationMinutes } from "./replication";

/** A region in which an alarm is, and where it tells. */
interface AlarmSide {
  readonly region: string;
  readonly provider: aws.Provider;
  readonly failures: FailureTopic;
}

/** What {@link replicationAlarms} must be told. */
export interface ReplicationAlarmsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the bucket that is copied from. */
  readonly source: string;
  /** Name of the bucket that is copied to. */
  readonly copy: string;
  /** Id of the replication's rule. */
  readonly ruleId: string;
  /** Region of the source. */
  readonly from: AlarmSide;
  /** Region of the copy. */
  readonly to: AlarmSide;
  /** The copy, to which the alarm in its region belongs. */
  readonly copyBucket: pulumi.Resource;
}

/**
 * Alarms when S3 could not copy something, in the region of the source, and when what waits is older than the promised
 * time, in that of the copy: that is where CloudWatch has each of these metrics. Nothing to copy has no data, and is well.
 * Source: Amazon S3 user guide, "Monitoring replication with metrics". About 0.20 USD a month.
 */
export function replicationAlarms(pair: pulumi.Resource, name: string, args: ReplicationAlarmsArgs): void {
  const failed = { metricName: "OperationsFailedReplication", threshold: 0, times: 1 };
  alarm(pair, `${name}-failed`, args, args.from, failed);
  const late = { metricName: "ReplicationLatency", threshold: replicationMinutes * 60, times: 3 };
  alarm(args.copyBucket, `${name}-late`, args, args.to, late);
}

interface Limit {
  readonly metricName: string;
  readonly threshold: number;
  /** Times in a row that it must be above. */
  readonly times: number;
}

function alarm(
  parent: pulumi.Resource,
  name: string,
  { estate, source, copy, ruleId, to }: ReplicationAlarmsArgs,
  side: AlarmSide,
  { metricName, threshold, times }: Limit,
): void {
  const { region, provider, failures } = side;
  const alarmName = `${side === to ? copy : source}-${metricName}`;
  const dimensions = { SourceBucket: source, DestinationBucket: copy, RuleId: ruleId };
  metricAlarm(
    name,
    {
      ...{ estate, region, alarmName, threshold, times },
      tagName: alarmName,
      text: `${metricName} of ${source} to ${copy} is above ${threshold}.`,
      runbook: `${failures.runbooks}/BackupFailed.md`,
      topicArn: failures.arn,
      measured: { namespace: "AWS/S3", metricName, dimensions, statistic: "Maximum", period: 300 },
    },
    { parent, provider, dependsOn: [failures.ready] },
  );
}
