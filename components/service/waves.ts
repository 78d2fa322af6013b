import type * as pulumi from "@pulumi/pulumi";

import type {
  Calendar,
  PlatformConfig,
  Region as RegionConfig,
  Service as ServiceConfig,
} from "../../config/model";
import { inWaves, waveBefore } from "../../guards/waves";
import { Dumps } from "../backup/dump/dumps";
import { CalendarRules, hasCalendarRules } from "../calendar/calendar-rules";
import { hasFloor } from "../calendar/floors";
import type { Estate } from "../lib/estate";
import { AlertRules } from "../observability/alert-rules";
import { ScalingRules } from "../observability/scaling-rules";
import { messageWiring } from "../messaging/message-wiring";
import { OffHours } from "../off-hours/off-hours";
import type { Entrance } from "../region/entrance";
import type { Region } from "../region/region";
import type { SigningKey } from "../security/signing-key";
import { serviceIdentity } from "../wiring/service-identity";
import { wiringOf, type WiringConfig } from "../wiring/wiring";
import { dumpPlaces } from "./dump-places";
import { ServiceNamespace } from "./namespace";
import type { Placement } from "./placement";
import type { Route } from "./route";
import { Service } from "./service";
import { calendarFloorSignal, serviceSignals, type ExternalSignal } from "./signals";

/** A service, and the key that it signs with everywhere. */
export interface SignedService {
  /** The service, as the stack file has it. */
  readonly service: ServiceConfig;
  /** Its key. */
  readonly signingKey: SigningKey;
}

/** A region, what it stands on, and how requests come in. */
export interface GroundedRegion {
  /** The region, as the stack file has it. */
  readonly region: RegionConfig;
  /** What it stands on. */
  readonly ground: Region;
  /** How requests come in. */
  readonly entrance: Entrance;
}

/** The platform, as the stack file has it, but for the stores: of these, what services are told. */
type WavesConfig = Omit<PlatformConfig, "stores"> & Pick<WiringConfig, "buckets" | "stores">;

/** What the workloads of every region are told. */
interface Shared {
  readonly config: WavesConfig;
  readonly estate: Estate;
  readonly services: readonly SignedService[];
  /** Every region: one may dump what is used in another. */
  readonly grounds: readonly GroundedRegion[];
}

/** A service's routes in one region, by the service's name. */
type Routes = ReadonlyMap<string, Route>;

/** What runs in each region, in the order in which a release reaches them. */
export function buildWaves(
  config: WavesConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
  services: readonly SignedService[],
): void {
  const built = new Map<string, Routes>();
  for (const { name } of inWaves(config.regions)) {
    const grounded = grounds.find(({ region }) => region.name === name);
    if (grounded === undefined) continue;
    const before = built.get(waveBefore(config.regions, name) ?? "");
    built.set(name, buildWorkloads({ config, estate, services, grounds }, grounded, before));
  }
}

function buildWorkloads(shared: Shared, grounded: GroundedRegion, before?: Routes): Routes {
  const { estate, services } = shared;
  const { region, ground, entrance } = grounded;
  const inRegion = { parent: ground, providers: [ground.kubernetes] };
  const { placement } = new ServiceNamespace(
    `${region.name}-services`,
    {
      estate,
      region: region.name,
      mesh: shared.config.features.mesh,
      cluster: ground.made?.cluster,
      crds: entrance.crds,
    },
    inRegion,
  );
  const routes = services.map((signed) => {
    const after = before?.get(signed.service.name);
    return [
      signed.service.name,
      buildService(shared, grounded, { signed, placement, after }, inRegion),
    ] as const;
  });
  buildOffHours(shared, region.name, placement, inRegion);
  buildRules(shared, grounded, placement, inRegion);
  buildDumps(shared, grounded, placement);
  return new Map(routes);
}

function buildOffHours(
  { config: { offHours }, estate, services }: Shared,
  region: string,
  placement: Placement,
  inRegion: pulumi.ComponentResourceOptions,
): void {
  if (offHours === undefined) return;
  const names = services.map(({ service }) => service.name);
  new OffHours(`${region}-off-hours`, { estate, region, offHours, services: names, placement }, inRegion);
}

/** What Prometheus computes in a region: objectives, what autoscalers read, and what is announced. */
function buildRules(
  { config, estate, services }: Shared,
  { region, entrance }: GroundedRegion,
  placement: Placement,
  inRegion: pulumi.ComponentResourceOptions,
): void {
  const watched = services.map(({ service }) => service);
  const common = { estate, region: region.name, services: watched, placement };
  const { calendar, alerting, offHours } = config;
  const sleeps = offHours !== undefined;
  new AlertRules(`${region.name}-objectives`, { ...common, alerting, sleeps }, inRegion);
  if (entrance.servesSeries) new ScalingRules(`${region.name}-scaling`, common, inRegion);
  if (!hasCalendarRules(calendar)) return;
  const announced = { ...common, regionPercent: region.capacityPercent, calendar, alerting };
  new CalendarRules(`${region.name}-calendar`, announced, inRegion);
}

/** Dumps are made beside the services, where their secrets and stores can be reached. */
function buildDumps(
  { config, estate }: Shared,
  { region: { name: region }, ground }: GroundedRegion,
  placement: Placement,
): void {
  const { account, alerting, stores } = config;
  const dumps = config.dumps.filter((dump) => dump.region === region);
  if (account === undefined || ground.made === undefined || dumps.length === 0) return;
  const registry = config.registry.replaceAll("{region}", region);
  new Dumps(
    `${region}-dumps`,
    { estate, account, region, dumps, stores, registry, alerting, placement },
    { parent: ground, providers: [ground.made.aws, ground.kubernetes] },
  );
}

/** What differs from one service of a region to the next. */
interface Place {
  readonly signed: SignedService;
  readonly placement: Placement;
  readonly after: Route | undefined;
}

function buildService(
  { config, estate, grounds }: Shared,
  { region, ground, entrance }: GroundedRegion,
  { signed: { service, signingKey }, placement, after }: Place,
  inRegion: pulumi.ComponentResourceOptions,
): Route {
  const { domain, registry, auth, writer, calendar, features } = config;
  const wiring = wiringOf(config, service, region.name, messageWiring(config, service, region));
  return new Service(
    `${region.name}-${service.name}`,
    {
      estate,
      region: region.name,
      regionPercent: region.capacityPercent,
      service,
      signals: entrance.servesSeries ? signalsOf(service, calendar) : [],
      domain,
      registry: registry.replaceAll("{region}", region.name),
      auth,
      wiring,
      identity: serviceIdentity(ground, { estate, config, region: region.name, service, wiring }),
      readsSecrets: ground.made !== undefined,
      isWriter: region.name === writer,
      mesh: features.mesh,
      signingKey: signingKey.value,
      placement,
      watch: { connection: ground.connection, userPercent: region.trafficPercent },
      after,
      dumps: dumpPlaces(config.dumps, service, grounds),
    },
    inRegion,
  ).route;
}

/** What a service's autoscalers add pods by: its own series, and the floor of each peak that is announced for it. */
function signalsOf(service: ServiceConfig, calendar: Calendar): ExternalSignal[] {
  return [...serviceSignals(service), ...(hasFloor(calendar, service.name) ? [calendarFloorSignal] : [])];
}
