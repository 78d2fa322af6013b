/** Seconds of a day. */
export const daySeconds = 86_400;

/** What a clock on the wall shows. */
export interface LocalTime {
  /** Year. */
  readonly year: number;
  /** Month, 1 to 12. */
  readonly month: number;
  /** Day of the month, 1 to 31. */
  readonly day: number;
  /** Day of the week, 0 for Sunday. */
  readonly weekday: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is that of a time zone: `UTC`, or an area and a place out of the IANA database. */
export function isZone(name: string): boolean {
  if (name !== "UTC" && !/^[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/u.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The instant, in seconds since 1970, of a day and time in UTC; undefined for a day or time that there is not. */
export function utcInstant(text: string): number | undefined {
  const instant = Date.parse(`${text}:00Z`);
  // Date.parse takes the 30th of February for the 2nd of March.
  return Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(text)
    ? undefined
    : instant / 1000;
}

/**
 * Every instant at which the clocks of a zone show a time such as `2026-11-27T00:00`, in seconds since 1970, earliest
 * first: one; none in the hour that is skipped when summer time begins; two in the hour that comes twice when it ends.
 * The rules are those of the IANA database that Node brings.
 */
export function instantsOf(text: string, zone: string): number[] {
  const asUtc = utcInstant(text);
  if (asUtc === undefined) return [];
  // A day around it, whatever changes has changed.
  const offsets = new Set([asUtc - daySeconds, asUtc + daySeconds].map((near) => offsetAt(near, zone)));
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((instant) => offsetAt(instant, zone) === asUtc - instant)
    .sort((left, right) => left - right);
}

/** What the clocks of a zone show at an instant. */
export function localTime(instant: number, zone: string): LocalTime {
  const shown = new Date((instant + offsetAt(instant, zone)) * 1000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay(),
    minute: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/** Seconds by which the clocks of a zone are before those of UTC. */
export function offsetAt(instant: number, zone: string): number {
  if (zone === "UTC") return 0;
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - instant;
}

/** A year whose offsets stand for every year: a zone that changed its rules would change with the database of a newer Node. */
const yearOfOffsets = 2026;

/** Minutes by which the clocks of a zone are before those of UTC, in each half of each month. */
export function offsetsOf(zone: string): number[] {
  const newYear = utcInstant(`${yearOfOffsets}-01-01T00:00`) ?? 0;
  const halves = Array.from({ length: 26 }, (_, half) => newYear + half * 14 * daySeconds);
  return [...new Set(halves.map((instant) => offsetAt(instant, zone) / 60))];
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const numeric = "numeric";
  const clock = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, calendar: "gregory", hourCycle: "h23" },
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  clocks.set(zone, clock);
  return clock;
}
