import { z } from "zod";

import { recurrences, weekdays } from "../model/calendar";
import { field } from "./field";

/** Name of an entry; it becomes part of the names of series and of refusals. */
const name = field(z.string().regex(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/u), {
  description: "A name.",
  allowed: "up to 40 lower-case letters, digits and hyphens, a letter first",
  example: "black-friday-2026",
});

const moment = (description: string, example: string): z.ZodString =>
  field(z.string().regex(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d$/u), {
    description,
    allowed: 'a day and a time in quotes: "2026-11-27T00:00"',
    example,
  });

const zone = field(z.string(), {
  description: "Time zone that the times are written in; summer time is counted in.",
  allowed: "UTC, or a name out of the IANA database: America/New_York",
  example: "America/New_York",
});

const clock = (description: string, example: string): z.ZodString =>
  field(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u), {
    description,
    allowed: 'a time of the day in quotes: "02:00"',
    example,
  });

const eventSchema = z.strictObject({
  factor: field(z.number().multipleOf(0.5).min(1.5).max(50), {
    description:
      "How many times the normal load is expected. From the lead to the end, every service keeps as many times its " +
      "`scaling.min`, in each region by its share.",
    allowed: "a number from 1.5 to 50 in steps of 0.5",
    example: 10,
  }),
  start: moment("First minute of the peak, in its zone.", "2026-11-27T00:00"),
  end: moment("First minute after the peak, in its zone.", "2026-11-28T03:00"),
  zone,
  leadMinutes: field(z.int().min(1).max(1440).default(60), {
    description:
      "Minutes before the start from which the floors hold, so that pods and nodes are there in time.",
    allowed: "a whole number from 30 to 1440",
    example: 60,
  }),
  services: field(z.array(z.string()).min(1).optional(), {
    description: "Names of the services that the peak concerns. Default: all.",
    allowed: "a list of names under `services`",
    example: ["cart-service", "order-service"],
  }),
  holdFloor: field(z.boolean().default(false), {
    description:
      "True raises `minReplicas` itself to the floors, in an update of its own days before a great peak, so that they " +
      "hold without Prometheus. They cost from that update on, until it is false again.",
    allowed: "true, false",
    example: true,
  }),
});

/** An announced peak as it is written in the stack file, defaults filled in. */
export type EventEntry = z.output<typeof eventSchema>;

const freezeSchema = z.strictObject({
  start: moment("First minute without releases, in its zone.", "2026-12-20T00:00"),
  end: moment("First minute after it, in its zone.", "2027-01-04T06:00"),
  zone,
});

/** A time without releases as it is written in the stack file. */
export type FreezeEntry = z.output<typeof freezeSchema>;

const recurring = {
  every: field(z.enum(recurrences), {
    description: "How often it comes: each week, or on the first such day of each month or quarter.",
    allowed: recurrences.join(", "),
    example: "week",
  }),
  day: field(z.enum(weekdays), {
    description: "Day of the week.",
    allowed: weekdays.join(", "),
    example: "sunday",
  }),
  start: clock("First minute.", "02:00"),
  end: clock("First minute after it, on the same day.", "04:00"),
  except: field(z.array(z.string().regex(/^20\d\d-[01]\d-[0-3]\d$/u)).default([]), {
    description: "Days on which it does not come, such as one inside an announced peak.",
    allowed: 'a list of days in quotes: ["2026-11-29"]',
    example: ["2026-11-29"],
  }),
};

const maintenanceSchema = z.strictObject(recurring);

/** A maintenance window as it is written in the stack file. Its times are in UTC. */
export type MaintenanceEntry = z.output<typeof maintenanceSchema>;

const drillSchema = z.strictObject({
  ...recurring,
  zone,
  regions: field(z.array(z.string()).min(1).optional(), {
    description: "Regions that the drill is held in: no release goes on there meanwhile. Default: all.",
    allowed: "a list of names under `regions`",
    example: ["us-east-1", "us-west-2"],
  }),
});

/** A drill as it is written in the stack file. */
export type DrillEntry = z.output<typeof drillSchema>;

/** The schemas of the calendar's entries, by the map that they are in. */
export const calendarEntries = {
  events: eventSchema,
  freezes: freezeSchema,
  maintenance: maintenanceSchema,
  drills: drillSchema,
} as const;

const blackFriday = {
  factor: 10,
  start: "2026-11-27T00:00",
  end: "2026-11-28T03:00",
  zone: "America/New_York",
};
const holidays = { start: "2026-12-20T00:00", end: "2027-01-04T06:00", zone: "America/New_York" };
const sundays = { every: "week", day: "sunday", start: "02:00", end: "04:00" };
const drill = { every: "quarter", day: "tuesday", start: "10:00", end: "12:00", zone: "Europe/Berlin" };

/** One calendar, from which floors, node budgets, freezes of releases and mutes of alerts follow. */
export const calendarSchema = z.strictObject({
  events: z
    .record(name, eventSchema)
    .default({})
    .meta({
      description:
        "Announced peaks by name. Each raises the floors of autoscalers, keeps nodes, and freezes releases.",
      examples: [{ "black-friday-2026": blackFriday }],
      "x-allowed": "a map of names",
    }),
  freezes: z
    .record(name, freezeSchema)
    .default({})
    .meta({
      description:
        "Times without releases by name, besides those of announced peaks. The way back is always free.",
      examples: [{ "holidays-2026": holidays }],
      "x-allowed": "a map of names",
    }),
  maintenance: z
    .record(name, maintenanceSchema)
    .default({})
    .meta({
      description:
        "Maintenance windows by name, in UTC, as AWS and Prometheus count. The weekly one is shared out to the regions, " +
        "one after another, for their nodes and stores.",
      examples: [{ weekly: sundays }],
      "x-allowed": "a map of names",
    }),
  drills: z
    .record(name, drillSchema)
    .default({})
    .meta({
      description:
        "Drills by name. In their regions nodes stay as they are meanwhile, no release goes on, and alerts speak.",
      examples: [{ "region-failover": drill }],
      "x-allowed": "a map of names",
    }),
});
