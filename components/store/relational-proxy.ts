import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, RelationalStore } from "../../config/model";
import { estateName, tags } from "../lib/estate";
import { allow, policyDocument } from "../security/policy-document";
import { rolePurpose } from "../wiring/service-identity";
import type { StoreHosts } from "./access";
import { storeTags, type MemberArgs } from "./ground";
import { storeLogGroup } from "./logs";
import { databaseId } from "./names";
import { storeGroup } from "./reach";
import { logPrefixes } from "./store-region";

/** What a {@link RelationalProxy} must be told. */
export interface RelationalProxyArgs extends MemberArgs {
  /** The account that the store is in. */
  readonly account: Account;
  /** The store. */
  readonly store: RelationalStore;
  /** Services that use it, each of which is a user of the database of its own name. */
  readonly users: readonly string[];
  /** Port of the store. */
  readonly port: number;
  /** The region's cluster, its instances, and their security group. */
  readonly cluster: aws.rds.Cluster;
  /** What must be there before it has a target. */
  readonly instances: readonly pulumi.Resource[];
  /** Security group of the cluster. */
  readonly clusterGroupId: pulumi.Input<string>;
}

/** Share of an instance's connections that the proxy may hold, in percent: the rest is for people and migrations. */
const maxConnectionsPercent = 90;

/** Seconds for which a request waits for a connection before it is refused: less than a gateway waits for an answer. */
const borrowSeconds = 10;

/** Seconds after which a client's connection that is not used is closed. */
const idleSeconds = 1800;

/**
 * The pool of connections of a relational store in one region, by which services reach it: RDS Proxy, which many
 * connections share. Services sign in to it by their role, and it signs in to the database by its own, as the same user:
 * there is no password on this way, and no secret to read. The same in every region: at a region's copy, the
 * endpoint that writes has nobody to write to until the copy is promoted, and finds the writer then.
 *
 * About 0.015 USD an hour for each processor of the region's instances, so 22 USD a month for a db.r7g.large and 88 for a
 * db.r7g.2xlarge. Sources: Amazon Aurora user guide, "Configuring IAM authentication for RDS Proxy" and "Using RDS Proxy
 * with Aurora global databases".
 */
export class RelationalProxy extends pulumi.ComponentResource {
  /** Hosts of the region. */
  public readonly hosts: StoreHosts;

  constructor(name: string, args: RelationalProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { store, ground, port } = args;
    const inputs = { region: ground.region, store: store.name, users: args.users };
    super("platform:store:RelationalProxy", name, inputs, opts);

    const groupId = storeGroup(this, name, port, args);
    mayReachCluster(this, name, groupId, args);
    const proxy = buildProxy(this, name, groupId, args);
    const target = pool(this, name, proxy, args);
    const reader = buildReader(this, name, groupId, proxy, { ...args, after: target });

    this.hosts = { writer: proxy.endpoint, reader: reader?.endpoint ?? proxy.endpoint };
    this.registerOutputs({ summary: `${maxConnectionsPercent} % of its connections, for roles alone` });
  }
}

function buildProxy(
  parent: RelationalProxy,
  name: string,
  groupId: pulumi.Output<string>,
  args: RelationalProxyArgs,
): aws.rds.Proxy {
  const { estate, store, ground } = args;
  const id = databaseId(estate, store.name);
  const groupName = `${logPrefixes(estate).ProxiedRelational}${store.name}`;
  const logs = storeLogGroup(parent, name, { groupName, holds: "store-statements" }, args);
  return new aws.rds.Proxy(
    name,
    {
      ...{ name: id, engineFamily: "POSTGRESQL", requireTls: true, debugLogging: false },
      ...{ defaultAuthScheme: "IAM_AUTH", roleArn: proxyRole(parent, name, args) },
      ...{ vpcSubnetIds: [...ground.subnetIds], vpcSecurityGroupIds: [groupId] },
      idleClientTimeout: idleSeconds,
      tags: storeTags(estate, ground.region, name, store),
    },
    { parent, dependsOn: [logs] },
  );
}

