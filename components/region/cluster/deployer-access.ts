import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../../config/model";
import { tags, type Estate } from "../../lib/estate";
import { adminGrant, grantTag } from "./grant";

/** What {@link letDeployerIn} must be told. */
export interface DeployerAccessArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in, and the role that makes it. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
}

/** Nobody gets in by having made the cluster: the deployer's role is let in by name, like everybody's. */
export function letDeployerIn(
  { estate, account, region, clusterName }: DeployerAccessArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const principalArn = `arn:aws:iam::${account.id}:role/${account.deployRole}`;
  const name = `${region}-deployer`;
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName, principalArn, tags: { ...tags(estate, region, name), [grantTag]: adminGrant } },
    opts,
  );
  return new aws.eks.AccessPolicyAssociation(
    `${name}-admin`,
    {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    },
    opts,
  );
}
