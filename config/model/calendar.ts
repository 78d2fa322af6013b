/** Days of the week, as the stack file writes them; their places are those that cron and PromQL count by. */
export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** How often a window comes: every week; or on the first such day of each month, or of each quarter. */
export const recurrences = ["week", "month", "quarter"] as const;

/** An announced peak: its floors hold from the lead before it to its end. Times are seconds since 1970. */
export interface PeakEvent {
  /** What people call it. */
  readonly name: string;
  /** How many times the normal load is expected. */
  readonly factor: number;
  /** First second of the peak. */
  readonly start: number;
  /** First second after it. */
  readonly end: number;
  /** Time before the peak from which its floors hold, in seconds. */
  readonly leadSeconds: number;
  /** Floor of each service that it concerns, in replicas of a region at full capacity, by the service's name. */
  readonly floors: Readonly<Record<string, number>>;
}

/** A time in which releases stand still. */
export interface FreezeWindow {
  /** What people call it. */
  readonly name: string;
  /** First moment, ISO 8601. */
  readonly start: string;
  /** First moment after it, ISO 8601. */
  readonly end: string;
}

/** A window that comes again and again, within one day of its zone. */
export interface RecurringWindow {
  /** What people call it. */
  readonly name: string;
  /** How often it comes. */
  readonly every: (typeof recurrences)[number];
  /** The day of the week that it is on. */
  readonly day: (typeof weekdays)[number];
  /** First minute of the day. */
  readonly startMinute: number;
  /** First minute after it. */
  readonly endMinute: number;
  /** IANA time zone of its times. */
  readonly zone: string;
  /** Days on which it does not come: `2026-11-29`. */
  readonly except: readonly string[];
}

/** A rehearsal: in its regions nodes stay as they are, and no release goes on. */
export interface Drill extends RecurringWindow {
  /** Names of its regions, sorted. */
  readonly regions: readonly string[];
}

/** What is announced: peaks, times without releases, maintenance, drills. */
export interface Calendar {
  /** Sorted by start. */
  readonly events: readonly PeakEvent[];
  /** Sorted by start; those that events bring with them included. */
  readonly freezes: readonly FreezeWindow[];
  /** Sorted by name; in UTC. */
  readonly maintenance: readonly RecurringWindow[];
  /** Sorted by name. */
  readonly drills: readonly Drill[];
}
