import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, pass, undecided, type Verdict } from "../../lib/verdict";

/** Periods below a minute that CloudWatch takes, in seconds; above, multiples of a minute. */
const shortPeriods = [10, 20, 30];

/** Longest time that an alarm looks back, in seconds: a day, and a week where a period is an hour or more. */
const longestLook = { short: 86_400, long: 604_800 };

/** An alarm that CloudWatch refuses fails an update half-way. Source: CloudWatch API reference, "PutMetricAlarm". */
export const alarmPeriods = defineRule({
  name: "compliance-alarm-periods",
  title: "Alarms have periods that CloudWatch takes",
  description:
    "The period of an alarm must be 10, 20, 30 or a multiple of 60 seconds, and all its periods a day at most, or a week of periods of an hour or more.",
  severity: "medium",
  controls: [control("SOC 2", "CC7.2", "What is watched is watched by alarms that are there.")],
  remediation: ["Take another `period`, or fewer `evaluationPeriods`."],
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  check: ({ properties }) => {
    const times = properties.at("evaluationPeriods");
    return allOf(...periodsOf(properties).flatMap((period) => [isPeriod(period), looksBack(period, times)]));
  },
});

/** The period of an alarm on one metric, or of each metric and query of one on several; what only calculates has none. */
function periodsOf(properties: Value): readonly Value[] {
  const queries = properties.at("metricQueries");
  if (!queries.present) return [properties.at("period")];
  if (queries.state === "unknown") return [queries];
  const periods = queries.items().flatMap((query) => [query.at("period"), query.at("metric", "period")]);
  const said = periods.filter(({ present }) => present);
  return said.length > 0 ? said : [queries.at(0, "period")];
}

function isPeriod(period: Value): Verdict {
  const isLegal = (content: unknown): boolean =>
    typeof content === "number" && (shortPeriods.includes(content) || (content > 0 && content % 60 === 0));
  return must(period, isLegal, {
    allowed: `${shortPeriods.join(", ")} or a multiple of 60`,
    fix: "take another period",
  });
}

function looksBack(period: Value, times: Value): Verdict {
  if (period.state === "unknown") return undecided("period is not known before the update");
  const seconds = Number(period.content);
  const longest = seconds >= 3600 ? longestLook.long : longestLook.short;
  if (typeof period.content !== "number" || period.content <= 0) return pass;
  return must(times, (content) => Number(content) * seconds <= longest, {
    allowed: `at most ${Math.floor(longest / seconds)} periods of ${seconds} seconds`,
    fix: "look at fewer of them",
  });
}
