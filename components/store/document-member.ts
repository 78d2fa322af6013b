import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { DocumentStore } from "../../config/model";
import type { StoreHosts } from "./access";
import { databaseInstance } from "./database-instance";
import { memberInputs, storeTags, type MemberArgs } from "./ground";
import { lagAlarm } from "./lag-alarm";
import { storeLogGroup } from "./logs";
import { instancesIn } from "./members";
import { clusterId, databaseId } from "./names";
import { storeGroup } from "./reach";
import { logPrefixes } from "./store-region";
import { subnetGroupArgs } from "./subnet-group";

/** What a {@link DocumentMember} must be told. */
export interface DocumentMemberArgs extends MemberArgs {
  /** The store. */
  readonly store: DocumentStore;
  /** What joins the clusters; absent where the store does not span regions. */
  readonly global?: aws.docdb.GlobalCluster | undefined;
  /** Who signs in; for the cluster that was made first alone, which the others copy. */
  readonly login?: { readonly username: string; readonly password: pulumi.Input<string> };
  /** What must be there before. @default nothing */
  readonly after?: readonly pulumi.Resource[];
}

/** Port of MongoDB. */
export const documentPort = 27017;

/** What AWS changes by itself, and what is said once; as in a relational store. */
const changedByOthers = [
  ...["availabilityZones", "engineVersion", "globalClusterIdentifier", "masterUsername"],
];

/**
 * The cluster of a document store in one region, and its instances, each in another zone as far as there are zones. An
 * instance of db.r6g.large costs about 200 USD a month.
 */
export class DocumentMember extends pulumi.ComponentResource {
  /** Name of the region. */
  public readonly region: string;
  /** Hosts of the region; none without an instance. */
  public readonly hosts: StoreHosts | undefined;
  /** The cluster, which has taken the password once it is settled. */
  public readonly cluster: pulumi.Resource;
  /** The cluster and its instances. */
  public readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: DocumentMemberArgs, opts?: pulumi.ComponentResourceOptions) {
    const { store, ground } = args;
    super("platform:store:DocumentMember", name, memberInputs(args, store), opts);
    this.region = ground.region;
    const count = instancesIn(store, ground.region);

    const cluster = buildCluster(this, name, args);
    const instances = Array.from({ length: count }, (_, index) =>
      buildInstance(this, `${name}-${index + 1}`, index, cluster, args),
    );
    const where = { DBClusterIdentifier: clusterId(args.estate, store.name, ground.region) };
    // Milliseconds. Source: Amazon DocumentDB developer guide, "Amazon DocumentDB metrics".
    const metricName = "GlobalClusterReplicationLag";
    const lag = { namespace: "AWS/DocDB", metricName, where, perSecond: 1000 };
    lagAlarm(this, name, store, lag, args);

    this.cluster = cluster;
    this.parts = [cluster, ...instances];
    this.hosts = count > 0 ? { writer: cluster.endpoint, reader: cluster.readerEndpoint } : undefined;
    this.registerOutputs({ summary: `${count} × ${store.size}` });
  }
}

function buildCluster(parent: DocumentMember, name: string, args: DocumentMemberArgs): aws.docdb.Cluster {
  const { estate, store, ground, global, login, after = [] } = args;
  const {
    region,
    shared,
    windows: { document: windows },
  } = ground;
  const id = clusterId(estate, store.name, region);
  const groupName = `${logPrefixes(estate).Document}${store.name}-${region}/audit`;
  const logs = storeLogGroup(parent, name, { groupName, holds: "store-audits" }, args);
  return new aws.docdb.Cluster(
    name,
    {
      ...{ clusterIdentifier: id, engine: "docdb", engineVersion: store.engineVersion, port: documentPort },
      ...(login && { masterUsername: login.username, masterPassword: login.password }),
      ...(global && { globalClusterIdentifier: global.globalClusterIdentifier }),
      ...{ storageEncrypted: true, kmsKeyId: shared.keyArn },
      dbSubnetGroupName: subnetGroup(parent, name, args),
      vpcSecurityGroupIds: [storeGroup(parent, name, documentPort, args)],
      dbClusterParameterGroupName: parameters(parent, name, args),
      backupRetentionPeriod: store.backupDays,
      ...(windows && {
        preferredBackupWindow: windows.snapshot,
        preferredMaintenanceWindow: windows.maintenance,
      }),
      ...{ skipFinalSnapshot: false, finalSnapshotIdentifier: `${id}-final` },
      deletionProtection: true,
      // Of what is changed here the password alone, which would wait for the maintenance otherwise, and not be the one in the
      // secret until then. Source: API reference of Amazon DocumentDB, ModifyDBCluster.
      applyImmediately: true,
      enabledCloudwatchLogsExports: ["audit"],
      tags: storeTags(estate, region, name, store),
    },
    { parent, protect: true, dependsOn: [logs, ...after], ignoreChanges: changedByOthers },
  );
}

function subnetGroup(parent: DocumentMember, name: string, args: DocumentMemberArgs): pulumi.Output<string> {
  const called = `${name}-subnets`;
  const group = subnetGroupArgs(called, databaseId(args.estate, args.store.name), args);
  return new aws.docdb.SubnetGroup(called, group, { parent }).name;
}

/**
 * TLS alone, from 1.2 on, and a record of sign-ins, users and roles, and of databases, collections and indexes that were made
 * or dropped. Who wrote or deleted which document is not in it: `dml_write` would copy the documents, people's among
 * them, into a log of seven years, and name one user for all services, as which they sign in. Sources: Amazon DocumentDB
 * developer guide, "Auditing Amazon DocumentDB events" and "Amazon DocumentDB cluster parameters".
 */
function parameters(
  parent: DocumentMember,
  name: string,
  { estate, store, ground }: DocumentMemberArgs,
): pulumi.Output<string> {
  const major = store.engineVersion.split(".").slice(0, 2).join(".");
  const groupName = `${databaseId(estate, store.name)}-${major.replace(".", "-")}`;
  return new aws.docdb.ClusterParameterGroup(
    `${name}-parameters-${major}`,
    {
      name: groupName,
      description: `${store.name} on DocumentDB ${major}`,
      family: `docdb${major}`,
      parameters: [
        { name: "tls", value: "tls1.2+", applyMethod: "pending-reboot" },
        { name: "audit_logs", value: "ddl", applyMethod: "pending-reboot" },
      ],
      tags: storeTags(estate, ground.region, `${name}-parameters`, store),
    },
    { parent },
  ).name;
}

function buildInstance(
  parent: DocumentMember,
  name: string,
  index: number,
  cluster: aws.docdb.Cluster,
  args: DocumentMemberArgs,
): aws.docdb.ClusterInstance {
  return new aws.docdb.ClusterInstance(
    name,
    {
      ...databaseInstance(name, index, args),
      clusterIdentifier: cluster.id,
      ...{ enablePerformanceInsights: true, performanceInsightsKmsKeyId: args.ground.shared.keyArn },
    },
    // An instance stays in its zone when the region gets another one.
    { parent, ignoreChanges: ["availabilityZone"] },
  );
}
