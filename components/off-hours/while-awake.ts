import { minuteOf } from "../../config/calendar/recurrence";
import { offsetsOf } from "../../config/calendar/zone";
import { weekdays, type OffHours } from "../../config/model";

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** A stretch of a week in UTC, in minutes since Monday 00:00, as CloudWatch counts days: the first, and the first after it. */
export interface WeekStretch {
  /** First minute. */
  readonly start: number;
  /** First minute after it. */
  readonly end: number;
}

/**
 * When services surely run, whatever the season: from the later of what their hour of waking is in UTC over a year, to
 * the earlier of what their hour of sleeping is. Nothing is left of hours that are shorter than the change.
 *
 * @param lateSeconds How long after the services woke it begins, in seconds; rounded up to minutes.
 */
export function awakeInUtc({ wakes, sleeps, days, zone }: OffHours, lateSeconds: number): WeekStretch[] {
  const offsets = offsetsOf(zone);
  const first = minuteOf(wakes) + Math.ceil(lateSeconds / 60) - Math.min(...offsets);
  const after = minuteOf(sleeps) - Math.max(...offsets);
  if (after <= first) return [];
  return days.flatMap((day) => {
    const monday = (weekdays.indexOf(day) + 6) % 7;
    return withinWeek({ start: monday * minutesOfDay + first, end: monday * minutesOfDay + after });
  });
}

/** A stretch that begins before the week, or ends after it, is in two parts of it. */
function withinWeek({ start, end }: WeekStretch): WeekStretch[] {
  return [-minutesOfWeek, 0, minutesOfWeek]
    .map((shift) => ({ start: Math.max(0, start + shift), end: Math.min(minutesOfWeek, end + shift) }))
    .filter((part) => part.start < part.end);
}

/**
 * An expression of CloudWatch that is a metric while services run, and missing otherwise. Source: Amazon CloudWatch user
 * guide, "Using math expressions", time functions: `DAY` is 1 on Monday, all in UTC.
 *
 * @param metric Its id in the alarm.
 */
export function whileAwake(metric: string, offHours: OffHours, lateSeconds: number): string {
  const minute = `(DAY(${metric})-1)*1440+HOUR(${metric})*60+MINUTE(${metric})`;
  const parts = awakeInUtc(offHours, lateSeconds).map(
    ({ start, end }) => `(${minute}>=${start} AND ${minute}<${end})`,
  );
  // Hours too short to be sure of: an age is never negative.
  return `IF(${parts.length === 0 ? `${metric}<0` : parts.join(" OR ")}, ${metric})`;
}