/** The cluster is its one target; the pool of each is said before. */
function pool(
  parent: RelationalProxy,
  name: string,
  proxy: aws.rds.Proxy,
  { cluster, instances }: RelationalProxyArgs,
): pulumi.Resource {
  const group = new aws.rds.ProxyDefaultTargetGroup(
    `${name}-pool`,
    {
      dbProxyName: proxy.name,
      connectionPoolConfig: { maxConnectionsPercent, connectionBorrowTimeout: borrowSeconds },
    },
    { parent },
  );
  return new aws.rds.ProxyTarget(
    `${name}-target`,
    { dbProxyName: proxy.name, targetGroupName: group.name, dbClusterIdentifier: cluster.clusterIdentifier },
    { parent, dependsOn: [...instances] },
  );
}

/** Reads go to instances that do not write; a single instance has none beside it, and is read by the other endpoint. */
function buildReader(
  parent: RelationalProxy,
  name: string,
  groupId: pulumi.Output<string>,
  proxy: aws.rds.Proxy,
  { estate, store, ground, instances, after }: RelationalProxyArgs & { readonly after: pulumi.Resource },
): aws.rds.ProxyEndpoint | undefined {
  if (instances.length < 2) return undefined;
  return new aws.rds.ProxyEndpoint(
    `${name}-reader`,
    {
      ...{ dbProxyName: proxy.name, dbProxyEndpointName: `${databaseId(estate, store.name)}-ro` },
      targetRole: "READ_ONLY",
      ...{ vpcSubnetIds: [...ground.subnetIds], vpcSecurityGroupIds: [groupId] },
      tags: storeTags(estate, ground.region, `${name}-reader`, store),
    },
    { parent, dependsOn: [after] },
  );
}

/** The one way out of the proxy's group, and the way in that it leads to. */
function mayReachCluster(
  parent: RelationalProxy,
  name: string,
  groupId: pulumi.Output<string>,
  { estate, ground, port, clusterGroupId }: RelationalProxyArgs,
): void {
  const open = { ipProtocol: "tcp", fromPort: port, toPort: port };
  const tagged = (rule: string): { tags: Record<string, string> } => ({
    tags: tags(estate, ground.region, rule),
  });
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-cluster`,
    {
      ...{ ...open, securityGroupId: groupId, referencedSecurityGroupId: clusterGroupId },
      description: "the proxy to its cluster",
      ...tagged(`${name}-to-cluster`),
    },
    { parent },
  );
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-into-cluster`,
    {
      ...{ ...open, securityGroupId: clusterGroupId, referencedSecurityGroupId: groupId },
      description: "the proxy of this region",
      ...tagged(`${name}-into-cluster`),
    },
    { parent },
  );
}

/** RDS takes the role, to sign in as the users that services are, and as nobody else. */
function proxyRole(
  parent: RelationalProxy,
  name: string,
  { estate, account, store, ground, users }: RelationalProxyArgs,
): pulumi.Output<string> {
  const { region } = ground;
  const awsName = `${estateName(estate)}-${region}-${rolePurpose({ estate, region }, `${store.name}-proxy`)}`;
  const trust = policyDocument([
    {
      ...{ Sid: "Rds", Effect: "Allow", Principal: { Service: ["rds.amazonaws.com"] } },
      Action: ["sts:AssumeRole"],
    },
  ]);
  const role = new aws.iam.Role(
    `${name}-role`,
    { name: awsName, assumeRolePolicy: trust, tags: tags(estate, region, awsName) },
    { parent },
  );
  // AWS gives the cluster an identifier of its own, which is known after `up` only.
  const signIns = users.map((user) => `arn:aws:rds-db:${region}:${account.id}:dbuser:*/${user}`);
  const policy = policyDocument([allow("SignInAsServices", ["rds-db:connect"], signIns)]);
  const rights = new aws.iam.RolePolicy(`${name}-rights`, { role: role.name, policy }, { parent });
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}
