import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, RelationalStore } from "../../config/model";
import { lagBoundSeconds } from "../recovery/lag";
import type { StoreHosts } from "./access";
import { connectionLimit } from "./classes";
import { databaseInstance } from "./database-instance";
import { memberInputs, storeTags, type MemberArgs } from "./ground";
import { lagAlarm } from "./lag-alarm";
import { storeLogGroup } from "./logs";
import { instancesIn } from "./members";
import { RelationalProxy } from "./relational-proxy";
import { clusterId, databaseId } from "./names";
import { storeGroup } from "./reach";
import { logPrefixes } from "./store-region";
import { subnetGroupArgs } from "./subnet-group";

/** What a {@link RelationalMember} must be told. */
export interface RelationalMemberArgs extends MemberArgs {
  /** The account that the store is in. */
  readonly account: Account;
  /** Services that use it. */
  readonly users: readonly string[];
  /** The store. */
  readonly store: RelationalStore;
  /** What joins the clusters; absent where the store does not span regions. */
  readonly global?: aws.rds.GlobalCluster | undefined;
  /** Who signs in; for the cluster that was made first alone, which the others copy. */
  readonly login?: { readonly username: string; readonly password: pulumi.Input<string> };
  /** What must be there before. @default nothing */
  readonly after?: readonly pulumi.Resource[];
}

/** Port of PostgreSQL. */
export const relationalPort = 5432;

const engine = "aurora-postgresql";

/**
 * What AWS changes by itself, when a cluster is promoted or its engine is upgraded by way of the global cluster, and what is
 * said once, when a cluster is made. Without these the next `up` would tear apart what a failover made of it.
 */
const changedByOthers = [
  ...["availabilityZones", "databaseName", "engineVersion", "globalClusterIdentifier"],
  ...["masterUsername", "replicationSourceIdentifier", "sourceRegion"],
];

/**
 * The cluster of a relational store in one region, and its instances, each in another zone as far as there are zones. An
 * instance of db.r7g.large costs about 200 USD a month, db.r7g.2xlarge about 810; storage and its traffic come besides.
 */
export class RelationalMember extends pulumi.ComponentResource {
  /** Name of the region. */
  public readonly region: string;
  /** Hosts of the region; none without an instance. */
  public readonly hosts: StoreHosts | undefined;
  /** The cluster, which has taken the password once it is settled. */
  public readonly cluster: pulumi.Resource;
  /** The cluster and its instances. */
  public readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: RelationalMemberArgs, opts?: pulumi.ComponentResourceOptions) {
    const { store, ground } = args;
    super("platform:store:RelationalMember", name, memberInputs(args, store), opts);
    this.region = ground.region;
    const count = instancesIn(store, ground.region);

    const groupId = storeGroup(this, name, relationalPort, args);
    const cluster = buildCluster(this, name, groupId, args);
    const instances = Array.from({ length: count }, (_, index) =>
      buildInstance(this, `${name}-${index + 1}`, index, cluster, args),
    );
    const where = { DBClusterIdentifier: clusterId(args.estate, store.name, ground.region) };
    // Milliseconds. Source: Amazon Aurora user guide, "Amazon CloudWatch metrics for Amazon Aurora".
    const lag = { namespace: "AWS/RDS", metricName: "AuroraGlobalDBRPOLag", where, perSecond: 1000 };
    lagAlarm(this, name, store, lag, args);

    this.cluster = cluster;
    this.parts = [cluster, ...instances];
    this.hosts = count > 0 ? hostsOf(this, name, { ...args, groupId, cluster, instances }) : undefined;
    this.registerOutputs({ summary: `${count} × ${store.size}` });
  }
}

interface MadeCluster extends RelationalMemberArgs {
  readonly groupId: pulumi.Output<string>;
  readonly cluster: aws.rds.Cluster;
  readonly instances: readonly aws.rds.ClusterInstance[];
}

/** Those of the cluster, or those of the pool before it, which migrations go past: they have no role. */
function hostsOf(parent: RelationalMember, name: string, made: MadeCluster): StoreHosts {
  const { cluster, store, users, groupId: clusterGroupId } = made;
  const own = { writer: cluster.endpoint, reader: cluster.readerEndpoint };
  if (!store.proxy || users.length === 0) return own;
  const args = { ...made, clusterGroupId, port: relationalPort };
  const { hosts } = new RelationalProxy(`${name}-proxy`, args, { parent });
  return { ...hosts, direct: own };
}

