import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../../lib/estate";
import { metricAlarm } from "../../lib/metric-alarm";
import type { FailureTopic } from "../failure-topic";
import { completeOf, dumpName } from "./names";
import { dumpPatienceMinutes } from "./schedule";

/** What {@link missingDumpAlarm} must be told. */
export interface MissingDumpArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Region of the bucket. */
  readonly region: string;
  /** Name of the bucket that dumps are put into. */
  readonly bucketName: string;
  /** The bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Name of the store. */
  readonly store: string;
  /** Where it is told. */
  readonly failures: FailureTopic;
}

/** Minutes of one datum. */
const datumMinutes = 180;

/** Data in a row without a dump: as many as cover the time that nobody needs to hear of, and one more, since they begin at full hours. */
const silentData = Math.ceil(dumpPatienceMinutes / datumMinutes) + 1;

/** Hours without a dump after which the alarm speaks. */
export const dumpSilenceHours = (silentData * datumMinutes) / 60;

/** Name of the alarm in CloudWatch. */
export function missingDumpName(bucketName: string, store: string): string {
  return `${bucketName}-${dumpName(store)}-missing`;
}

/**
 * An alarm when no dump of a store was done for 30 hours, told by what S3 counts, so that it speaks when the cluster that makes
 * dumps and watches them is gone, too. Counted are requests that put what says that a dump is done, without those that were
 * refused or failed; silence counts as none, as it does before the first dump. S3 promises neither that its counts are complete
 * nor when. At most 0.30 USD a month for each of about six metrics, and 0.30 for the alarm. Source: Amazon S3 user guide,
 * "Metrics and dimensions", "Amazon S3 request metrics in CloudWatch".
 */
export function missingDumpAlarm(
  name: string,
  args: MissingDumpArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { estate, region, bucketName, bucket, store, failures } = args;
  const filterId = dumpName(store);
  const alarmName = missingDumpName(bucketName, store);
  const counted = new aws.s3.BucketMetric(
    `${name}-counted`,
    { bucket, name: filterId, filter: { prefix: completeOf(store) } },
    opts,
  );
  metricAlarm(
    name,
    {
      ...{ estate, region, alarmName, tagName: alarmName, times: silentData, threshold: 1 },
      text: `No dump of ${store} was done for ${dumpSilenceHours} hours.`,
      runbook: `${failures.runbooks}/BackupMissing.md`,
      topicArn: failures.arn,
      measured: {
        metricQueries: dumpsDone({ BucketName: bucketName, FilterId: filterId }),
        datapointsToAlarm: silentData,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "breaching",
      },
    },
    { ...opts, dependsOn: [counted, failures.ready] },
  );
}

/** What was put, without what was not. A time without requests is filled: CloudWatch looks further back where data are missing. */
function dumpsDone(
  dimensions: Readonly<Record<string, string>>,
): aws.types.input.cloudwatch.MetricAlarmMetricQuery[] {
  const expression = "FILL(put, 0) - FILL(refused, 0) - FILL(failed, 0)";
  const sums = { put: "PutRequests", refused: "4xxErrors", failed: "5xxErrors" };
  return [
    { id: "done", label: "dumps done", expression, returnData: true },
    ...Object.entries(sums).map(([id, metricName]) => ({
      id,
      metric: { namespace: "AWS/S3", metricName, dimensions, stat: "Sum", period: datumMinutes * 60 },
    })),
  ];
}
