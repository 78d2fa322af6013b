import type { z } from "zod";

import type { Problem } from "./problems";
import { schemaProblems } from "./schema-problems";
import { namespace, stackFileSchema, trafficShareSchema, type StackFileKey } from "./schema";
import { accessSchema, type AccessEntry } from "./schema/access";
import { backupSchema, type BackupEntry } from "./schema/backup";
import {
  calendarEntries,
  type DrillEntry,
  type EventEntry,
  type FreezeEntry,
  type MaintenanceEntry,
} from "./schema/calendar";
import { quotaSchema, type QuotaEntry } from "./schema/quotas";
import {
  busSchema,
  queueSchema,
  topicSchema,
  type BusEntry,
  type QueueEntry,
  type TopicEntry,
} from "./schema/messaging";
import { regionSchema, type RegionEntry } from "./schema/region";
import { serviceSchema, type ServiceEntry } from "./schema/service";
import { tenantSchema, type TenantEntry } from "./schema/tenant";
import { storeSchema, type StoreEntry } from "./schema/store";
import { outsideSchema, type OutsideEntry } from "./schema/wiring";
import { isRecord } from "./values";

/** What an operator wrote under one key of the `config` map, by key without the namespace. */
export type RawConfig = Readonly<Record<string, unknown>>;

type Parsed = z.output<typeof stackFileSchema>;

/** The keys that hold a map of names, of which each entry is read by itself. */
const maps = [
  ...(["regions", "services", "traffic", "backups", "tenants", "access"] as const),
  ...(["outside", "stores", "topics", "buses", "queues", "calendar", "quotas"] as const),
] as const;
type MapKey = (typeof maps)[number];

/** A map of the stack file: the entries whose shape is right, and the names of all that are written. */
export interface DraftMap<T> {
  /** The entries whose shape is right, by name. */
  readonly entries: Readonly<Record<string, T>>;
  /** Names of all entries, right or wrong. */
  readonly names: readonly string[];
  /** Whether every entry's shape is right; a rule over the whole map has nothing to say otherwise. */
  readonly complete: boolean;
}

/** What is announced, by name. */
export interface DraftCalendar {
  /** Announced peaks. */
  readonly events: DraftMap<EventEntry>;
  /** Times without releases. */
  readonly freezes: DraftMap<FreezeEntry>;
  /** Maintenance windows. */
  readonly maintenance: DraftMap<MaintenanceEntry>;
  /** Drills. */
  readonly drills: DraftMap<DrillEntry>;
}

/**
 * The parts of a stack file whose shape is right, so that the checks across fields can run on them while other parts
 * are still wrong.
 */
export interface Draft extends Partial<Omit<Parsed, MapKey>> {
  /** The regions by name. */
  readonly regions: DraftMap<RegionEntry>;
  /** The services by name. */
  readonly services: DraftMap<ServiceEntry>;
  /** The pairs of backup buckets by name. */
  readonly backups: DraftMap<BackupEntry>;
  /** The tenants by name. */
  readonly tenants: DraftMap<TenantEntry>;
  /** Who gets into the clusters, by name. */
  readonly access: DraftMap<AccessEntry>;
  /** Hosts outside by name. */
  readonly outside: DraftMap<OutsideEntry>;
  /** The stores by name. */
  readonly stores: DraftMap<StoreEntry>;
  /** What is announced. */
  readonly calendar: DraftCalendar;
  /** What AWS grants the account, by region. */
  readonly quotas: DraftMap<QuotaEntry>;
  /** The topics by name. */
  readonly topics: DraftMap<TopicEntry>;
  /** The buses by name. */
  readonly buses: DraftMap<BusEntry>;
  /** The queues by name. */
  readonly queues: DraftMap<QueueEntry>;
  /** Shares of users by region, in percent. */
  readonly traffic: DraftMap<number>;
  /** Keys that are written but could not be read; a check that needs one of them has nothing to say. */
  readonly unreadable: readonly string[];
}

/** The draft of a stack file, and every problem with the shape of its parts. */
export interface Parse {
  /** What could be read. */
  readonly draft: Draft;
  /** What could not, and why. */
  readonly problems: readonly Problem[];
}

/** Reads each part of a stack file by itself, so that one broken part hides nothing about the others. */
export function parseConfig(raw: RawConfig): Parse {
  const whole = stackFileSchema.safeParse(raw);
  const problems = whole.success ? [] : schemaProblems(stackFileSchema, whole.error, raw, namespace);
  const parts = scalarParts(raw);
  const optional = (key: MapKey): unknown => raw[key] ?? {};
  const draft: Draft = {
    ...parts,
    regions: draftMap(raw.regions, regionSchema),
    services: draftMap(raw.services, serviceSchema),
    backups: draftMap(optional("backups"), backupSchema),
    tenants: draftMap(optional("tenants"), tenantSchema),
    access: draftMap(optional("access"), accessSchema),
    outside: draftMap(optional("outside"), outsideSchema),
    stores: draftMap(optional("stores"), storeSchema),
    calendar: draftCalendar(optional("calendar")),
    quotas: draftMap(optional("quotas"), quotaSchema),
    topics: draftMap(optional("topics"), topicSchema),
    buses: draftMap(optional("buses"), busSchema),
    queues: draftMap(optional("queues"), queueSchema),
    traffic: draftMap(raw.traffic, trafficShareSchema),
    unreadable: Object.keys(raw).filter((key) => !(key in parts)),
  };
  return { draft, problems };
}

function scalarParts(raw: RawConfig): Partial<Omit<Parsed, MapKey>> {
  const keys = Object.keys(stackFileSchema.shape) as StackFileKey[];
  const parsed = keys
    .filter((key) => !(maps as readonly StackFileKey[]).includes(key))
    .map((key) => [key, stackFileSchema.shape[key].safeParse(raw[key])] as const)
    .flatMap(([key, result]) =>
      result.success && result.data !== undefined ? [[key, result.data] as const] : [],
    );
  return Object.fromEntries(parsed);
}

function draftCalendar(value: unknown): DraftCalendar {
  const { events = {}, freezes = {}, maintenance = {}, drills = {} } = isRecord(value) ? value : {};
  return {
    events: draftMap(events, calendarEntries.events),
    freezes: draftMap(freezes, calendarEntries.freezes),
    maintenance: draftMap(maintenance, calendarEntries.maintenance),
    drills: draftMap(drills, calendarEntries.drills),
  };
}

function draftMap<T extends z.ZodType>(value: unknown, schema: T): DraftMap<z.output<T>> {
  if (!isRecord(value)) return { entries: {}, names: [], complete: false };
  const names = Object.keys(value);
  const parsed = names
    .map((name) => [name, schema.safeParse(value[name])] as const)
    .flatMap(([name, result]) => (result.success ? [[name, result.data] as const] : []));
  return { entries: Object.fromEntries(parsed), names, complete: parsed.length === names.length };
}
