import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { PlatformConfig, Region as RegionConfig, Service as ServiceConfig } from "../config/model";
import { regionRoles } from "../config/schema/region";
import { Backups } from "./backup/backups";
import type { Estate } from "./lib/estate";
import { AlertRules } from "./observability/alert-rules";
import { buildEntrance, type Entrance } from "./region/entrance";
import { apiHostnames } from "./region/gateway/gateway";
import { globalProvider, runnerProvider } from "./region/providers";
import { Region, type AwsGround, type RegionArgs } from "./region/region";
import { AccountPublicAccess } from "./security/account-public-access";
import { SigningKey } from "./security/signing-key";
import { ServiceNamespace } from "./service/namespace";
import { Service } from "./service/service";
import { Tenant } from "./tenant/tenant";
import { Dns } from "./traffic/dns";

/** The whole platform of one environment, in the order in which it is built: keys, regions, what runs in each, and what spans them. */
export class Platform extends pulumi.ComponentResource {
  /** Host name of the API for users. */
  public readonly apiHostname: string;

  constructor(name: string, config: PlatformConfig, opts?: pulumi.ComponentResourceOptions) {
    super("platform:index:Platform", name, config, opts);
    const estate: Estate = { environment: config.environment, owner: config.owner };

    const services = buildSigningKeys(this, config);
    const runnerAws = buildRunnerProvider(this, config, estate);
    const grounds = config.regions.map((region) => {
      const ground = buildRegion(this, config, region, { estate, ...(runnerAws && { runnerAws }) });
      const entrance = buildEntrance({ estate, config, region, ground });
      buildWorkloads({ region, ground, entrance }, config, estate, services);
      buildTenants(ground, config, region, estate);
      return { region, ground, entrance };
    });
    buildBackups(this, config, estate, grounds);
    const global = buildAccount(this, config, estate, grounds);
    buildTraffic(this, config, estate, grounds, global);

    this.apiHostname = apiHostnames(config.domain).public;
    this.registerOutputs({
      summary: `${config.environment} · ${config.domain} · writes go to ${config.writer}`,
    });
  }
}

/** A service, and the key that it signs with everywhere. */
interface SignedService {
  readonly service: ServiceConfig;
  readonly signingKey: SigningKey;
}

/** A region, and what it stands on. */
interface GroundedRegion {
  readonly region: RegionConfig;
  readonly ground: Region;
  readonly entrance: Entrance;
}

function buildSigningKeys(parent: Platform, { services }: PlatformConfig): SignedService[] {
  const provider = new random.Provider("random", {}, { parent });
  return services.map((service) => ({
    service,
    signingKey: new SigningKey(`${service.name}-signing-key`, { parent, providers: [provider] }),
  }));
}

function buildRunnerProvider(
  parent: Platform,
  config: PlatformConfig,
  estate: Estate,
): aws.Provider | undefined {
  const { account, apiAccess } = config;
  const runner = apiAccess?.runnerNetwork;
  if (account === undefined || runner === undefined) return undefined;
  const tokenRegion = otherAwsRegion(config, runner.region);
  return runnerProvider(runner.region, { estate, account, tokenRegion }, { parent });
}

function buildRegion(
  parent: Platform,
  config: PlatformConfig,
  region: RegionConfig,
  shared: Pick<RegionArgs, "estate" | "runnerAws">,
): Region {
  const { account, apiAccess } = config;
  const tokenRegion = otherAwsRegion(config, region.name);
  const access = config.access.filter(({ regions }) => regions.includes(region.name));
  return new Region(
    region.name,
    {
      ...shared,
      ...{ region: region.name, config: region, access, tokenRegion },
      ...(account && { account }),
      ...(apiAccess && { apiAccess }),
    },
    { parent },
  );
}

/**
 * A region on AWS other than this one, so that a region that is down does not keep anybody from a token; this one where
 * there is no other. By role, so that adding a region moves nobody's, and never one that is lost.
 */
function otherAwsRegion({ regions }: PlatformConfig, name: string): string {
  const others = regions.filter(
    ({ name: other, ground, state }) => other !== name && ground.kind === "aws" && state === "active",
  );
  const byRole = regionRoles.flatMap((role) => others.filter((region) => region.role === role));
  return byRole[0]?.name ?? name;
}

function buildWorkloads(
  { region: { name: region, capacityPercent }, ground, entrance: { crds } }: GroundedRegion,
  { domain, registry, alerting }: PlatformConfig,
  estate: Estate,
  services: readonly SignedService[],
): void {
  const inRegion = { parent: ground, providers: [ground.kubernetes] };
  const cluster = ground.made?.cluster;
  const { placement } = new ServiceNamespace(
    `${region}-services`,
    { estate, region, cluster, crds },
    inRegion,
  );
  for (const { service, signingKey } of services) {
    new Service(
      `${region}-${service.name}`,
      {
        estate,
        region,
        regionPercent: capacityPercent,
        service,
        domain,
        registry: registry.replaceAll("{region}", region),
        signingKey: signingKey.value,
        placement,
      },
      inRegion,
    );
  }
  const watched = services.map(({ service }) => service);
  new AlertRules(
    `${region}-objectives`,
    { estate, region, services: watched, alerting, placement },
    inRegion,
  );
}

function buildTenants(
  ground: Region,
  { tenants }: PlatformConfig,
  { name: region }: RegionConfig,
  estate: Estate,
): void {
  const inRegion = { parent: ground, providers: [ground.kubernetes] };
  const cluster = ground.made?.cluster;
  for (const tenant of tenants.filter(({ regions }) => regions.includes(region)))
    new Tenant(`${region}-tenant-${tenant.name}`, { estate, region, tenant, cluster }, inRegion);
}

function buildBackups(
  parent: Platform,
  { account, backups }: PlatformConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
): void {
  if (account === undefined || backups.length === 0) return;
  const providers = new Map(onAws(grounds).map(({ region, made }) => [region.name, made.aws]));
  new Backups("backups", { estate, account, backups, providers }, { parent });
}

/** What there is once in the account, and the provider of what belongs to no region. */
function buildAccount(
  parent: Platform,
  config: PlatformConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
): aws.Provider | undefined {
  const { account } = config;
  if (account === undefined || onAws(grounds).length === 0) return undefined;
  const tokenRegion = otherAwsRegion(config, "us-east-1");
  const provider = globalProvider({ estate, account, tokenRegion }, { parent });
  new AccountPublicAccess("account-public-access", { account }, { parent, providers: [provider] });
  return provider;
}

function buildTraffic(
  parent: Platform,
  { dns, domain }: PlatformConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
  global: aws.Provider | undefined,
): void {
  const doors = grounds.flatMap(({ region, entrance: { address } }) =>
    address === undefined ? [] : [{ region, address }],
  );
  if (global === undefined || dns === undefined) return;
  const hostname = apiHostnames(domain).public;
  new Dns("dns", { estate, hostname, dns, regions: doors }, { parent, providers: [global] });
}

interface MadeRegion extends GroundedRegion {
  readonly made: AwsGround;
}

function onAws(grounds: readonly GroundedRegion[]): MadeRegion[] {
  return grounds.flatMap((one) => (one.ground.made ? [{ ...one, made: one.ground.made }] : []));
}
