import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../../config/model";
import { estateName, tags, type Estate } from "../../lib/estate";
import { policyDocument, type IdentityStatement } from "../../security/policy-document";

/** What a {@link PodIdentity} must be told. */
export interface PodIdentityArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** What the pods are, in one word or two joined: part of the role's name. */
  readonly purpose: string;
  /** Namespace of the service account. */
  readonly namespace: string;
  /** Service account whose pods get the role. */
  readonly serviceAccount: string;
  /** What the pods may do on AWS. */
  readonly statements: readonly IdentityStatement[];
  /** What must be there first: the cluster, which is named and not referred to. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * What the pods of one service account may do on AWS. EKS hands the role to them, and its trust names the cluster, the
 * namespace and the service account, so that no other pod gets it. Free of charge.
 */
export class PodIdentity extends pulumi.ComponentResource {
  /** Settled once pods that start get the role. */
  public readonly association: pulumi.Resource;

  constructor(name: string, args: PodIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { after, ...inputs } = args;
    super("platform:region:PodIdentity", name, inputs, opts);
    const { estate, region, purpose, namespace, serviceAccount, statements } = args;
    // Roles are global, so the region is part of the name that AWS sees, too.
    const awsName = `${estateName(estate)}-${region}-${purpose}`;

    const role = new aws.iam.Role(
      `${name}-role`,
      { name: awsName, assumeRolePolicy: podTrust(args), tags: tags(estate, region, awsName) },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, name: purpose, policy: policyDocument(statements) },
      { parent: this },
    );
    this.association = new aws.eks.PodIdentityAssociation(
      name,
      {
        clusterName: estateName(estate),
        namespace,
        serviceAccount,
        roleArn: role.arn,
        tags: tags(estate, region, name),
      },
      { parent: this, dependsOn: [policy, ...after] },
    );

    this.registerOutputs({ summary: `${namespace}/${serviceAccount} · ${statements.length} statements` });
  }
}

/**
 * Trust of a role that EKS hands to the pods of one service account. Source: Amazon EKS user guide, "Create IAM role with
 * trust policy required by EKS Pod Identity": the request's tags name the cluster, the namespace and the service account.
 */
function podTrust({ estate, account, region, namespace, serviceAccount }: PodIdentityArgs): string {
  const cluster = `arn:aws:eks:${region}:${account.id}:cluster/${estateName(estate)}`;
  return policyDocument([
    {
      Sid: "Pods",
      Effect: "Allow",
      Principal: { Service: ["pods.eks.amazonaws.com"] },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": cluster,
          "aws:RequestTag/kubernetes-namespace": namespace,
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
      },
    },
  ]);
}
