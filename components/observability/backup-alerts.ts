import { dumpPatienceMinutes } from "../backup/dump/schedule";
import { alert, type AlertContext, type AlertRule } from "./alert";
import type { RuleGroup } from "./rule-groups";

/** The alerts about dumps; each has a page of its name in `docs/runbooks`. */
export const backupAlertNames = { missing: "BackupMissing", failed: "BackupFailed" } as const;

/**
 * What kube-state-metrics says of jobs, read by Prometheus through its own target. Source: kube-state-metrics, "CronJob
 * Metrics" and "Job Metrics", all stable.
 */
export const jobSeries = {
  /** 1 for each CronJob. */
  info: "kube_cronjob_info",
  /** When the CronJob was made, in seconds since 1970. */
  created: "kube_cronjob_created",
  /** When a job of it last was done; absent until one was. */
  lastSuccess: "kube_cronjob_status_last_successful_time",
  /** 1 for a job that was given up, by `condition`. */
  failed: "kube_job_failed",
  /** When a job began. */
  started: "kube_job_status_start_time",
} as const;

/** The alerts about the dumps of one region, by the names of their CronJobs. */
export function backupRuleGroup(
  cronJobs: readonly { readonly store: string; readonly name: string }[],
  context: AlertContext,
): RuleGroup {
  const rules = cronJobs.flatMap(({ store, name }) => [
    missing(store, name, context),
    failed(store, name, context),
  ]);
  return { name: "backups", interval: "1m", rules };
}

/** Counted from the last success, or from when the CronJob was made; a CronJob that is gone or suspended is missing, too. */
function missing(store: string, name: string, context: AlertContext): AlertRule {
  const labels = `{namespace="${context.namespace}",cronjob="${name}"}`;
  const since = `(max(${jobSeries.lastSuccess}${labels}) or max(${jobSeries.created}${labels}))`;
  const late = `time() - ${since} > ${dumpPatienceMinutes * 60}`;
  return alert(backupAlertNames.missing, { severity: "critical", store }, context, {
    expr: `${late} or absent(max(${jobSeries.info}${labels}))`,
    for: "15m",
    summary: `${store}: no dump`,
    description: `No dump of ${store} was done for ${dumpPatienceMinutes / 60} hours, or nothing makes one any more.`,
  });
}

/** A job that was given up since the last one that was done. */
function failed(store: string, name: string, context: AlertContext): AlertRule {
  const jobs = `{namespace="${context.namespace}",job_name=~"${name}-[0-9]+"`;
  const began = `max(${jobSeries.started}${jobs}} and on (job_name) ${jobSeries.failed}${jobs},condition="true"} == 1)`;
  const done = `max(${jobSeries.lastSuccess}{namespace="${context.namespace}",cronjob="${name}"})`;
  return alert(backupAlertNames.failed, { severity: "warning", store }, context, {
    expr: `${began} > (${done} or vector(0))`,
    for: "1m",
    summary: `${store}: a dump failed`,
    description: `The last dump of ${store} failed; the next one is tried at its time.`,
  });
}
