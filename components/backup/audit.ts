import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../lib/estate";
import type { ResourceStatement } from "../security/policy-document";
import { completionWindowMinutes, startWindowMinutes, type BackupTiers } from "./tiers";

/** What {@link BackupAudit} must be told. */
export interface BackupAuditArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Bucket of the region that the reports are put into. */
  readonly bucketName: pulumi.Input<string>;
  /** How often, and how long, backups are made. */
  readonly tiers: BackupTiers;
  /** Whether there are Aurora clusters, the one kind of ours that AWS documents for controls of resources. */
  readonly hasAurora: boolean;
}

/** Where reports are put in their bucket. */
const reportPrefix = "backup-audit";

/** Reports that AWS Backup writes each day, by the end of their name; the last one is of the framework. */
const reports = {
  backup_jobs: "BACKUP_JOB_REPORT",
  copy_jobs: "COPY_JOB_REPORT",
  restore_jobs: "RESTORE_JOB_REPORT",
  compliance: "RESOURCE_COMPLIANCE_REPORT",
} as const;

type Control = aws.types.input.backup.FrameworkControl;

/**
 * What AWS itself says of the backups of a region, each day, into the bucket of access logs: which job was done, and
 * whether what is there is as it was meant. AWS Config must record in the account, which the program does not switch on;
 * without it the framework stays without a verdict. About 0.001 USD for each judgement, and 0.003 for each item recorded.
 * Sources: AWS Backup developer guide, "Creating frameworks using the AWS Backup API" and "Creating report plans using the
 * AWS Backup API". Unproved: a verdict, and a report.
 */
export class BackupAudit extends pulumi.ComponentResource {
  /** The report plans. AWS makes the role that writes them with the first one. */
  public readonly plans: readonly pulumi.Resource[];

  constructor(name: string, args: BackupAuditArgs, opts?: pulumi.ComponentResourceOptions) {
    const { bucketName, ...inputs } = args;
    super("platform:backup:BackupAudit", name, inputs, opts);
    const { estate, region } = args;
    // Letters, digits and underscores.
    const called = `${estateName(estate)}_${region}`.replaceAll("-", "_");
    const controls = controlsOf(args);

    const framework = new aws.backup.Framework(
      `${name}-framework`,
      {
        name: called,
        description: `Backups of ${estateName(estate)} in ${region}`,
        controls,
        tags: tags(estate, region, `${name}-framework`),
      },
      { parent: this },
    );
    this.plans = Object.entries(reports).map(
      ([end, reportTemplate]) =>
        new aws.backup.ReportPlan(
          `${name}-${end.replaceAll("_", "-")}`,
          {
            name: `${called}_${end}`,
            description: `${reportTemplate} of ${estateName(estate)} in ${region}`,
            reportSetting: {
              reportTemplate,
              ...(end === "compliance" && { frameworkArns: [framework.arn], numberOfFrameworks: 1 }),
            },
            reportDeliveryChannel: {
              s3BucketName: bucketName,
              s3KeyPrefix: reportPrefix,
              formats: ["CSV", "JSON"],
            },
            tags: tags(estate, region, `${name}-${end}`),
          },
          { parent: this },
        ),
    );

    this.registerOutputs({ summary: `${controls.length} controls, ${this.plans.length} reports a day` });
  }
}

function controlsOf({ tiers, hasAurora }: BackupAuditArgs): Control[] {
  const { everyMinutes, keepDays } = tiers["six-hourly"];
  const fewestDays = Math.min(...Object.values(tiers).map((tier) => tier.keepDays));
  const lateHours = Math.ceil((everyMinutes + startWindowMinutes + completionWindowMinutes) / 60);
  const ofResources = (name: string, inputs: Readonly<Record<string, number | string>> = {}): Control => ({
    ...control(name, inputs),
    scope: { complianceResourceTypes: ["Aurora"] },
  });
  return [
    control("BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK", {
      requiredFrequencyUnit: "hours",
      requiredFrequencyValue: everyMinutes / 60,
      requiredRetentionDays: keepDays,
    }),
    control("BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK", { requiredRetentionDays: fewestDays }),
    control("BACKUP_RECOVERY_POINT_ENCRYPTED"),
    control("BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED"),
    ...(hasAurora
      ? [
          ofResources("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"),
          ofResources("BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION"),
          ofResources("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK"),
          ofResources("BACKUP_LAST_RECOVERY_POINT_CREATED", {
            recoveryPointAgeUnit: "hours",
            recoveryPointAgeValue: lateHours,
          }),
        ]
      : []),
  ];
}

function control(name: string, inputs: Readonly<Record<string, number | string>> = {}): Control {
  const inputParameters = Object.entries(inputs).map(([key, value]) => ({ name: key, value: String(value) }));
  return { name, ...(inputParameters.length > 0 && { inputParameters }) };
}

/** Lets the role by which AWS Backup writes reports add them to a bucket, and hand them to its owner. */
export function reportsMayBePut(bucketArn: string, accountId: string): ResourceStatement {
  const role = "aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports";
  return {
    Sid: "BackupReports",
    Effect: "Allow",
    Principal: { AWS: [`arn:aws:iam::${accountId}:role/${role}`] },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn}/${reportPrefix}/*`],
    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
  };
}
