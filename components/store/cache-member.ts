import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { CacheStore } from "../../config/model";
import type { StoreHosts } from "./access";
import { memberInputs, storeTags, type MemberArgs } from "./ground";
import { lagAlarm } from "./lag-alarm";
import { storeLogGroup } from "./logs";
import { instancesIn } from "./members";
import { cacheId } from "./names";
import { storeGroup } from "./reach";
import { logPrefixes } from "./store-region";
import { subnetGroupArgs } from "./subnet-group";

/** What a {@link CacheMember} must be told. */
export interface CacheMemberArgs extends MemberArgs {
  /** The store. */
  readonly store: CacheStore;
  /** What it joins; absent for the group that was made first. */
  readonly global?: aws.elasticache.GlobalReplicationGroup | undefined;
  /** Who signs in, the same in every region. */
  readonly login: { readonly username: string; readonly passwords: readonly pulumi.Input<string>[] };
}

/** Port of Valkey. */
export const cachePort = 6379;

/** Days for which a daily snapshot is kept: a cache refills, and a snapshot only makes that sooner. */
const snapshotDays = 1;

/** Everything but what blocks or empties the whole; clients ask for INFO when they connect. */
const accessString = "on ~* +@all -@dangerous +info";

/** What the global datastore decides, for all of its groups, and what AWS reads back when one is promoted. */
const changedByOthers = [
  "engineVersion",
  "globalReplicationGroupId",
  "nodeType",
  "numNodeGroups",
  "parameterGroupName",
];

/**
 * The replication group of a cache in one region: nodes in several zones, one of which takes over. A node of
 * cache.r7g.large costs about 130 USD a month.
 */
export class CacheMember extends pulumi.ComponentResource {
  /** Name of the region. */
  public readonly region: string;
  /** Hosts of the region. */
  public readonly hosts: StoreHosts;
  /** Identifier of the group. */
  public readonly groupId: pulumi.Output<string>;
  /** The group, whose user has taken the password once it is settled. */
  public readonly group: pulumi.Resource;

  constructor(name: string, args: CacheMemberArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, store, ground } = args;
    super("platform:store:CacheMember", name, memberInputs(args, store), opts);
    this.region = ground.region;

    const group = buildGroup(this, name, args);
    this.group = group;
    this.groupId = group.id;
    this.hosts = { writer: group.primaryEndpointAddress, reader: group.readerEndpointAddress };
    const where = { ReplicationGroupId: cacheId(estate, store.name) };
    // Seconds. Source: Amazon ElastiCache user guide, "Metrics for Valkey and Redis OSS".
    const metricName = "GlobalDatastoreReplicationLag";
    const lag = { namespace: "AWS/ElastiCache", metricName, where, perSecond: 1 };
    lagAlarm(this, name, store, lag, args);

    this.registerOutputs({ summary: `${instancesIn(store, ground.region)} × ${store.size}` });
  }
}

function buildGroup(
  parent: CacheMember,
  name: string,
  args: CacheMemberArgs,
): aws.elasticache.ReplicationGroup {
  const { estate, store, ground, global } = args;
  const {
    region,
    shared,
    zones,
    windows: { cache: windows },
  } = ground;
  const id = cacheId(estate, store.name);
  const count = instancesIn(store, region);
  return new aws.elasticache.ReplicationGroup(
    name,
    {
      replicationGroupId: id,
      description: `${store.name} in ${region}`,
      ...(global ? { globalReplicationGroupId: global.globalReplicationGroupId } : wholeOf(store)),
      ...{ kmsKeyId: shared.keyArn, port: cachePort },
      ...nodesOf(count, zones),
      subnetGroupName: subnetGroup(parent, name, args),
      securityGroupIds: [storeGroup(parent, name, cachePort, args)],
      userGroupIds: [users(parent, name, args)],
      logDeliveryConfigurations: [slowLog(parent, name, args)],
      snapshotRetentionLimit: snapshotDays,
      ...(windows && { snapshotWindow: windows.snapshot, maintenanceWindow: windows.maintenance }),
      finalSnapshotIdentifier: `${id}-final`,
      tags: storeTags(estate, region, name, store),
    },
    {
      parent,
      protect: true,
      ignoreChanges: [...(store.global ? changedByOthers : []), "preferredCacheClusterAzs"],
    },
  );
}

/** So many nodes, spread over the zones; the first that is well takes over. */
function nodesOf(count: number, zones: readonly string[]): Partial<aws.elasticache.ReplicationGroupArgs> {
  const preferredCacheClusterAzs = Array.from(
    { length: count },
    (_, index) => zones[index % zones.length] ?? "",
  );
  return {
    ...{ numCacheClusters: count, preferredCacheClusterAzs },
    ...{ automaticFailoverEnabled: count > 1, multiAzEnabled: count > 1 },
  };
}

/** What the group that was made first says for all: a group that joins is refused if it says any of it. */
function wholeOf({ engineVersion, size }: CacheStore): Partial<aws.elasticache.ReplicationGroupArgs> {
  return {
    ...{ engine: "valkey", engineVersion, nodeType: size },
    ...{ atRestEncryptionEnabled: true, transitEncryptionEnabled: true, transitEncryptionMode: "required" },
  };
}

function subnetGroup(parent: CacheMember, name: string, args: CacheMemberArgs): pulumi.Output<string> {
  const called = `${name}-subnets`;
  const group = subnetGroupArgs(called, cacheId(args.estate, args.store.name), args);
  return new aws.elasticache.SubnetGroup(called, group, { parent }).name;
}

/** One user with a password, and the former one, with which processes sign in until they start again; a group of Valkey users needs no `default`, so nobody comes in without one. */
function users(
  parent: CacheMember,
  name: string,
  { estate, store, ground, login }: CacheMemberArgs,
): pulumi.Output<string> {
  const id = cacheId(estate, store.name);
  const common = { engine: "valkey", tags: storeTags(estate, ground.region, `${name}-user`, store) };
  const user = new aws.elasticache.User(
    `${name}-user`,
    {
      ...{ ...common, userId: id, userName: login.username, accessString },
      authenticationMode: { type: "password", passwords: [...login.passwords] },
    },
    { parent },
  );
  const group = { ...common, userGroupId: id, userIds: [user.userId] };
  return new aws.elasticache.UserGroup(`${name}-users`, group, { parent }).id;
}

function slowLog(
  parent: CacheMember,
  name: string,
  args: CacheMemberArgs,
): aws.types.input.elasticache.ReplicationGroupLogDeliveryConfiguration {
  const groupName = `${logPrefixes(args.estate).Cache}${args.store.name}/slow`;
  const group = storeLogGroup(parent, name, { groupName, holds: "store-statements" }, args);
  return {
    destination: group.name,
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType: "slow-log",
  };
}
