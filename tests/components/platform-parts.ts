import { hasCalendarRules } from "../../components/calendar/calendar-rules";
import type { PlatformConfig, Region } from "../../config/model";

const some = (are: boolean, ...parts: readonly string[]): readonly string[] => (are ? parts : []);
const names = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);

/** What a platform is made of, as `type name`, sorted. */
export function partsOfPlatform(config: PlatformConfig): string[] {
  const { account, backups, dns, regions, services, stores } = config;
  return [
    "pulumi:providers:random random",
    ...some(
      account !== undefined,
      "pulumi:providers:aws global-aws",
      "pulumi:providers:aws runner-aws",
      "platform:security:AccountPublicAccess account-public-access",
    ),
    ...some(dns !== undefined, "platform:traffic:Dns dns"),
    ...some(backups.length > 0, "platform:backup:Backups backups"),
    ...some(
      stores.some(({ kind }) => kind !== "external"),
      "platform:store:Stores stores",
    ),
    ...names(services).map((name) => `platform:security:SigningKey ${name}-signing-key`),
    ...names(regions).map((name) => `platform:region:Region ${name}`),
  ].sort();
}

/** What a region is made of, as `type name`, sorted. */
export function partsOfRegion(config: PlatformConfig, { name: region, ground }: Region): string[] {
  const { access, calendar, services, tenants } = config;
  const onAws = [
    `platform:region:Cluster ${region}-cluster`,
    `platform:messaging:Messaging ${region}-messaging`,
    `platform:region:Network ${region}-network`,
    `platform:traffic:FrontDoor ${region}-front-door`,
    `platform:region:Headroom ${region}-headroom`,
    `pulumi:providers:aws ${region}-aws`,
    ...withRole(config).map((name) => `platform:region:PodIdentity ${region}-${name}-identity`),
  ];
  return [
    ...some(ground.kind === "aws", ...onAws),
    ...some(
      access.some(({ regions }) => regions.includes(region)),
      `platform:region:ClusterAccess ${region}-access`,
    ),
    ...some(
      config.dumps.some((dump) => dump.region === region),
      `platform:backup:Dumps ${region}-dumps`,
    ),
    `platform:observability:AlertRules ${region}-objectives`,
    ...some(hasCalendarRules(calendar), `platform:calendar:CalendarRules ${region}-calendar`),
    `platform:observability:ScalingRules ${region}-scaling`,
    ...some(config.offHours !== undefined, `platform:off-hours:OffHours ${region}-off-hours`),
    `platform:region:Gateway ${region}-gateway`,
    ...some(config.features.mesh !== "none", `platform:mesh:Mesh ${region}-mesh`),
    `platform:region:Operators ${region}-operators`,
    `pulumi:providers:kubernetes ${region}-kubernetes`,
    `platform:service:ServiceNamespace ${region}-services`,
    ...names(services).map((name) => `platform:service:Service ${region}-${name}`),
    ...names(tenants.filter(({ regions }) => regions.includes(region))).map(
      (name) => `platform:tenant:Tenant ${region}-tenant-${name}`,
    ),
  ].sort();
}

/** Services that sign in to a relational store, use objects, or send or receive messages: they have a role on AWS. */
export function withRole({ services, stores, queues, topics, buses }: PlatformConfig): string[] {
  const signingIn = stores.filter(({ kind }) => kind === "relational" || kind === "objects");
  const ofRoles = names([...signingIn, ...queues, ...topics, ...buses]);
  return names(
    services.filter(({ uses, publishes }) => [...uses, ...publishes].some((name) => ofRoles.includes(name))),
  );
}
