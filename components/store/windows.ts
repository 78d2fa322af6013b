import { clockText } from "../../config/calendar/recurrence";
import type { AnyInstanceStore, PlatformConfig } from "../../config/model";
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

/** The snapshot's part of the day: before the maintenance, or else after it; undefined where that leaves no room on its day. */
export function snapshotBeside({ startMinute, endMinute }: Span): Span | undefined {
  const before = startMinute - gapMinutes - snapshotMinutes;
  if (before >= 0) return { startMinute: before, endMinute: before + snapshotMinutes };
  const after = endMinute + gapMinutes;
  // Not up to midnight, which AWS writes as the next day's.
  return after + snapshotMinutes < 24 * 60
    ? { startMinute: after, endMinute: after + snapshotMinutes }
    : undefined;
}

/** The windows of a region's stores: its own share of the weekly maintenance, and the snapshot beside it. */
export function storeWindows(
  config: Pick<PlatformConfig, "calendar" | "regions">,
  region: string,
): WindowsByKind {
  const kinds = Object.keys(shortestMaintenance) as AnyInstanceStore["kind"][];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const slot = steadyMaintenanceWindow(config, region, shortestMaintenance[kind]);
      const snapshot = slot && snapshotBeside(slot);
      if (slot === undefined || snapshot === undefined) return [];
      const daily = `${clockText(snapshot.startMinute)}-${clockText(snapshot.endMinute)}`;
      return [[kind, { maintenance: awsWindow(slot), snapshot: daily }]];
    }),
  );
}
