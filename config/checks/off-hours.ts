import { isAwake } from "../calendar/waking";
import { dateOf } from "../calendar/recurrence";
import { localTime } from "../calendar/zone";
import { timesOfEvent } from "../resolve/calendar";
import { calendarPath, isSound } from "./calendar-times";
import type { Check } from "./check";

/** Production runs at every hour: its users do not know when ours are. */
export const offHoursOutsideProduction: Check = ({ environment, offHours }) =>
  offHours === undefined || environment !== "production"
    ? []
    : [
        {
          path: "social-commerce:offHours",
          found: `${offHours.wakes} to ${offHours.sleeps}`,
          allowed: "nothing in production, which runs at every hour",
          remedy: "remove it",
        },
      ];

/** Services stop on the day on which they started. */
export const offHoursInOrder: Check = ({ offHours }) =>
  offHours === undefined || offHours.wakes < offHours.sleeps
    ? []
    : [
        {
          path: "social-commerce:offHours.sleeps",
          found: offHours.sleeps,
          allowed: `a time of day after ${offHours.wakes}, when they start`,
          remedy: "raise sleeps, or lower wakes",
        },
      ];

/** Each day is said once. */
export const offHoursDaysOnce: Check = ({ offHours }) =>
  (offHours?.days ?? [])
    .filter((day, index, days) => days.indexOf(day) < index)
    .map((day) => ({
      path: "social-commerce:offHours.days",
      found: `${day} for the second time`,
      allowed: "each day once",
      remedy: "remove it",
    }));

/** A peak is rehearsed by services that run, from its lead to its end. */
export const peaksWhileAwake: Check = ({ environment, offHours, calendar: { events } }) => {
  const told = environment === "production";
  if (offHours === undefined || told || offHours.sleeps <= offHours.wakes) return [];
  return Object.entries(events.entries)
    .filter(([, event]) => isSound(event))
    .filter(([, event]) => {
      const { start, end, leadSeconds } = timesOfEvent(event);
      const ends = [start - leadSeconds, end - 60];
      const days = new Set(ends.map((instant) => dateOf(localTime(instant, offHours.zone))));
      return days.size > 1 || !ends.every((instant) => isAwake(offHours, instant));
    })
    .map(([name, { start, end, leadMinutes }]) => ({
      path: calendarPath("events", name, "start"),
      found: `${start} to ${end}, ${leadMinutes} minutes before it included, when services sleep`,
      allowed: `hours of one day from ${offHours.wakes} to ${offHours.sleeps} ${offHours.zone} on ${offHours.days.join(", ")}`,
      remedy: "move the peak, or remove social-commerce:offHours until it is over",
    }));
};
