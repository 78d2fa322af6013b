import { heldScaling } from "../calendar/floor";
import type { Draft } from "../draft";
import type { PlatformConfig, Service } from "../model";
import { profiles, type Profile } from "../profiles";
import { resolveCalendar, resolveDrills, resolveFreezes } from "./calendar";
import { resolveFeatures } from "./features";
import { placed, queueBacklogs, resolveQueue } from "./messaging";
import { resolveDump, resolvePromise, resolveRecovery } from "./recovery";
import { resolveRegion } from "./regions";
import { resolveService } from "./services";
import { resolveStore } from "./stores";
import { resolveAccess, resolveTenant } from "./tenants";

/** Fills in every default of a stack file that has no problem; undefined while a required part is missing. */
export function resolve(draft: Draft): PlatformConfig | undefined {
  const { environment, domain, owner, registry, writer, alerting } = draft;
  if (!environment || !domain || !owner || !registry || !writer || !alerting) return undefined;
  const { regions, services, traffic } = draft;
  const profile = profiles[environment];
  const tenants = sorted(draft.tenants.entries, (name, entry) => resolveTenant(name, entry, regions.names));
  return {
    environment,
    domain,
    owner,
    registry,
    writer,
    alerting,
    ...optional(draft),
    ...data(draft, profile),
    calendar: resolveCalendar(draft.calendar, draft, profile),
    features: resolveFeatures(draft.features ?? {}, environment),
    operators: profile.operators,
    headroom: {
      percent: draft.nodes?.headroomPercent ?? profile.headroomPercent,
      requests: profile.resources.requests,
    },
    regions: sorted(regions.entries, (name, entry) =>
      resolveRegion(name, entry, traffic.entries[name] ?? 0, { profile, draft }),
    ),
    tenants,
    access: sorted(draft.access.entries, (name, entry) =>
      resolveAccess(name, entry, tenants, regions),
    ).filter((one) => one.regions.length > 0),
    services: sorted(services.entries, (name, entry) =>
      surrounded(resolveService(name, entry, profile), draft),
    ),
  };
}

/** What a stack file may leave out altogether. */
function optional(draft: Draft): Pick<PlatformConfig, OptionalPart> {
  const { account, apiAccess, dns, auth, offHours } = draft;
  const recovery = draft.recovery && resolveRecovery(draft.recovery);
  return given({ account, apiAccess, dns, auth, offHours, recovery });
}

type OptionalPart = "account" | "apiAccess" | "auth" | "dns" | "offHours" | "recovery";

/** What keeps data or passes it on, and where that may be. */
function data({ residency = {}, recovery, backups, ...draft }: Draft, profile: Profile): Data {
  const stores = draft.stores.entries;
  return {
    residency,
    outside: sorted(draft.outside.entries, (name, entry) => ({ name, ...entry })),
    stores: sorted(stores, (name, entry) => resolveStore(name, entry, profile.stores, residency)),
    topics: sorted(draft.topics.entries, (name, entry) => placed(name, entry, residency)),
    buses: sorted(draft.buses.entries, (name, entry) => placed(name, entry, residency)),
    queues: sorted(draft.queues.entries, (name, entry) => resolveQueue(name, entry, draft, residency)),
    dumps: sorted(stores, (name, entry) => resolveDump(name, entry, backups, recovery)).flat(),
    promises: sorted(stores, resolvePromise).flat(),
    backups: sorted(backups.entries, (name, entry) => ({ name, ...entry })),
  };
}

type Data = Pick<
  PlatformConfig,
  "backups" | "buses" | "dumps" | "outside" | "promises" | "queues" | "residency" | "stores" | "topics"
>;

type Surroundings = Pick<Draft, "calendar" | "offHours" | "queues" | "regions">;

/** A service as queues, the calendar and the hours want it: scaled, held at the floors of great peaks, and still at times. */
function surrounded(service: Service, { calendar, regions, offHours, queues }: Surroundings): Service {
  const backlogs = queueBacklogs(service.uses, queues);
  const freezes = resolveFreezes(calendar);
  const drills = resolveDrills(calendar, regions.names);
  return {
    ...service,
    ...(backlogs.length > 0 && { queueBacklogs: backlogs }),
    scaling: heldScaling(service.name, service.scaling, calendar.events),
    rollout: {
      ...service.rollout,
      ...(freezes.length > 0 && { freezes }),
      ...(drills.length > 0 && { drills }),
      ...given({ offHours }),
    },
  };
}

type Given<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Only what is there, so that an absent key is absent in the model, too. */
function given<T extends object>(parts: T): Given<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Given<T>;
}

function sorted<T, U>(map: Readonly<Record<string, T>>, build: (name: string, entry: T) => U): U[] {
  return Object.entries(map)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entry]) => build(name, entry));
}
