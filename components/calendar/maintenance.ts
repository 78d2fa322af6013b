import { clockText, firstWeekDays, quarterMonths } from "../../config/calendar/recurrence";
import { daySeconds, utcInstant } from "../../config/calendar/zone";
import {
  weekdays,
  type Calendar,
  type PlatformConfig,
  type RecurringWindow,
  type Region,
} from "../../config/model";
import { inWaves } from "../../guards/waves";
import type { RecordingRule } from "../observability/recording-rules";
import { during, duringEvent } from "./spans";

/** There, as 1, while something is maintained and no peak is on; otherwise absent. Alerts that maintenance causes ask it. */
export const maintenanceSeries = "platform:maintenance";

/** When maintenance is on, as a series; nothing where there is none. Its windows are in UTC, as PromQL's days and hours are. */
export function maintenanceRules(namespace: string, { maintenance, events }: Calendar): RecordingRule[] {
  if (maintenance.length === 0) return [];
  const open = maintenance.map(openWindow).join(" or ");
  const peaks = events.map((event) => ` unless ${duringEvent(event)}`).join("");
  return [{ record: maintenanceSeries, expr: `vector(1) and (${open})${peaks}`, labels: { namespace } }];
}

function openWindow({ every, day, startMinute, endMinute, except }: RecurringWindow): string {
  const months = quarterMonths.map((month) => `month() == ${month}`).join(" or ");
  const conditions = [
    `day_of_week() == ${weekdays.indexOf(day)}`,
    ...(every === "week" ? [] : [`day_of_month() <= ${firstWeekDays}`]),
    ...(every === "quarter" ? [`(${months})`] : []),
    `hour() * 60 + minute() >= ${startMinute} < ${endMinute}`,
  ];
  const exceptions = except
    .map((date) => utcInstant(`${date}T00:00`) ?? 0)
    .map((midnight) => ` unless ${during(midnight, midnight + daySeconds)}`);
  return `(${conditions.join(" and ")}${exceptions.join("")})`;
}

/** A region's own share of the weekly maintenance window, in UTC. */
export interface MaintenanceSlot {
  /** Day of the week. */
  readonly day: (typeof weekdays)[number];
  /** First minute of the day. */
  readonly startMinute: number;
  /** First minute after it. */
  readonly endMinute: number;
}

/** Shortest window that RDS and DocumentDB take, in minutes. ElastiCache takes none below 60. Source: their API references. */
const shortestSlot = 30;

/**
 * A region's own share of the weekly window: regions follow one another in the order of releases, so that what breaks one
 * is seen before the next. Where the shares would be too short they overlap as little as can be. A lost region keeps its
 * share. Undefined where there is no weekly window, and for a region that is not the program's.
 *
 * @param leastMinutes Shortest share that will do, in minutes. AWS begins its work at a time of its own within it.
 */
export function maintenanceWindow(
  { calendar, regions }: Pick<PlatformConfig, "calendar" | "regions">,
  region: string,
  leastMinutes: number = shortestSlot,
): MaintenanceSlot | undefined {
  const order = inWaves(onAws(regions).map((one) => ({ ...one, state: "active" as const })));
  return share(calendar, order, region, leastMinutes);
}

/**
 * A region's own share of the weekly window for what a failover must not touch: as {@link maintenanceWindow}, but in the
 * order of names. The order of releases goes by roles, and whoever takes over gets another one; a store in a region that
 * is lost could not be told.
 */
export function steadyMaintenanceWindow(
  { calendar, regions }: Pick<PlatformConfig, "calendar" | "regions">,
  region: string,
  leastMinutes: number,
): MaintenanceSlot | undefined {
  const order = [...onAws(regions)].sort((left, right) => (left.name < right.name ? -1 : 1));
  return share(calendar, order, region, leastMinutes);
}

function onAws(regions: readonly Region[]): Region[] {
  return regions.filter(({ ground }) => ground.kind === "aws");
}

function share(
  { maintenance }: Calendar,
  order: readonly Pick<Region, "name">[],
  region: string,
  leastMinutes: number,
): MaintenanceSlot | undefined {
  const weekly = maintenance.find(({ every }) => every === "week");
  const place = order.findIndex(({ name }) => name === region);
  if (weekly === undefined || place < 0) return undefined;
  const { day, startMinute, endMinute } = weekly;
  const whole = endMinute - startMinute;
  const length = Math.min(whole, Math.max(leastMinutes, Math.floor(whole / order.length)));
  const apart = order.length === 1 ? 0 : Math.floor((whole - length) / (order.length - 1));
  const first = startMinute + place * apart;
  return { day, startMinute: first, endMinute: first + length };
}

/** A share as AWS writes it: `sun:02:00-sun:02:40`. */
export function awsWindow({ day, startMinute, endMinute }: MaintenanceSlot): string {
  const short = day.slice(0, 3);
  return `${short}:${clockText(startMinute)}-${short}:${clockText(endMinute)}`;
}
