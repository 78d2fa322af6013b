import { z } from "zod";

import { weekdays } from "../model/off-hours";
import { field } from "./field";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

/** When the services of an environment run. */
export const offHoursSchema = z.strictObject({
  wakes: field(time, {
    description: "Time of day at which the services start.",
    allowed: 'a time of day in quotes: "07:00"',
    example: "07:00",
  }),
  sleeps: field(time, {
    description: "Time of day at which they stop, until they start on the next of the days.",
    allowed: 'a time of day in quotes, after `wakes`: "20:00"',
    example: "20:00",
  }),
  days: field(z.array(z.enum(weekdays)).min(1).max(7).default(["mon", "tue", "wed", "thu", "fri"]), {
    description: "Days on which they start. Default: monday to friday.",
    allowed: `a list of ${weekdays.join(", ")}`,
    example: ["mon", "tue", "wed", "thu", "fri"],
  }),
  timeZone: field(z.string().refine(isTimeZone).default("Etc/UTC"), {
    description: "Time zone of these times; summer time is followed.",
    allowed: "a time zone by its IANA name: America/New_York",
    example: "America/New_York",
  }),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Z]/u.test(name);
  } catch {
    return false;
  }
}