function buildCluster(
  parent: RelationalMember,
  name: string,
  groupId: pulumi.Output<string>,
  args: RelationalMemberArgs,
): aws.rds.Cluster {
  const { estate, store, ground, global, login, after = [] } = args;
  const { region, shared } = ground;
  const id = clusterId(estate, store.name, region);
  const groupName = `${logPrefixes(estate).Relational}${store.name}-${region}/postgresql`;
  const logs = storeLogGroup(parent, name, { groupName, holds: "store-statements" }, args);
  const made = login
    ? { databaseName: store.database, masterUsername: login.username, masterPassword: login.password }
    : { sourceRegion: store.createdIn };
  return new aws.rds.Cluster(
    name,
    {
      ...{ clusterIdentifier: id, engine, engineVersion: store.engineVersion, port: relationalPort, ...made },
      ...(global && { globalClusterIdentifier: global.globalClusterIdentifier }),
      ...{ storageEncrypted: true, kmsKeyId: shared.keyArn },
      ...{ dbSubnetGroupName: subnetGroup(parent, name, args), vpcSecurityGroupIds: [groupId] },
      dbClusterParameterGroupName: parameters(parent, name, args),
      iamDatabaseAuthenticationEnabled: true,
      ...backups(args),
      ...{ skipFinalSnapshot: false, finalSnapshotIdentifier: `${id}-final` },
      deletionProtection: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      tags: storeTags(estate, region, name, store),
    },
    { parent, protect: true, dependsOn: [logs, ...after], ignoreChanges: changedByOthers },
  );
}

function backups({ store, ground: { windows } }: RelationalMemberArgs): Partial<aws.rds.ClusterArgs> {
  const { relational: times } = windows;
  return {
    backupRetentionPeriod: store.backupDays,
    ...(times && { preferredBackupWindow: times.snapshot, preferredMaintenanceWindow: times.maintenance }),
    ...{ copyTagsToSnapshot: true, deleteAutomatedBackups: false },
  };
}

function subnetGroup(
  parent: RelationalMember,
  name: string,
  args: RelationalMemberArgs,
): pulumi.Output<string> {
  const called = `${name}-subnets`;
  const group = subnetGroupArgs(called, databaseId(args.estate, args.store.name), args);
  return new aws.rds.SubnetGroup(called, group, { parent }).name;
}

/**
 * TLS alone, as many connections as the check of the stack file counts on, and a bound on the lag of what is copied from
 * here. A major version has a group of its own.
 */
function parameters(
  parent: RelationalMember,
  name: string,
  { estate, store, ground }: RelationalMemberArgs,
): pulumi.Output<string> {
  const [major = ""] = store.engineVersion.split(".");
  const groupName = `${databaseId(estate, store.name)}-${major}`;
  return new aws.rds.ClusterParameterGroup(
    `${name}-parameters-${major}`,
    {
      name: groupName,
      description: `${store.name} on PostgreSQL ${major}`,
      family: `${engine}${major}`,
      parameters: [
        { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
        {
          name: "max_connections",
          value: String(connectionLimit(store.size)),
          applyMethod: "pending-reboot",
        },
        { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
        ...lagBound(store, ground.region),
      ],
      tags: storeTags(estate, ground.region, `${name}-parameters`, store),
    },
    { parent },
  ).name;
}

/**
 * The bound on the lag of a critical store's copies, in the region that it was made in alone. It costs writes: while every
 * copy is further behind, commits wait at the writer until one has caught up. AWS advises against it in the other
 * region of two, whose commits would wait after a failover until the lost region's copy is made anew; so while another region
 * takes the writes, nothing bounds the lag, and an alarm tells. Source: Amazon Aurora user guide, "Managing RPOs for Aurora
 * PostgreSQL-based global databases".
 */
function lagBound(
  store: RelationalStore,
  region: string,
): aws.types.input.rds.ClusterParameterGroupParameter[] {
  const seconds = region === store.createdIn ? lagBoundSeconds(store) : undefined;
  return seconds === undefined
    ? []
    : [{ name: "rds.global_db_rpo", value: String(seconds), applyMethod: "immediate" }];
}

function buildInstance(
  parent: RelationalMember,
  name: string,
  index: number,
  cluster: aws.rds.Cluster,
  args: RelationalMemberArgs,
): aws.rds.ClusterInstance {
  const { keyArn, monitoringRoleArn } = args.ground.shared;
  return new aws.rds.ClusterInstance(
    name,
    {
      ...databaseInstance(name, index, args),
      ...{ clusterIdentifier: cluster.id, engine, publiclyAccessible: false },
      ...{ monitoringInterval: 60, monitoringRoleArn },
      ...{ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: keyArn },
    },
    // An instance stays in its zone when the region gets another one; the engine is the cluster's to upgrade.
    { parent, ignoreChanges: ["availabilityZone", "engineVersion"] },
  );
}
