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
