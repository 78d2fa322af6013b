import type * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../../lib/estate";
import { metricAlarm } from "../../lib/metric-alarm";
import type { FailureTopic } from "../failure-topic";
import { recoverableKinds, type Recoverable, type RecoverableKindName } from "../recoverable";
import { tiersOf, type BackupTierName, type BackupTiers } from "../tiers";
import { vaultName } from "./names";

/** The tier whose backups are missed: each store has one a day in its vault. */
const watched: BackupTierName = "daily";

/** How long nothing may be done before it is told: hours of one datum, and data in a row. */
interface Patience {
  readonly datumHours: number;
  readonly times: number;
}

/**
 * A day, the windows of a job, and the four hours by which maintenance puts it off. A datum is a day at most, so a sum over 36
 * hours cannot be asked for: of several stores those that were done are counted by the day, and two days must be short.
 */
const patience = {
  one: { datumHours: 6, times: 6 },
  several: { datumHours: 24, times: 2 },
} as const satisfies Record<string, Patience>;

/** Name of the alarm on one kind of stores in CloudWatch, the same in every region. */
export function missingBackupName(estate: Estate, kind: RecoverableKindName): string {
  return `${vaultName(estate, watched)}-${typeOf(kind).toLowerCase()}-backup-missing`;
}

/** What AWS Backup calls the kind, in its metrics as in its settings. */
function typeOf(kind: RecoverableKindName): string {
  return recoverableKinds[kind].service;
}

/** How many stores of each kind have daily backups; no kind without one. */
export function watchedKinds(
  stores: readonly Pick<Recoverable, "holds" | "kind">[],
  tiers: BackupTiers,
): Map<RecoverableKindName, number> {
  const daily = stores.filter(({ holds }) => tiersOf(holds, tiers).includes(watched));
  const kinds = [...new Set(daily.map(({ kind }) => kind))].sort();
  return new Map(kinds.map((kind) => [kind, daily.filter((one) => one.kind === kind).length]));
}

/** What {@link missingBackupAlarms} must be told. */
export interface MissingBackupArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The stores of the region. */
  readonly stores: readonly Recoverable[];
  /** How often they are backed up. */
  readonly tiers: BackupTiers;
  /** Where it is told. */
  readonly failures: FailureTopic;
}

/**
 * An alarm for each kind of stores in the daily vault of a region, when fewer backups of the kind were done than there are
 * stores of it: none for 36 hours of a single one; too few on two days in a row of several, whose alarm does not say which.
 * Silence counts as none; where data are missing CloudWatch may look further back, and speak later. A second backup of one
 * store on the same day, made by hand, hides that of another. About 0.10 USD a month for each kind. Sources: AWS Backup
 * developer guide, "AWS Backup metrics with Amazon CloudWatch", which names both dimensions and reports nothing that is zero;
 * Amazon CloudWatch user guide, "Alarm evaluation" and "Configuring how alarms treat missing data". Unproved: that AWS writes
 * the kinds there as in its settings, and of a cluster, whose backup is of parts, at least the whole.
 */
export function missingBackupAlarms(
  name: string,
  { estate, region, stores, tiers, failures }: MissingBackupArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const [kind, count] of watchedKinds(stores, tiers)) {
    const { datumHours, times } = count === 1 ? patience.one : patience.several;
    metricAlarm(
      `${name}-${typeOf(kind).toLowerCase()}`,
      {
        ...{ estate, region, times, threshold: count, alarmName: missingBackupName(estate, kind) },
        text: textOf(vaultName(estate, watched), kind, count),
        runbook: `${failures.runbooks}/BackupMissing.md`,
        topicArn: failures.arn,
        // Too little is wrong here, and silence is none at all.
        measured: {
          namespace: "AWS/Backup",
          metricName: "NumberOfBackupJobsCompleted",
          dimensions: { BackupVaultName: vaultName(estate, watched), ResourceType: typeOf(kind) },
          statistic: "Sum",
          period: datumHours * 3600,
          datapointsToAlarm: times,
          comparisonOperator: "LessThanThreshold",
          treatMissingData: "breaching",
        },
      },
      opts,
    );
  }
}

function textOf(vault: string, kind: RecoverableKindName, count: number): string {
  const { one, several } = patience;
  return count === 1
    ? `No backup of ${typeOf(kind)} was done in ${vault} for ${one.datumHours * one.times} hours.`
    : `Fewer than ${count} backups of ${typeOf(kind)} were done in ${vault} on each of ${several.times} days.`;
}
