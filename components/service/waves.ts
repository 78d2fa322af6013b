import type * as pulumi from "@pulumi/pulumi";

import type { PlatformConfig, Region as RegionConfig, Service as ServiceConfig } from "../../config/model";
import { inWaves, waveBefore } from "../../guards/waves";
import { Dumps } from "../backup/dump/dumps";
import type { Estate } from "../lib/estate";
import { AlertRules } from "../observability/alert-rules";
import type { Entrance } from "../region/entrance";
import type { Region } from "../region/region";
import type { SigningKey } from "../security/signing-key";
import { wiringOf } from "../wiring/wiring";
import { ServiceNamespace } from "./namespace";
import type { Placement } from "./placement";
import type { Route } from "./route";
import { Service } from "./service";

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

/** What the workloads of every region are told. */
interface Shared {
  readonly config: PlatformConfig;
  readonly estate: Estate;
  readonly services: readonly SignedService[];
}

/** A service's routes in one region, by the service's name. */
type Routes = ReadonlyMap<string, Route>;

/** What runs in each region, in the order in which a release reaches them. */
export function buildWaves(
  config: PlatformConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
  services: readonly SignedService[],
): void {
  const built = new Map<string, Routes>();
  for (const { name } of inWaves(config.regions)) {
    const grounded = grounds.find(({ region }) => region.name === name);
    if (grounded === undefined) continue;
    const before = built.get(waveBefore(config.regions, name) ?? "");
    built.set(name, buildWorkloads({ config, estate, services }, grounded, before));
  }
}

function buildWorkloads(shared: Shared, grounded: GroundedRegion, before?: Routes): Routes {
  const { config, estate, services } = shared;
  const { region, ground, entrance } = grounded;
  const inRegion = { parent: ground, providers: [ground.kubernetes] };
  const { placement } = new ServiceNamespace(
    `${region.name}-services`,
    { estate, region: region.name, cluster: ground.made?.cluster, crds: entrance.crds },
    inRegion,
  );
  const routes = services.map((signed) => {
    const after = before?.get(signed.service.name);
    return [
      signed.service.name,
      buildService(shared, grounded, { signed, placement, after }, inRegion),
    ] as const;
  });
  const watched = services.map(({ service }) => service);
  new AlertRules(
    `${region.name}-objectives`,
    { estate, region: region.name, services: watched, alerting: config.alerting, placement },
    inRegion,
  );
  buildDumps(shared, grounded, placement);
  return new Map(routes);
}

/** Dumps are made beside the services, where their secrets and stores can be reached. */
function buildDumps(
  { config, estate }: Shared,
  { region: { name: region }, ground }: GroundedRegion,
  placement: Placement,
): void {
  const { account, alerting } = config;
  const dumps = config.dumps.filter((dump) => dump.region === region);
  if (account === undefined || ground.made === undefined || dumps.length === 0) return;
  const registry = config.registry.replaceAll("{region}", region);
  new Dumps(
    `${region}-dumps`,
    { estate, account, region, dumps, registry, alerting, placement },
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
  { config, estate }: Shared,
  { region, ground }: GroundedRegion,
  { signed: { service, signingKey }, placement, after }: Place,
  inRegion: pulumi.ComponentResourceOptions,
): Route {
  const { domain, registry, auth, writer } = config;
  return new Service(
    `${region.name}-${service.name}`,
    {
      estate,
      region: region.name,
      regionPercent: region.capacityPercent,
      service,
      domain,
      registry: registry.replaceAll("{region}", region.name),
      auth,
      wiring: wiringOf(config, service, region.name),
      readsSecrets: ground.made !== undefined,
      isWriter: region.name === writer,
      signingKey: signingKey.value,
      placement,
      watch: { connection: ground.connection, userPercent: region.trafficPercent },
      after,
    },
    inRegion,
  ).route;
}
