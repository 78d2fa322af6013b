import { z } from "zod";

import { isZone } from "../calendar/zone";
import { weekdays } from "../model/calendar";
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
  days: field(
    z.array(z.enum(weekdays)).min(1).max(7).default(["monday", "tuesday", "wednesday", "thursday", "friday"]),
    {
      description: "Days on which they start. Default: monday to friday.",
      allowed: `a list of ${weekdays.join(", ")}`,
      example: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    },
  ),
  zone: field(z.string().refine(isZone).default("Etc/UTC"), {
    description: "Time zone of these times; summer time is followed.",
    allowed: "a time zone by its IANA name: America/New_York",
    example: "America/New_York",
  }),
});
