import { localTime, offsetsOf } from "../../config/calendar/zone";
import { weekdays, type Calendar, type PeakEvent, type RecurringWindow } from "../../config/model";
import type { MaintenanceSlot } from "./maintenance";

/** How many nodes may be replaced at once, always or from each time of a schedule on. Of those that hold, the least counts. */
export interface NodeBudget {
  /** A share or a number of the pool's nodes. */
  readonly nodes: string;
  /** What for. @default everything that is not expiry */
  readonly reasons?: ("Drifted" | "Empty" | "Underutilized")[];
  /** When it begins, as cron, in UTC. */
  readonly schedule?: string;
  /** How long it then holds. */
  readonly duration?: string;
}

/** What holds where nothing is announced: a tenth of the nodes at a time. */
export const everydayBudget: NodeBudget = { nodes: "10%" };

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/**
 * The budgets of a region's nodes: none is taken away for its load or its image during a peak or a drill, and one with an
 * outdated image only in the region's share of the maintenance window. Neither expiry nor a node that fails asks a budget.
 *
 * Cron knows UTC alone, and no years. A peak is an instant, so its budget is right to the minute in summer and in winter;
 * it comes again a year later until the peak is removed from the stack file, which costs some empty nodes. A drill is at
 * an hour of its zone: its budget begins with the earlier and ends with the later of what that hour is in UTC over a year;
 * and as cron cannot say "the first Tuesday of a month", it holds every week. Source: Karpenter, "Disruption", budgets.
 */
export function nodeBudgets(
  { events, drills }: Pick<Calendar, "events"> & { readonly drills: readonly RecurringWindow[] },
  slot?: MaintenanceSlot,
): NodeBudget[] {
  return [
    everydayBudget,
    ...(slot === undefined ? [] : [imagesOutside(slot)]),
    ...events.map(closedDuring),
    ...drills.map(closedInDrill),
  ];
}

/** From the end of one share of the weekly window to the start of the next. */
function imagesOutside({ day, startMinute, endMinute }: MaintenanceSlot): NodeBudget {
  const schedule = weekly(weekdays.indexOf(day), endMinute);
  const duration = hours(weekMinutes - (endMinute - startMinute));
  return { nodes: "0", reasons: ["Drifted"], schedule, duration };
}

function closedDuring({ start, end, leadSeconds }: PeakEvent): NodeBudget {
  const first = start - leadSeconds;
  const { month, day, minute } = localTime(first, "UTC");
  const schedule = `${minute % 60} ${Math.floor(minute / 60)} ${day} ${month} *`;
  return { nodes: "0", schedule, duration: hours((end - first) / 60) };
}

function closedInDrill({ day, startMinute, endMinute, zone }: RecurringWindow): NodeBudget {
  const offsets = offsetsOf(zone);
  const first = startMinute - Math.max(...offsets);
  const after = endMinute - Math.min(...offsets);
  return { nodes: "0", schedule: weekly(weekdays.indexOf(day), first), duration: hours(after - first) };
}

/** Cron of a minute of a day in each week; below 0 or past midnight it is another day. */
function weekly(weekday: number, minute: number): string {
  const shifted = (weekday * dayMinutes + minute + weekMinutes) % weekMinutes;
  const ofDay = shifted % dayMinutes;
  return `${ofDay % 60} ${Math.floor(ofDay / 60)} * * ${Math.floor(shifted / dayMinutes)}`;
}

function hours(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}
