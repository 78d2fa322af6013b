import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Access, Account } from "../../../config/model";
import { estateName, tags, type Estate } from "../../lib/estate";
import { tenantGroup } from "../../tenant/names";
import { grantTag, grantText } from "./grant";

/** What a {@link ClusterAccess} must be told. */
export interface ClusterAccessArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the roles are in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Who gets in besides the deployer, sorted by name. */
  readonly access: readonly Access[];
}

/** An access policy of EKS, and where it holds. */
interface AccessPolicy {
  readonly policy: string;
  /** The whole cluster, or the namespace of the shop's services alone. */
  readonly scope: "cluster" | "namespace";
}

type Permission = Extract<Access["grant"], { kind: "permission" }>["permission"];

/**
 * EKS's own policies by permission. Source: Amazon EKS user guide, "Review access policy permissions". View leaves
 * secrets out; edit reads them and acts as service accounts, so it holds in the shop's namespace alone.
 */
const accessPolicies: Readonly<Record<Permission, AccessPolicy>> = {
  admin: { policy: "AmazonEKSClusterAdminPolicy", scope: "cluster" },
  edit: { policy: "AmazonEKSEditPolicy", scope: "namespace" },
  view: { policy: "AmazonEKSViewPolicy", scope: "cluster" },
};

/**
 * Who gets into one region's cluster besides the deployer: an access entry for each IAM role. People of a tenant get no
 * policy but a group, to which the tenant's own role is bound. Free of charge.
 */
export class ClusterAccess extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:ClusterAccess", name, args, opts);
    for (const one of args.access) grant(this, args, one);
    this.registerOutputs({ summary: summary(args) });
  }
}

/** `1 role: admin · 1 role: view · 2 roles: tenant:brand-a` */
function summary({ access }: ClusterAccessArgs): string {
  const grants = access.map(grantText);
  return [...new Set(grants)]
    .sort()
    .map((text) => ({ text, count: grants.filter((one) => one === text).length }))
    .map(({ text, count }) => `${count === 1 ? "1 role" : `${count} roles`}: ${text}`)
    .join(" · ");
}

function grant(parent: ClusterAccess, args: ClusterAccessArgs, one: Access): void {
  const { estate, account, region, clusterName } = args;
  const name = `${region}-access-${one.name}`;
  const entry = new aws.eks.AccessEntry(
    name,
    {
      clusterName,
      principalArn: `arn:aws:iam::${account.id}:role/${one.role}`,
      ...(one.grant.kind === "tenant" && { kubernetesGroups: [tenantGroup(one.grant.tenant)] }),
      tags: { ...tags(estate, region, name), [grantTag]: grantText(one) },
    },
    { parent },
  );
  if (one.grant.kind === "tenant") return;
  const { policy, scope } = accessPolicies[one.grant.permission];
  new aws.eks.AccessPolicyAssociation(
    `${name}-policy`,
    {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      accessScope: scope === "cluster" ? { type: scope } : { type: scope, namespaces: [estateName(estate)] },
    },
    { parent },
  );
}
