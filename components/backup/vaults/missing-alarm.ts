import type * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../../lib/estate";
import { metricAlarm } from "../../lib/metric-alarm";
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
  const times = hours.silence / hours.datum;
  metricAlarm(
    name,
    {
      ...{ estate, region, times, threshold: 1 },
      alarmName: `${vault}-backup-missing`,
      text: `No backup was done in ${vault} for ${hours.silence} hours.`,
      runbook: `${failures.runbooks}/BackupMissing.md`,
      topicArn: failures.arn,
      // Too little is wrong here, and silence is none at all.
      measured: {
        namespace: "AWS/Backup",
        metricName: "NumberOfBackupJobsCompleted",
        dimensions: { BackupVaultName: vault },
        statistic: "Sum",
        period: hours.datum * 3600,
        datapointsToAlarm: times,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "breaching",
      },
    },
    opts,
  );
}
