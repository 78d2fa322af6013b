import { backupAlertNames, backupRuleGroup, jobSeries } from "../../components/observability/backup-alerts";
import {
  dumpDeadlineMinutes,
  dumpEveryMinutes,
  dumpPatienceMinutes,
} from "../../components/backup/dump/schedule";
import { describeWith } from "../support/tools";
import { checkRules, testRules, type AlertTest, type InputSeries } from "./promtool";

const runbooks = "https://runbooks.example.com";
const namespace = "shop";
const group = backupRuleGroup([{ store: "orders-db", name: "orders-db-dump" }], {
  namespace,
  windowDays: 28,
  runbooks,
});

const cronJob = `{namespace="${namespace}",cronjob="orders-db-dump"}`;
const job = (number: number, more = ""): string =>
  `{namespace="${namespace}",job_name="orders-db-dump-${number}"${more}}`;

/** Series of a CronJob that was made at 0, in samples five minutes apart. */
const there: InputSeries[] = [
  { series: `${jobSeries.info}${cronJob}`, values: "1x1200" },
  { series: `${jobSeries.created}${cronJob}`, values: "0x1200" },
];

const told = (alertname: string, severity: string, summary: string, description: string) => ({
  alertname,
  exp_alerts: [
    {
      exp_labels: { severity, store: "orders-db" },
      exp_annotations: { summary, description, runbook_url: `${runbooks}/${alertname}.md` },
    },
  ],
});
const missing = told(
  backupAlertNames.missing,
  "critical",
  "orders-db: no dump",
  "No dump of orders-db was done for 27 hours, or nothing makes one any more.",
);
const failed = told(
  backupAlertNames.failed,
  "warning",
  "orders-db: a dump failed",
  "The last dump of orders-db failed; the next one is tried at its time.",
);
const silent = (alertname: string, eval_time: string): AlertTest => ({
  alertname,
  eval_time,
  exp_alerts: [],
});

describe("The patience of the alerts", () => {
  // Minutes: a day, and three hours. CloudWatch's alarm waits for as long, and for its own data.
  test("is a day and the time that a dump may take, so that none that is in time is missed", () => {
    expect(dumpPatienceMinutes).toBe(dumpEveryMinutes + dumpDeadlineMinutes);
    expect(dumpPatienceMinutes).toBe(27 * 60);
  });
});

describeWith("promtool", "The alerts about dumps", (promtool) => {
  const judged = (input: readonly InputSeries[], alerts: readonly AlertTest[]): string =>
    testRules(promtool, { groups: [group], evaluateEvery: "5m", scrapeEvery: "5m", input, alerts });

  test("are rules that Prometheus takes", () => {
    expect(checkRules(promtool, [group])).toBe("");
  });

  test("tell of a dump that was never done, 27 hours after it could have been first, and not before", () => {
    expect(
      judged(there, [silent(backupAlertNames.missing, "27h"), { ...missing, eval_time: "27h30m" }]),
    ).toBe("");
  });

  test("tell of one that was done once, and not again", () => {
    // Done at hour 3; seen from then on.
    const last = { series: `${jobSeries.lastSuccess}${cronJob}`, values: "_x35 10800x1100" };
    expect(
      judged(
        [...there, last],
        [silent(backupAlertNames.missing, "30h"), { ...missing, eval_time: "30h30m" }],
      ),
    ).toBe("");
  });

  test("tell of a CronJob that is gone, and of none of another store", () => {
    const other = cronJob.replace("orders", "users");
    expect(
      judged([{ series: `${jobSeries.info}${other}`, values: "1x100" }], [{ ...missing, eval_time: "30m" }]),
    ).toBe("");
  });

  test("tell of a job that was given up, until one is done", () => {
    const input: InputSeries[] = [
      ...there,
      { series: `${jobSeries.started}${job(1)}`, values: "_x11 3600x600" },
      { series: `${jobSeries.failed}${job(1, ',condition="true"')}`, values: "_x13 1x600" },
      { series: `${jobSeries.lastSuccess}${cronJob}`, values: "_x299 90000x300" },
    ];
    expect(
      judged(input, [
        silent(backupAlertNames.failed, "1h"),
        { ...failed, eval_time: "1h30m" },
        { ...failed, eval_time: "24h30m" },
        silent(backupAlertNames.failed, "25h30m"),
      ]),
    ).toBe("");
  });

  test("say nothing of a job that failed before the last one that was done, nor of another job", () => {
    const input: InputSeries[] = [
      ...there,
      { series: `${jobSeries.lastSuccess}${cronJob}`, values: "7200x200" },
      { series: `${jobSeries.started}${job(1)}`, values: "3600x200" },
      { series: `${jobSeries.failed}${job(1, ',condition="true"')}`, values: "1x200" },
      {
        series: `${jobSeries.started}{namespace="${namespace}",job_name="orders-db-dump-old-1"}`,
        values: "9000x200",
      },
      {
        series: `${jobSeries.failed}{namespace="${namespace}",job_name="orders-db-dump-old-1",condition="true"}`,
        values: "1x200",
      },
      { series: `${jobSeries.started}${job(2)}`, values: "9000x200" },
      { series: `${jobSeries.failed}${job(2, ',condition="false"')}`, values: "1x200" },
    ];
    expect(
      judged(input, [silent(backupAlertNames.failed, "5h"), silent(backupAlertNames.missing, "5h")]),
    ).toBe("");
  });
});
