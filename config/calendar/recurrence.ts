import { weekdays, type RecurringWindow } from "../model/calendar";
import { daySeconds, instantsOf, localTime, utcInstant, type LocalTime } from "./zone";

/** Months in which a quarter begins. */
export const quarterMonths: readonly number[] = [1, 4, 7, 10];

/** The last day of a month that can be the first of its weekday. */
export const firstWeekDays = 7;

/** A stretch of time, in seconds since 1970: its first second, and the first after it. */
export interface Stretch {
  /** First second. */
  readonly start: number;
  /** First second after it. */
  readonly end: number;
}

/** Whether a window comes on a day, its exceptions left aside. */
export function fallsOn({ every, day }: Pick<RecurringWindow, "every" | "day">, date: LocalTime): boolean {
  if (weekdays[date.weekday] !== day) return false;
  if (every === "week") return true;
  return date.day <= firstWeekDays && (every === "month" || quarterMonths.includes(date.month));
}

/** Whether a window is open at an instant, in seconds since 1970. */
export function isOpen(window: RecurringWindow, instant: number): boolean {
  const now = localTime(instant, window.zone);
  return (
    fallsOn(window, now) &&
    !window.except.includes(dateOf(now)) &&
    window.startMinute <= now.minute &&
    now.minute < window.endMinute
  );
}

/** The days on which a window is open within a stretch, for at least a minute of it: `2026-11-29`. */
export function daysWithin(window: RecurringWindow, { start, end }: Stretch): string[] {
  const days: string[] = [];
  // Half days, so that no day of a zone is stepped over.
  for (let noon = start - daySeconds; noon < end + daySeconds; noon += daySeconds / 2) {
    const date = dateOf(localTime(noon, window.zone));
    if (!days.includes(date) && touches(window, date, { start, end })) days.push(date);
  }
  return days;
}

/** The day of a time, as the stack file writes it. */
export function dateOf({ year, month, day }: Pick<LocalTime, "year" | "month" | "day">): string {
  return [String(year), two(month), two(day)].join("-");
}

/** Minutes since midnight as a clock shows them: `02:40`. */
export function clockText(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Minutes since midnight of a time such as `02:40`. */
export function minuteOf(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

/** The day that a date such as `2026-11-29` names, in no particular zone; undefined for a day that there is not. */
export function dayOf(date: string): LocalTime | undefined {
  const instant = utcInstant(`${date}T00:00`);
  return instant === undefined ? undefined : localTime(instant, "UTC");
}

function touches(window: RecurringWindow, date: string, { start, end }: Stretch): boolean {
  const day = dayOf(date);
  if (day === undefined || !fallsOn(window, day) || window.except.includes(date)) return false;
  const at = (minute: number): number[] => instantsOf(`${date}T${clockText(minute)}`, window.zone);
  // Where summer time skips or repeats a bound, the longer of both readings counts.
  const opens = at(window.startMinute)[0] ?? at(window.startMinute - 60)[0];
  const closes = at(window.endMinute).at(-1) ?? at(window.endMinute + 60)[0];
  return opens !== undefined && closes !== undefined && opens < end && start < closes;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
