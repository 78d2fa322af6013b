import type { OffHours } from "../model/off-hours";
import type { RecurringWindow } from "../model/calendar";
import { isOpen, minuteOf } from "./recurrence";

/** The hours in which the services of an environment run, a window for each of its days. */
export function wakingWindows({ wakes, sleeps, days, zone }: OffHours): RecurringWindow[] {
  const [startMinute, endMinute] = [minuteOf(wakes), minuteOf(sleeps)];
  return days.map((day) => ({
    ...{ name: "off-hours", every: "week", day, startMinute, endMinute, zone, except: [] },
  }));
}

/** Whether services are meant to run at an instant, in seconds since 1970. */
export function isAwake(offHours: OffHours, instant: number): boolean {
  return wakingWindows(offHours).some((window) => isOpen(window, instant));
}
