import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { PlatformConfig, Region as RegionConfig } from "../config/model";
import { regionRoles } from "../config/schema/region";
import { Backups } from "./backup/backups";
import { weeklyMaintenance } from "./backup/begins";
import { maintenanceWindow } from "./calendar/maintenance";
import { nodeBudgets } from "./calendar/node-budgets";
import { clusterAsStore, databasesAsStores } from "./backup/recoverable";
import type { RestoreNetwork } from "./backup/vaults/restore-tests";
import type { Estate } from "./lib/estate";
import { Messaging } from "./messaging/messaging";
import { buildEntrance } from "./region/entrance";
import { Headroom, headroomPods } from "./region/headroom";
import { apiHostnames } from "./region/gateway/gateway";
import { globalProvider, runnerProvider } from "./region/providers";
import { Region, type AwsGround, type RegionArgs } from "./region/region";
import { AccountPublicAccess } from "./security/account-public-access";
import { SigningKey } from "./security/signing-key";
import { buildStores } from "./store/made-stores";
import { buildWaves, type GroundedRegion, type SignedService } from "./service/waves";
import { Tenant } from "./tenant/tenant";
import { Dns } from "./traffic/dns";

/** The whole platform of one environment, in the order in which it is built: keys, regions, what runs in each, and what spans them. */
export class Platform extends pulumi.ComponentResource {
  /** Host name of the API for users. */
  public readonly apiHostname: string;

  constructor(name: string, config: PlatformConfig, opts?: pulumi.ComponentResourceOptions) {
    super("platform:index:Platform", name, config, opts);
    const estate: Estate = { environment: config.environment, owner: config.owner };

    const randomProvider = new random.Provider("random", {}, { parent: this });
    const services = buildSigningKeys(this, config, randomProvider);
    const runnerAws = buildRunnerProvider(this, config, estate);
    const grounds = config.regions.map((region) => {
      const ground = buildRegion(this, config, region, { estate, ...(runnerAws && { runnerAws }) });
      buildHeadroom(ground, config, region);
      buildMessaging(ground, config, region, estate);
      const entrance = buildEntrance({ estate, config, region, ground });
      buildTenants({ region, ground, entrance }, config, estate);
      return { region, ground, entrance };
    });
    const told = buildStores(this, config, { estate, random: randomProvider }, grounds);
    buildWaves({ ...config, ...told }, estate, grounds, services);
    buildBackups(this, config, estate, grounds);
    const global = buildAccount(this, config, estate, grounds);
    buildTraffic(this, config, estate, grounds, global);

    this.apiHostname = apiHostnames(config.domain).public;
    this.registerOutputs({
      summary: `${config.environment} · ${config.domain} · writes go to ${config.writer}`,
    });
  }
}

function buildSigningKeys(
  parent: Platform,
  { services }: PlatformConfig,
  provider: random.Provider,
): SignedService[] {
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
      budgets: nodeBudgets(calendarOf(config, region), maintenanceWindow(config, region.name)),
      ...(account && { account }),
      ...(apiAccess && { apiAccess }),
    },
    { parent },
  );
}

/** What is announced for a region: every peak, and the drills that are held in it. */
function calendarOf({ calendar }: PlatformConfig, { name }: RegionConfig): PlatformConfig["calendar"] {
  return { ...calendar, drills: calendar.drills.filter(({ regions }) => regions.includes(name)) };
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

function buildTenants(
  { region: { name: region }, ground, entrance: { crds } }: GroundedRegion,
  { tenants, features: { mesh } }: PlatformConfig,
  estate: Estate,
): void {
  const inRegion = { parent: ground, providers: [ground.kubernetes] };
  const cluster = ground.made?.cluster;
  for (const tenant of tenants.filter(({ regions }) => regions.includes(region)))
    new Tenant(`${region}-tenant-${tenant.name}`, { estate, region, tenant, mesh, cluster, crds }, inRegion);
}

/** Only on nodes that the program makes: elsewhere room that is kept free is taken from somebody. */
function buildHeadroom(
  ground: Region,
  { services, headroom, registry }: PlatformConfig,
  { name: region, capacityPercent }: RegionConfig,
): void {
  const { made } = ground;
  const pods = headroomPods(services, capacityPercent, headroom);
  if (made === undefined || pods === 0) return;
  const { requests } = headroom;
  new Headroom(
    `${region}-headroom`,
    { region, registry: registry.replaceAll("{region}", region), pods, requests, cluster: made.cluster },
    { parent: ground, providers: [ground.kubernetes], dependsOn: [...made.equipment] },
  );
}

function buildMessaging(
  ground: Region,
  { account, queues, topics, buses, services, alerting, offHours }: PlatformConfig,
  { name: region }: RegionConfig,
  estate: Estate,
): void {
  const { made } = ground;
  if (account === undefined || made === undefined || queues.length + topics.length + buses.length === 0)
    return;
  new Messaging(
    `${region}-messaging`,
    { estate, account, region, queues, topics, buses, services, alerting, offHours },
    { parent: ground, providers: [made.aws] },
  );
}

function buildBackups(
  parent: Platform,
  { account, alerting, backups, calendar, dumps, recovery, residency, stores }: PlatformConfig,
  estate: Estate,
  grounds: readonly GroundedRegion[],
): void {
  if (account === undefined || (backups.length === 0 && recovery === undefined)) return;
  const made = onAws(grounds);
  const providers = new Map(made.map((one) => [one.region.name, one.made.aws]));
  const networks = new Map(made.map((one) => [one.region.name, restoreNetwork(one)]));
  const recoverable = [
    ...made.map(({ region }) => clusterAsStore(estate, account, region.name)),
    ...databasesAsStores(estate, account, stores),
  ];
  const maintenance = weeklyMaintenance(calendar.maintenance);
  const what = { backups, dumps, recovery, residency, maintenance, stores: recoverable };
  const where = { providers, networks, runbooks: alerting.runbooks };
  new Backups("backups", { estate, account, ...what, ...where }, { parent });
}

/** Restores are tried where the stores are. */
function restoreNetwork({ region: { ground }, made: { network } }: MadeRegion): RestoreNetwork {
  return { vpcId: network.vpcId, zones: ground.kind === "aws" ? ground.zones : [] };
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
