import { concerns, peakFloor } from "../calendar/floor";
import { minuteOf } from "../calendar/recurrence";
import { instantsOf } from "../calendar/zone";
import type { Draft, DraftCalendar } from "../draft";
import type { Calendar, Drill, FreezeWindow, PeakEvent, RecurringWindow } from "../model";
import type { Profile } from "../profiles";
import type { DrillEntry, EventEntry, FreezeEntry, MaintenanceEntry } from "../schema/calendar";

/** What is announced, with times as instants; the checks have seen to it that each is one. */
export function resolveCalendar(
  calendar: DraftCalendar,
  { services, regions }: Pick<Draft, "regions" | "services">,
  profile: Profile,
): Calendar {
  const floors = (event: EventEntry): PeakEvent["floors"] =>
    Object.fromEntries(
      Object.entries(services.entries)
        .filter(([name]) => concerns(event, name))
        .map(([name, { scaling = profile.scaling }]) => [name, peakFloor(scaling, event.factor)] as const)
        .sort(byName),
    );
  return {
    events: Object.entries(calendar.events.entries)
      .map(([name, event]) => ({ name, ...timesOfEvent(event), factor: event.factor, floors: floors(event) }))
      .sort((left, right) => left.start - right.start || byName([left.name], [right.name])),
    freezes: resolveFreezes(calendar),
    maintenance: windows(calendar.maintenance.entries),
    drills: resolveDrills(calendar, regions.names),
  };
}

/** Every time without releases: those that are written, and those that peaks bring, from the lead on. */
export function resolveFreezes({ events, freezes }: DraftCalendar): FreezeWindow[] {
  const ofEvents = Object.entries(events.entries).map(([name, event]) => {
    const { start, end, leadSeconds } = timesOfEvent(event);
    return freeze(name, start - leadSeconds, end);
  });
  const written = Object.entries(freezes.entries).map(([name, entry]) => {
    const { start, end } = timesOf(entry);
    return freeze(name, start, end);
  });
  return [...ofEvents, ...written].sort((left, right) =>
    byName([`${left.start} ${left.name}`], [`${right.start} ${right.name}`]),
  );
}

/** The drills, each with its regions: those that it names, or all. */
export function resolveDrills({ drills }: DraftCalendar, regions: readonly string[]): Drill[] {
  return windows(drills.entries).map((window) => ({
    ...window,
    regions: [...(drills.entries[window.name]?.regions ?? regions)].sort(),
  }));
}

/** First second, and first second after it, of what is written in a zone; of an hour that comes twice, its first. */
export function timesOf({ start, end, zone }: FreezeEntry): { readonly start: number; readonly end: number } {
  return { start: instantsOf(start, zone)[0] ?? 0, end: instantsOf(end, zone)[0] ?? 0 };
}

/** The times of an announced peak, in seconds. */
export function timesOfEvent(event: EventEntry): Pick<PeakEvent, "start" | "end" | "leadSeconds"> {
  return { ...timesOf(event), leadSeconds: event.leadMinutes * 60 };
}

/** A window as it comes; times of maintenance are in UTC. */
export function windowOf(name: string, entry: DrillEntry | MaintenanceEntry): RecurringWindow {
  const { every, day, start, end, except } = entry;
  const zone = "zone" in entry ? entry.zone : "UTC";
  return {
    ...{ name, every, day, zone, except: [...except].sort() },
    startMinute: minuteOf(start),
    endMinute: minuteOf(end),
  };
}

function windows(entries: Readonly<Record<string, DrillEntry | MaintenanceEntry>>): RecurringWindow[] {
  return Object.entries(entries)
    .sort(byName)
    .map(([name, entry]) => windowOf(name, entry));
}

function freeze(name: string, start: number, end: number): FreezeWindow {
  const written = (instant: number): string => new Date(instant * 1000).toISOString().replace(".000", "");
  return { name, start: written(start), end: written(end) };
}

function byName([left]: readonly [string, ...unknown[]], [right]: readonly [string, ...unknown[]]): number {
  return left < right ? -1 : 1;
}
