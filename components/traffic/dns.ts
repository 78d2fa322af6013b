import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Dns as DnsConfig, Region } from "../../config/model";
import { tags, type Estate } from "../lib/estate";
import { regionalHostname } from "../region/gateway/gateway";
import type { FrontDoorAddress } from "./front-door";

/** One region behind the shop's name. */
export interface DnsRegion {
  /** The region, as the stack file has it. */
  readonly region: Region;
  /** Address of its front door. */
  readonly address: FrontDoorAddress;
}

/** What {@link Dns} must be told. */
export interface DnsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Host name of the API for users. */
  readonly hostname: string;
  /** Hosted zone and health check. */
  readonly dns: DnsConfig;
  /** The regions behind the name. */
  readonly regions: readonly DnsRegion[];
}

/** Seconds between two questions of each of Route 53's checkers, and failures in a row that make a region unhealthy. */
const healthCheck = { intervalSeconds: 10, failures: 3 } as const;

/**
 * The shop's name over its regions: weights over those that serve, each with a health check, and behind them the
 * standby, which answers only when none of them does. Route 53's data plane decides; no control plane is in the way.
 * A health check every 10 seconds costs about 2 USD a month.
 */
export class Dns extends pulumi.ComponentResource {
  constructor(name: string, args: DnsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { regions, ...inputs } = args;
    super(
      "platform:traffic:Dns",
      name,
      { ...inputs, regions: regions.map(({ region }) => region.name) },
      opts,
    );

    const checked = regions.map((one) => regionRecord(this, name, args, one));
    const serving = checked.filter(({ region }) => region.role !== "standby" || region.trafficPercent > 0);
    const standby = checked.find((one) => !serving.includes(one));
    for (const one of serving) servingRecord(this, name, args, one);
    entryRecords(this, name, args, standby);

    const shares = serving.map(({ region }) => `${region.name} ${region.trafficPercent} %`);
    const last = standby === undefined ? [] : [`then ${standby.region.name}`];
    this.registerOutputs({ summary: [args.hostname, ...shares, ...last].join(" · ") });
  }
}

/** A region with a name of its own, and a health check that asks that name. */
interface CheckedRegion {
  readonly region: Region;
  readonly hostname: string;
  readonly healthCheckId: pulumi.Output<string>;
}

function regionRecord(
  parent: Dns,
  name: string,
  args: DnsArgs,
  { region, address }: DnsRegion,
): CheckedRegion {
  const { estate, dns } = args;
  const hostname = regionalHostname(args.hostname, region.name);
  const { dnsName, zoneId } = address;
  aliasRecord(parent, `${name}-${region.name}`, args, hostname, {
    name: dnsName,
    zoneId,
    evaluateTargetHealth: true,
  });
  const check = new aws.route53.HealthCheck(
    `${name}-${region.name}-health`,
    {
      type: "HTTPS",
      fqdn: hostname,
      port: 443,
      resourcePath: dns.healthCheckPath,
      enableSni: true,
      requestInterval: healthCheck.intervalSeconds,
      failureThreshold: healthCheck.failures,
      tags: tags(estate, region.name, hostname),
    },
    { parent },
  );
  return { region, hostname, healthCheckId: check.id };
}

function servingRecord(
  parent: Dns,
  name: string,
  args: DnsArgs,
  { region, hostname, healthCheckId }: CheckedRegion,
): void {
  const to = { name: hostname, zoneId: args.dns.hostedZoneId, evaluateTargetHealth: true };
  aliasRecord(parent, `${name}-serving-${region.name}`, args, servingHostname(args), to, {
    setIdentifier: region.name,
    weightedRoutingPolicies: [{ weight: region.trafficPercent }],
    healthCheckId,
  });
}

function servingHostname({ hostname }: DnsArgs): string {
  return `serving.${hostname}`;
}

/** The name that users know: the serving regions, and the standby when they are all unhealthy. */
function entryRecords(parent: Dns, name: string, args: DnsArgs, standby: CheckedRegion | undefined): void {
  const zoneId = args.dns.hostedZoneId;
  const serving = { name: servingHostname(args), zoneId, evaluateTargetHealth: true };
  aliasRecord(parent, `${name}-primary`, args, args.hostname, serving, {
    setIdentifier: "primary",
    failoverRoutingPolicies: [{ type: "PRIMARY" }],
  });
  if (standby === undefined) return;
  const waiting = { name: standby.hostname, zoneId, evaluateTargetHealth: true };
  aliasRecord(parent, `${name}-secondary`, args, args.hostname, waiting, {
    setIdentifier: "secondary",
    failoverRoutingPolicies: [{ type: "SECONDARY" }],
    healthCheckId: standby.healthCheckId,
  });
}

type Alias = aws.types.input.route53.RecordAlias;
type Routing = Pick<
  aws.route53.RecordArgs,
  "setIdentifier" | "weightedRoutingPolicies" | "failoverRoutingPolicies" | "healthCheckId"
>;

function aliasRecord(
  parent: Dns,
  name: string,
  { dns }: DnsArgs,
  hostname: string,
  alias: Alias,
  routing: Routing = {},
): void {
  new aws.route53.Record(
    name,
    { zoneId: dns.hostedZoneId, name: hostname, type: "A", aliases: [alias], ...routing },
    { parent },
  );
}
