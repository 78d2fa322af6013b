import type { weekdays } from "./calendar";

/** When the services of an environment run; outside of these hours they have no pods. */
export interface OffHours {
  /** Time of day at which they start, `07:00`. */
  readonly wakes: string;
  /** Time of day at which they stop, `20:00`. */
  readonly sleeps: string;
  /** Days on which they start. */
  readonly days: readonly (typeof weekdays)[number][];
  /** Whose time of day it is, as the IANA names it. */
  readonly zone: string;
}
