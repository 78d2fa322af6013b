import type * as pulumi from "@pulumi/pulumi";

import { estateName } from "../../lib/estate";
import { allow, type IdentityStatement } from "../../security/policy-document";
import { PodIdentity, type PodIdentityArgs } from "./pod-identity";

/** Tag that the driver puts on every volume that it makes. */
const ownTag = "aws:ResourceTag/ebs.csi.aws.com/cluster";
const requestTag = "aws:RequestTag/ebs.csi.aws.com/cluster";
const everything = ["*"];

/** The identity of the EBS driver's controller: it makes and deletes volumes of its own, and attaches them to nodes. */
export function ebsDriverIdentity(
  args: Pick<PodIdentityArgs, "estate" | "account" | "region" | "after">,
  opts: pulumi.ComponentResourceOptions,
): pulumi.Resource {
  const { region, account } = args;
  const where = `arn:aws:ec2:${region}:${account.id}`;
  return new PodIdentity(
    `${region}-ebs-driver`,
    {
      ...args,
      purpose: "ebs-driver",
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      statements: ebsDriverStatements(where, `kubernetes.io/cluster/${estateName(args.estate)}`),
    },
    opts,
  );
}

/**
 * What the driver needs, cut to one account, region and cluster: the actions are those of AWS's policy
 * AmazonEBSCSIDriverPolicy, the conditions are tighter. Unproved: that the driver does everything within them.
 * The region's key lets everybody in the account use it through EC2, so nothing of it stands here.
 */
function ebsDriverStatements(where: string, clusterTag: string): IdentityStatement[] {
  const volumes = [`${where}:volume/*`];
  const snapshots = [`${where.replace(/:\d+$/u, ":")}:snapshot/*`, `${where}:snapshot/*`];
  return [
    allow(
      "Look",
      [
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstances",
        "ec2:DescribeSnapshots",
        "ec2:DescribeTags",
        "ec2:DescribeVolumes",
        "ec2:DescribeVolumesModifications",
        "ec2:DescribeVolumeStatus",
      ],
      everything,
    ),
    allow("Make", ["ec2:CreateVolume"], volumes, { StringLike: { [requestTag]: "true" } }),
    allow("MakeFromSnapshot", ["ec2:CreateVolume"], snapshots),
    allow("Tag", ["ec2:CreateTags"], [...volumes, ...snapshots], {
      StringEquals: { "ec2:CreateAction": ["CreateVolume", "CreateSnapshot"] },
    }),
    allow("AttachVolumes", ["ec2:AttachVolume", "ec2:DetachVolume"], volumes, {
      StringLike: { [ownTag]: "true" },
    }),
    allow("AttachToNodes", ["ec2:AttachVolume", "ec2:DetachVolume"], [`${where}:instance/*`], {
      StringLike: { [`aws:ResourceTag/${clusterTag}`]: "owned" },
    }),
    allow("Change", ["ec2:ModifyVolume", "ec2:DeleteVolume", "ec2:CreateSnapshot"], volumes, {
      StringLike: { [ownTag]: "true" },
    }),
    allow("MakeSnapshots", ["ec2:CreateSnapshot"], snapshots, { StringLike: { [requestTag]: "true" } }),
    allow("DeleteSnapshots", ["ec2:DeleteSnapshot"], snapshots, { StringLike: { [ownTag]: "true" } }),
  ];
}
