import type { PlatformConfig, Region as RegionConfig } from "../../config/model";
import type { Estate } from "../lib/estate";
import { Mesh } from "../mesh/mesh";
import { queueName } from "../messaging/names";
import type { Crds } from "../service/placement";
import { tenantPorts } from "../tenant/ports";
import { FrontDoor, type FrontDoorAddress } from "../traffic/front-door";
import { Gateway, type GatewayArgs } from "./gateway/platform-gateway";
import { Operators, type OperatorsArgs } from "./operators/operators";
import type { AwsGround, Region } from "./region";

/** What an entrance must be told. */
export interface EntranceArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The platform, as the stack file has it. */
  readonly config: PlatformConfig;
  /** The region, as the stack file has it. */
  readonly region: RegionConfig;
  /** What the region stands on. */
  readonly ground: Region;
}

/** How requests come into a region. */
export interface Entrance {
  /** What brings the definitions of custom resources. */
  readonly crds: Crds;
  /** Whether autoscalers are served series: by our operators. Whoever installs their own serves what they choose. */
  readonly servesSeries: boolean;
  /** Address of the front door, where it is ours. */
  readonly address?: FrontDoorAddress;
}

/** Builds, on the ground of a region, what every service there stands behind: operators, the Gateway, and the front door. */
export function buildEntrance(args: EntranceArgs): Entrance {
  const { region, ground } = args;
  const { made, kubernetes } = ground;
  const providers = made ? [made.aws, kubernetes] : [kubernetes];
  const operators = installsOperators(region)
    ? new Operators(`${region.name}-operators`, operatorsArgs(args), {
        parent: ground,
        providers,
        // Their pods need nodes, and Prometheus a class of storage.
        dependsOn: [...(made?.equipment ?? [])],
      })
    : undefined;
  const crds = operators?.crds ?? {};
  new Gateway(
    `${region.name}-gateway`,
    { ...gatewayArgs(args), crds, proxyPlacement: operators?.proxyPlacement },
    { parent: ground, providers: [kubernetes] },
  );
  buildMesh(args, operators);
  const entrance = { crds, servesSeries: operators !== undefined };
  return made && operators ? { ...entrance, address: frontDoor(args, made, operators) } : entrance;
}

function installsOperators({ ground }: RegionConfig): boolean {
  return ground.kind === "aws" || ground.operators === "managed";
}

function buildMesh(args: EntranceArgs, operators: Operators | undefined): void {
  const { estate, config, region, ground } = args;
  const { features, services } = config;
  if (features.mesh === "none" || operators?.meshPlacements === undefined) return;
  const { meshPlacements: placements } = operators;
  new Mesh(
    `${region.name}-mesh`,
    { estate, region: region.name, stage: features.mesh, services, placements },
    { parent: ground, providers: [ground.kubernetes] },
  );
}

function gatewayArgs({ config, region, ground }: EntranceArgs): Omit<GatewayArgs, "crds"> {
  const { domain, dns, operators, auth, features } = config;
  const { made } = ground;
  const tenants = tenantPorts(config.tenants, region.name);
  return {
    region: region.name,
    domain,
    proxies: operators.proxies,
    readsKeys: auth !== undefined,
    mesh: features.mesh,
    cluster: made?.cluster,
    ...(tenants.length > 0 && { tenants }),
    ...(region.ground.kind === "aws" && { frontDoorRange: region.ground.cidr }),
    ...(made && dns && { hostedZoneId: dns.hostedZoneId }),
  };
}

/** The queues by whose length the pods of some service are added, by their names in AWS. */
function followedQueues({ estate, config: { services } }: EntranceArgs): string[] {
  const queues = services.flatMap(({ queueBacklogs = [] }) => queueBacklogs.map(({ queue }) => queue));
  return [...new Set(queues)].sort().map((queue) => queueName(estate, queue));
}

function operatorsArgs(args: EntranceArgs): OperatorsArgs {
  const { estate, config, region, ground } = args;
  const { account, domain, dns } = config;
  const rights = account && {
    estate,
    account,
    domain,
    region: region.name,
    ...(dns && { hostedZoneId: dns.hostedZoneId }),
  };
  return {
    estate,
    region: region.name,
    size: config.operators,
    mesh: config.features.mesh,
    queues: followedQueues(args),
    cluster: ground.made?.cluster,
    ...(ground.made && rights && { aws: { rights, compute: ground.made.compute } }),
  };
}

function frontDoor(
  { estate, region, ground }: EntranceArgs,
  made: AwsGround,
  { proxyPlacement }: Operators,
): FrontDoorAddress {
  const { vpcId, publicSubnetIds } = made.network;
  const { clusterSecurityGroupId, compute } = made;
  const where = { estate, region: region.name, vpcId, publicSubnetIds, clusterSecurityGroupId };
  return new FrontDoor(
    `${region.name}-front-door`,
    { ...where, compute, proxyPlacement },
    { parent: ground, providers: [made.aws, made.kubernetes] },
  ).address;
}
