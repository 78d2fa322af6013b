import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../../lib/estate";
import type { FailureTopic } from "../failure-topic";
import { vaultName } from "./names";

/** Hours of one datum of the alarm, and of all that must be without a backup: a day, the windows of the job, and what maintenance delays it by. */
const hours = { datum: 6, silence: 36 } as const;

/**
 * An alarm when no backup was done in the daily vault of a region for 36 hours, which is a day, the windows of its
 * job, and up to four hours by which the weekly maintenance puts it off; silence counts as none. Source: AWS Backup developer guide, "AWS Backup metrics with CloudWatch". About 0.10 USD a
 * month. Unproved: that the metric has no other dimension besides.
 */
export function missingBackupAlarm(
  name: string,
  {
    estate,
    region,
    failures,
  }: { readonly estate: Estate; readonly region: string; readonly failures: FailureTopic },
  opts: pulumi.CustomResourceOptions,
): void {
  const vault = vaultName(estate, "daily");
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: `${vault}-backup-missing`,
      alarmDescription: `No backup was done in ${vault} for ${hours.silence} hours. ${failures.runbooks}/BackupMissing.md`,
      namespace: "AWS/Backup",
      metricName: "NumberOfBackupJobsCompleted",
      dimensions: { BackupVaultName: vault },
      statistic: "Sum",
      period: hours.datum * 3600,
      evaluationPeriods: hours.silence / hours.datum,
      datapointsToAlarm: hours.silence / hours.datum,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      alarmActions: [failures.arn],
      okActions: [failures.arn],
      tags: tags(estate, region, name),
    },
    opts,
  );
}
