import type { Draft } from "./draft";
import type { Access, ColourRelease, Ground, PlatformConfig, Region, Service, Tenant } from "./model";
import { profiles, type Profile } from "./profiles";
import type { AccessEntry } from "./schema/access";
import type { RegionEntry } from "./schema/region";
import type { ColourEntry, ServiceEntry } from "./schema/service";
import type { TenantEntry } from "./schema/tenant";

/** Size of a colour that the stack file leaves out, as a share of the service's floor, in percent: kept small, kept there. */
const undeclaredCapacityPercent = 10;

/** Fills in every default of a stack file that has no problem; undefined while a required part is missing. */
export function resolve(draft: Draft): PlatformConfig | undefined {
  const { environment, domain, owner, account, registry, writer, alerting, dns } = draft;
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
    ...(account && { account }),
    ...(dns && { dns }),
    operators: profile.operators,
    backups: sorted(backups.entries, (name, entry) => ({ name, ...entry })),
    regions: sorted(regions.entries, (name, entry) =>
      resolveRegion(name, entry, traffic.entries[name] ?? 0, profile),
    ),
    tenants,
    access: sorted(draft.access.entries, (name, entry) =>
      resolveAccess(name, entry, tenants, regions),
    ).filter((one) => one.regions.length > 0),
    services: sorted(services.entries, (name, entry) => resolveService(name, entry, profile)),
  };
}

function sorted<T, U>(map: Readonly<Record<string, T>>, build: (name: string, entry: T) => U): U[] {
  return Object.entries(map)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entry]) => build(name, entry));
}

function resolveRegion(name: string, entry: RegionEntry, trafficPercent: number, profile: Profile): Region {
  const { role, state, capacityPercent } = entry;
  return { name, role, state, capacityPercent, trafficPercent, ground: resolveGround(name, entry, profile) };
}

function resolveGround(name: string, entry: RegionEntry, profile: Profile): Ground {
  if (entry.existingCluster !== undefined) return { kind: "existing", ...entry.existingCluster };
  const { cidr = "", kubernetesVersion = "", zones = defaultZones(name) } = entry;
  const { natGateways, interfaceEndpoints } = profile;
  return { kind: "aws", cidr, zones, kubernetesVersion, natGateways, interfaceEndpoints };
}

/** The zones of a region on AWS whose stack file names none. */
export function defaultZones(region: string): string[] {
  return ["a", "b", "c"].map((letter) => `${region}${letter}`);
}

/** A tenant that names no regions is in all of them, also in those without users: moving users moves no tenant. */
function resolveTenant(name: string, entry: TenantEntry, all: readonly string[]): Tenant {
  const { owner, costCenter, quota, gatewayPort, state, deleteData, regions = all } = entry;
  return {
    name,
    owner,
    costCenter,
    quota,
    regions: all.filter((region) => regions.includes(region)).sort(),
    ...(gatewayPort !== undefined && { gatewayPort }),
    state,
    deleteData: deleteData !== undefined,
  };
}

/** An entry is in every cluster on AWS; a tenant's, in those of the tenant, and nowhere once the tenant is removed. */
function resolveAccess(
  name: string,
  { role, permission, tenant = "" }: AccessEntry,
  tenants: readonly Tenant[],
  { entries }: Draft["regions"],
): Access {
  const onAws = Object.keys(entries)
    .filter((region) => entries[region]?.existingCluster === undefined)
    .sort();
  if (permission !== undefined)
    return { name, role, grant: { kind: "permission", permission }, regions: onAws };
  const active = tenants.find((one) => one.name === tenant && one.state === "active");
  const regions = onAws.filter((region) => active?.regions.includes(region));
  return { name, role, grant: { kind: "tenant", tenant }, regions };
}

function resolveService(name: string, entry: ServiceEntry, profile: Profile): Service {
  const {
    path,
    port,
    health,
    objective,
    resources = profile.resources,
    scaling = profile.scaling,
    release,
  } = entry;
  const { maximumStepPercent, rollback } = release;
  const colours = resolveRelease(release);
  return {
    name,
    path,
    port,
    health,
    objective,
    resources,
    scaling,
    maximumStepPercent,
    rollback,
    release: colours,
  };
}

/** Both colours of a release. One that the stack file leaves out exists all the same, small, on the other's image. */
export function resolveRelease({ blue, green, greenPercent }: ServiceEntry["release"]): Service["release"] {
  const shadow = { ...blue, capacityPercent: undeclaredCapacityPercent };
  return {
    blue: colourRelease(blue, 100 - greenPercent, true),
    green: colourRelease(green ?? shadow, greenPercent, green !== undefined),
  };
}

function colourRelease(entry: ColourEntry, weight: number, declared: boolean): ColourRelease {
  return { ...entry, weight, declared };
}
