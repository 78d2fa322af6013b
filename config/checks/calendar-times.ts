import { distance } from "fastest-levenshtein";

import { dayOf, fallsOn } from "../calendar/recurrence";
import { daySeconds, instantsOf, isZone, utcInstant } from "../calendar/zone";
import type { DraftCalendar } from "../draft";
import type { Problem } from "../problems";
import { timesOf, windowOf } from "../resolve/calendar";
import type { FreezeEntry } from "../schema/calendar";
import type { Check } from "./check";

/** Where an entry of the calendar is written. */
export const calendarPath = (map: keyof DraftCalendar, name: string, key: string): string =>
  `social-commerce:calendar.${map}.${name}.${key}`;

/**
 * Shortest lead of a peak, in minutes: a node is there within two, and a floor of fifteen times the normal one takes four
 * doublings of a minute each. The rest is for people, who are told when the floor is not there (PeakFloorMissed).
 */
export const shortestLeadMinutes = 30;

/** Longest peak, in days: its floors cost all the time, and its node budget comes again in a year. */
export const longestPeakDays = 14;

/** Entries with a day and a time at both ends, as [map, name, entry]. */
function dated({ events, freezes }: DraftCalendar): ["events" | "freezes", string, FreezeEntry][] {
  return [
    ...Object.entries(events.entries).map(([name, entry]) => ["events", name, entry] as const),
    ...Object.entries(freezes.entries).map(([name, entry]) => ["freezes", name, entry] as const),
  ].map(([map, name, entry]) => [map, name, entry]);
}

/** Entries that come again and again, as [map, name, entry]. */
function recurring({ maintenance, drills }: DraftCalendar) {
  return [
    ...Object.entries(maintenance.entries).map(([name, entry]) => ["maintenance", name, entry] as const),
    ...Object.entries(drills.entries).map(([name, entry]) => ["drills", name, entry] as const),
  ];
}

/** Whether both ends of an entry are one instant each, and in order. */
export function isSound(entry: FreezeEntry): boolean {
  const { start, end, zone } = entry;
  if (!isZone(zone)) return false;
  const once = [start, end].every((moment) => instantsOf(moment, zone).length === 1);
  return once && timesOf(entry).start < timesOf(entry).end;
}

/** Every time is written in a zone that there is. */
export const zonesKnown: Check = ({ calendar }) =>
  [...dated(calendar), ...Object.entries(calendar.drills.entries).map(drill)].flatMap(
    ([map, name, { zone }]) =>
      isZone(zone)
        ? []
        : [
            {
              path: calendarPath(map, name, "zone"),
              found: `${JSON.stringify(zone)}, a zone that there is not`,
              allowed: "UTC, or a name out of the IANA database",
              remedy: `write for example ${nearest(zone)}`,
            },
          ],
  );

function drill<T>([name, entry]: readonly [string, T]): ["drills", string, T] {
  return ["drills", name, entry];
}

function nearest(zone: string): string {
  const known = Intl.supportedValuesOf("timeZone");
  const best = known.reduce((one, other) => (distance(zone, other) < distance(zone, one) ? other : one));
  return distance(zone, best) <= zone.length / 2 ? best : "America/New_York";
}

/** The clocks of the zone show each end exactly once. */
export const momentsExist: Check = ({ calendar }) =>
  dated(calendar)
    .filter(([, , { zone }]) => isZone(zone))
    .flatMap(([map, name, { start, end, zone }]) => [
      ...momentProblem(calendarPath(map, name, "start"), start, zone),
      ...momentProblem(calendarPath(map, name, "end"), end, zone),
    ]);

function momentProblem(path: string, moment: string, zone: string): Problem[] {
  const instants = instantsOf(moment, zone);
  if (instants.length === 1) return [];
  if (utcInstant(moment) === undefined)
    return [
      {
        path,
        found: `${moment}, a day or a time that there is not`,
        allowed: "a day of the calendar, and a time from 00:00 to 23:59",
        remedy: "write a day that there is",
      },
    ];
  const [what, why] =
    instants.length === 0
      ? ["does not come", "the clocks skip it when summer time begins"]
      : ["comes twice", "the clocks are put back over it when summer time ends"];
  return [
    {
      path,
      found: `${moment}, which ${what} in ${zone}: ${why}`,
      allowed: "a time that the clocks of the zone show once",
      remedy: "write a time an hour earlier or later, or the zone UTC and the time in it",
    },
  ];
}

/** What begins ends later. */
export const endsAfterStart: Check = ({ calendar }) => [
  ...dated(calendar)
    .filter(([, , entry]) => isZone(entry.zone) && timesOf(entry).end <= timesOf(entry).start)
    .filter(([, , { start, end, zone }]) => [start, end].every((one) => instantsOf(one, zone).length === 1))
    .map(([map, name, { start, end }]) => endProblem(calendarPath(map, name, "end"), start, end)),
  ...recurring(calendar)
    .filter(([, , { start, end }]) => end <= start)
    .map(([map, name, { start, end }]) => endProblem(calendarPath(map, name, "end"), start, end)),
];

function endProblem(path: string, start: string, end: string): Problem {
  return {
    path,
    found: `${end}, which is not after the start, ${start}`,
    allowed: `a time after ${start}`,
    remedy: "exchange the two, or correct one; a window past midnight is two windows",
  };
}

/** Pods and nodes have the time to be there. */
export const enoughLead: Check = ({ calendar: { events } }) =>
  Object.entries(events.entries)
    .filter(([, { leadMinutes }]) => leadMinutes < shortestLeadMinutes)
    .map(([name, { leadMinutes }]) => ({
      path: calendarPath("events", name, "leadMinutes"),
      found: `${leadMinutes} minutes from the normal size to that of the peak`,
      allowed: `at least ${shortestLeadMinutes}: nodes take minutes, and people need the rest`,
      remedy: `write ${shortestLeadMinutes} or more; 60 where it is left out`,
    }));

/** A peak is no season. */
export const peaksAreShort: Check = ({ calendar: { events } }) =>
  Object.entries(events.entries)
    .filter(([, event]) => isSound(event))
    .filter(([, event]) => timesOf(event).end - timesOf(event).start > longestPeakDays * daySeconds)
    .map(([name, { start, end }]) => ({
      path: calendarPath("events", name, "end"),
      found: `${end}, more than ${longestPeakDays} days after ${start}`,
      allowed: `at most ${longestPeakDays} days`,
      remedy: "raise scaling.min of the services for a season, and announce its peaks one by one",
    }));

/** An exception names a day on which there would be something to leave out. */
export const exceptionsFall: Check = ({ calendar }) =>
  recurring(calendar).flatMap(([map, name, entry]) =>
    entry.except
      .filter((date) => {
        const day = dayOf(date);
        return day === undefined || !fallsOn(windowOf(name, entry), day);
      })
      .map((date) => ({
        path: calendarPath(map, name, "except"),
        found: `${date}, on which ${name} does not come`,
        allowed: entry.every === "week" ? `a ${entry.day}` : `the first ${entry.day} of a ${entry.every}`,
        remedy: "correct the day, or remove it",
      })),
  );
