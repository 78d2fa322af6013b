import type { Draft } from "../draft";
import type { PlatformConfig } from "../model";
import { profiles } from "../profiles";
import { resolveDump, resolvePromise, resolveRecovery } from "./recovery";
import { resolveRegion } from "./regions";
import { resolveService } from "./services";
import { resolveAccess, resolveTenant } from "./tenants";

/** Fills in every default of a stack file that has no problem; undefined while a required part is missing. */
export function resolve(draft: Draft): PlatformConfig | undefined {
  const { environment, domain, owner, account, apiAccess, registry, writer, alerting, dns, auth } = draft;
  if (!environment || !domain || !owner || !registry || !writer || !alerting) return undefined;
  const { regions, services, traffic, backups } = draft;
  const profile = profiles[environment];
  const tenants = sorted(draft.tenants.entries, (name, entry) => resolveTenant(name, entry, regions.names));
  return {
    environment,
    domain,
    owner,
    registry,
    writer,
    alerting,
    ...given({ account, apiAccess, dns, auth, recovery: draft.recovery && resolveRecovery(draft.recovery) }),
    outside: sorted(draft.outside.entries, (name, entry) => ({ name, ...entry })),
    stores: sorted(draft.stores.entries, (name, { holds, tier, promise, dump, ...entry }) => ({
      name,
      ...entry,
    })),
    residency: draft.residency ?? {},
    dumps: sorted(draft.stores.entries, (name, entry) =>
      resolveDump(name, entry, backups, draft.recovery),
    ).flat(),
    promises: sorted(draft.stores.entries, resolvePromise),
    operators: profile.operators,
    backups: sorted(backups.entries, (name, entry) => ({ name, ...entry })),
    regions: sorted(regions.entries, (name, entry) =>
      resolveRegion(name, entry, traffic.entries[name] ?? 0, { profile, draft }),
    ),
    tenants,
    access: sorted(draft.access.entries, (name, entry) =>
      resolveAccess(name, entry, tenants, regions),
    ).filter((one) => one.regions.length > 0),
    services: sorted(services.entries, (name, entry) => resolveService(name, entry, profile)),
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
