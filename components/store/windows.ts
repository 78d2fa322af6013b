import { clockText } from "../../config/calendar/recurrence";
import type { AnyInstanceStore, PlatformConfig } from "../../config/model";
import { beginHours, weeklyMaintenance } from "../backup/begins";
import { startWindowMinutes } from "../backup/tiers";
import { awsWindow, steadyMaintenanceWindow, type MaintenanceSlot } from "../calendar/maintenance";

/** When AWS works on the stores of one kind in one region, as AWS writes it, in UTC. */
export interface StoreWindows {
  /** Once a week. A change that restarts an instance, such as another class, waits for it. */
  readonly maintenance: string;
  /** Every day, apart from the maintenance: AWS refuses two that overlap. */
  readonly snapshot: string;
}

/** The windows of a region, by the kind of store; empty where the calendar has no weekly maintenance, so that AWS chooses both. */
export type WindowsByKind = Readonly<Partial<Record<AnyInstanceStore["kind"], StoreWindows>>>;

/**
 * Shortest maintenance that AWS takes, in minutes. Sources: API references of Amazon RDS, Amazon DocumentDB and Amazon
 * ElastiCache, `PreferredMaintenanceWindow`.
 */
export const shortestMaintenance: Readonly<Record<AnyInstanceStore["kind"], number>> = {
  relational: 30,
  document: 30,
  cache: 60,
};

/** Minutes of the daily snapshot: as long as ElastiCache asks for; RDS and DocumentDB take 30. */
const snapshotMinutes = 60;

/** Minutes between the snapshot and the maintenance, so that one that is late does not run into the other. */
const gapMinutes = 30;

/** A part of a day: its first minute, and the first after it. */
type Span = Pick<MaintenanceSlot, "endMinute" | "startMinute">;

/** Minutes between one place for the snapshot and the next that is tried. */
const stepMinutes = 10;

const overlap = (one: Span, other: Span): boolean =>
  one.startMinute < other.endMinute && other.startMinute < one.endMinute;

/**
 * The snapshot's part of the day: as late before the maintenance as it can be, or else as soon after it, apart from it and
 * from the hours in which AWS Backup begins; undefined where its day has no such room.
 *
 * @param backupHours Full hours at which backups begin, on any day, each within its start window.
 */
export function snapshotBeside(
  { startMinute, endMinute }: Span,
  backupHours: readonly number[],
): Span | undefined {
  const begins = backupHours.map((hour) => ({
    startMinute: hour * 60,
    endMinute: hour * 60 + startWindowMinutes,
  }));
  const before = steps(startMinute - gapMinutes - snapshotMinutes, 0, -stepMinutes);
  // Not up to midnight, which AWS writes as the next day's.
  const after = steps(endMinute + gapMinutes, 24 * 60 - snapshotMinutes - 1, stepMinutes);
  return [...before, ...after]
    .map((start) => ({ startMinute: start, endMinute: start + snapshotMinutes }))
    .find((span) => !begins.some((begin) => overlap(span, begin)));
}

function steps(from: number, to: number, step: number): number[] {
  const count = Math.floor((to - from) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index * step);
}

/**
 * The windows of a region's stores: its own share of the weekly maintenance, and the snapshot beside it. The shares of
 * regions follow one another, so that what breaks one is seen before the next.
 */
export function storeWindows(
  config: Pick<PlatformConfig, "calendar" | "recovery" | "regions">,
  region: string,
): WindowsByKind {
  const { calendar, recovery } = config;
  const backupHours = recovery ? beginHours(recovery.tiers, weeklyMaintenance(calendar.maintenance)) : [];
  const kinds = Object.keys(shortestMaintenance) as AnyInstanceStore["kind"][];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const slot = steadyMaintenanceWindow(config, region, shortestMaintenance[kind]);
      const snapshot = slot && snapshotBeside(slot, backupHours);
      if (slot === undefined || snapshot === undefined) return [];
      const daily = `${clockText(snapshot.startMinute)}-${clockText(snapshot.endMinute)}`;
      return [[kind, { maintenance: awsWindow(slot), snapshot: daily }]];
    }),
  );
}
