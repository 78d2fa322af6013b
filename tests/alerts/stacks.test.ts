import { readdirSync } from "node:fs";
import { join } from "node:path";

import { calendarRuleGroups } from "../../components/calendar/calendar-rules";
import { peakAlertNames } from "../../components/calendar/peak-alerts";
import { messageAlarmNames } from "../../components/messaging/message-alarm";
import { alertNames } from "../../components/observability/burn-alerts";
import { backupAlertNames, backupRuleGroup } from "../../components/observability/backup-alerts";
import { dumpName } from "../../components/backup/dump/names";
import { releaseAlertNames, releaseRuleGroup } from "../../components/observability/release-alerts";
import { objectiveRuleGroups, type RuleGroup } from "../../components/observability/rule-groups";
import { storeAlarmNames } from "../../components/store/lag-alarm";
import { estateName } from "../../components/lib/estate";
import { platformOf } from "../support/samples";
import { describeWith } from "../support/tools";
import { checkRules } from "./promtool";

const root = join(__dirname, "../..");
const stacks = readdirSync(root).flatMap((file) => /^Pulumi\.(.+)\.yaml$/u.exec(file)?.[1] ?? []);

/** The rules of every service of a stack, as each of its regions gets them. */
function rulesOf(stack: string): RuleGroup[] {
  const { services, alerting, calendar, environment, owner, dumps } = platformOf(stack);
  const announced = { estate: { environment, owner }, calendar, services, regionPercent: 100, alerting };
  const { runbooks, objectiveWindowDays: windowDays } = alerting;
  const context = { namespace: estateName({ environment, owner }), windowDays, runbooks };
  const jobs = dumps.map(({ store }) => ({ store, name: dumpName(store) }));
  return [
    ...services.flatMap(({ name, objective }) => [
      ...objectiveRuleGroups(name, objective, context),
      releaseRuleGroup(name, context),
    ]),
    ...calendarRuleGroups(announced),
    ...(jobs.length > 0 ? [backupRuleGroup(jobs, context)] : []),
  ];
}

describeWith("promtool", "The rules of the repository's stacks", (promtool) => {
  test.each(stacks)("are rules that Prometheus takes, none of them twice: %s", (stack) => {
    expect(checkRules(promtool, rulesOf(stack))).toBe("");
  });

  test("are refused when one of them is there twice", () => {
    const [group] = rulesOf("local");
    const [rule] = group!.rules;
    expect(checkRules(promtool, [{ ...group!, rules: [rule!, rule!] }])).toContain("duplicate rule");
  });
});

describe("The runbooks", () => {
  const pages = readdirSync(join(root, "docs/runbooks")).filter((file) => file !== "README.md");
  // Alarms of CloudWatch have pages, too.
  const alarmNames = [...messageAlarmNames, ...storeAlarmNames];
  const alerts = stacks.flatMap(rulesOf).flatMap(({ rules }) => rules.filter((rule) => "alert" in rule));

  test("are one for each alert, and none for anything else", () => {
    const told = [...alerts.map(({ alert }) => alert), ...alarmNames];
    expect(pages.sort()).toEqual([...new Set(told.map((name) => `${name}.md`))].sort());
    expect(pages).toEqual(
      [alertNames, peakAlertNames, releaseAlertNames, backupAlertNames]
        .flatMap((names) => Object.values<string>(names))
        .concat(alarmNames)
        .map((name) => `${name}.md`)
        .sort(),
    );
  });

  test("are where the alerts say, below the address of each stack", () => {
    for (const { alert, annotations } of alerts) {
      expect(annotations.runbook_url).toBe(`https://runbooks.shop.example.com/${alert}.md`);
    }
  });
});
