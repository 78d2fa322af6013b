import { configOf } from "./read-config";

/**
 * What of a stack file's calendar is over, for people: it changes nothing in the plan, and a node budget that it made comes
 * again in a year. Nothing for a file that has problems, which are told elsewhere.
 *
 * @param now Present time, ISO 8601.
 */
export function calendarRemarks(text: string, now: string): string[] {
  const config = configOf(text);
  const ofEvents = (config?.calendar.events ?? []).map(({ name, end }) => ({
    ...{ path: `calendar.events.${name}`, end: new Date(end * 1000).toISOString().replace(".000", "") },
  }));
  const peaks = new Set((config?.calendar.events ?? []).map(({ name }) => name));
  const ofFreezes = (config?.calendar.freezes ?? [])
    .filter(({ name }) => !peaks.has(name))
    .map(({ name, end }) => ({ path: `calendar.freezes.${name}`, end }));
  return [...ofEvents, ...ofFreezes]
    .filter(({ end }) => Date.parse(end) <= Date.parse(now))
    .map(({ path, end }) => `social-commerce:${path} is over since ${end}: it can be removed`);
}
