import { concerns } from "../calendar/floor";
import { daysWithin, type Stretch } from "../calendar/recurrence";
import { isZone } from "../calendar/zone";
import type { Draft, DraftCalendar } from "../draft";
import { timesOf, timesOfEvent, windowOf } from "../resolve/calendar";
import type { DrillEntry, EventEntry, MaintenanceEntry } from "../schema/calendar";
import { calendarPath, isSound } from "./calendar-times";
import type { Check } from "./check";

const soundEvents = ({ events }: DraftCalendar): [string, EventEntry][] =>
  Object.entries(events.entries).filter(([, event]) => isSound(event));

/** A peak concerns services that there are. */
export const peaksOfServices: Check = ({ calendar: { events }, services }) =>
  Object.entries(events.entries).flatMap(([name, event]) =>
    (event.services ?? [])
      .filter((service) => services.names.length > 0 && !services.names.includes(service))
      .map((service) => ({
        path: calendarPath("events", name, "services"),
        found: `the service ${JSON.stringify(service)}`,
        allowed: services.names.join(", "),
        remedy: "name a service under social-commerce:services, or leave the list out for all",
      })),
  );

/** A drill is held in regions that there are. */
export const drillsOfRegions: Check = ({ calendar: { drills }, regions }) =>
  Object.entries(drills.entries).flatMap(([name, drill]) =>
    (drill.regions ?? [])
      .filter((region) => regions.names.length > 0 && !regions.names.includes(region))
      .map((region) => ({
        path: calendarPath("drills", name, "regions"),
        found: `the region ${JSON.stringify(region)}`,
        allowed: regions.names.join(", "),
        remedy: "name a region under social-commerce:regions, or leave the list out for all",
      })),
  );

/** A service has one factor at a time. */
export const peaksApart: Check = ({ calendar, services }) => {
  const all = soundEvents(calendar);
  return all.flatMap(([name, event], index) =>
    all
      .slice(0, index)
      .filter(([, other]) => other.factor !== event.factor && overlap(timesOf(event), timesOf(other)))
      .filter(([, other]) => services.names.some((one) => concerns(event, one) && concerns(other, one)))
      .map(([otherName, other]) => ({
        path: calendarPath("events", name, "factor"),
        found: `${event.factor}, while ${otherName} announces ${other.factor} for the same hours`,
        allowed: "one factor for a service at a time",
        remedy: `end one where the other begins, write the same factor, or give them different services`,
      })),
  );
};

function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

/** A stretch that a window may not be in, and what it is called. */
interface Busy extends Stretch {
  readonly what: string;
}

/** Nothing is maintained and nothing rehearsed during a peak, from its lead on; and nothing rehearsed in a freeze. */
export const windowsOutsidePeaks: Check = ({ calendar }) => {
  const peaks = soundEvents(calendar).map(([name, event]) => {
    const { start, end, leadSeconds } = timesOfEvent(event);
    return { what: `the peak ${name}`, start: start - leadSeconds, end };
  });
  const freezes = Object.entries(calendar.freezes.entries)
    .filter(([, entry]) => isSound(entry))
    .map(([name, entry]) => ({ what: `the freeze ${name}`, ...timesOf(entry) }));
  return [
    ...windowProblems("maintenance", calendar.maintenance, peaks),
    ...windowProblems("drills", calendar.drills, [...peaks, ...freezes]),
  ];
};

function windowProblems(
  map: "drills" | "maintenance",
  { entries }: DraftCalendar["drills" | "maintenance"],
  busy: readonly Busy[],
): ReturnType<Check> {
  return Object.entries<DrillEntry | MaintenanceEntry>(entries)
    .filter(([, entry]) => entry.start < entry.end && (!("zone" in entry) || isZone(entry.zone)))
    .flatMap(([name, entry]) =>
      busy.flatMap(({ what, ...stretch }) =>
        daysWithin(windowOf(name, entry), stretch).map((date) => ({
          path: calendarPath(map, name, "except"),
          found: `nothing about ${date}, when ${name} would be inside ${what}`,
          allowed: "no maintenance and no drill during a peak, no drill during a freeze",
          remedy: `add "${date}" to except, and hold it on another day if it must be`,
        })),
      ),
    );
}

/** The weekly window is what regions share, so there is one. */
export const oneWeeklyWindow: Check = ({ calendar: { maintenance } }: Draft) => {
  const weekly = Object.entries(maintenance.entries).filter(([, { every }]) => every === "week");
  return weekly.slice(1).map(([name]) => ({
    path: calendarPath("maintenance", name, "every"),
    found: `week, as for ${String(weekly[0]?.[0])}`,
    allowed: "one weekly window: regions share it",
    remedy: "make the first one longer, or this one monthly",
  }));
};
