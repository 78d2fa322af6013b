import type { Account } from "../../../config/model";
import { estateName, type Estate } from "../../lib/estate";
import { allow, type IdentityStatement } from "../../security/policy-document";
import { gatewayHostnames } from "../gateway/gateway";
import type { OperatorName } from "./catalogue";

/** What an operator's rights on AWS depend on. */
export interface IdentityContext {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Domain of the shop. */
  readonly domain: string;
  /** Hosted zone of the domain; absent where somebody else keeps it. */
  readonly hostedZoneId?: string;
}

type Statements = (context: IdentityContext) => readonly IdentityStatement[];

/** Records by which the certificate authority sees that the names are ours, and no other record of the zone. */
const certificates: Statements = ({ domain, region, hostedZoneId }) =>
  hostedZoneId === undefined
    ? []
    : [
        allow(
          "ProveNames",
          ["route53:ChangeResourceRecordSets"],
          [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
          {
            "ForAllValues:StringEquals": {
              "route53:ChangeResourceRecordSetsNormalizedRecordNames": gatewayHostnames(domain, region).map(
                (host) => `_acme-challenge.${host}`,
              ),
              "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"],
            },
            // A condition on all of no values would hold.
            Null: { "route53:ChangeResourceRecordSetsRecordTypes": "false" },
          },
        ),
        allow(
          "ReadRecords",
          ["route53:ListResourceRecordSets"],
          [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
        ),
        allow("AwaitChange", ["route53:GetChange"], ["arn:aws:route53:::change/*"]),
      ];

/** Secrets of the environment in the region, and their key for those secrets alone. */
const secrets: Statements = ({ estate, account, region }) => {
  const secret = `arn:aws:secretsmanager:${region}:${account.id}:secret:${estateName(estate)}/*`;
  return [
    allow("ReadSecrets", ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], [secret]),
    allow("DecryptSecrets", ["kms:Decrypt"], [`arn:aws:kms:${region}:${account.id}:key/*`], {
      StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
      StringLike: { "kms:EncryptionContext:SecretARN": secret },
    }),
  ];
};

/** Targets of the cluster's own groups, and what the controller must look up, which AWS cannot limit. */
const targets: Statements = ({ estate, account, region }) => [
  allow(
    "Bind",
    ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
    [`arn:aws:elasticloadbalancing:${region}:${account.id}:targetgroup/*`],
    { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: estateName(estate) } },
  ),
  allow(
    "LookUp",
    [
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    ["*"],
  ),
];

/** Groups of nodes that carry the cluster's tag, and what must be looked up. Source: Cluster Autoscaler, "AWS", full policy. */
const nodes: Statements = ({ estate, account, region }) => [
  allow(
    "Scale",
    ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
    [`arn:aws:autoscaling:${region}:${account.id}:autoScalingGroup:*`],
    {
      StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${estateName(estate)}`]: "owned" },
    },
  ),
  allow(
    "LookUp",
    [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeTags",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
      "eks:DescribeNodegroup",
    ],
    ["*"],
  ),
];

/**
 * How much is in queues. CloudWatch knows no resource to limit this to: it is the right to read measures of the account in
 * every region, and no message, log or setting. Source: Service Authorization Reference, Amazon CloudWatch.
 */
const lengths: Statements = () => [allow("ReadMeasures", ["cloudwatch:GetMetricStatistics"], ["*"])];

/**
 * The tag by which a controller may bind a target group, naming the cluster. EKS Auto Mode asks for it: its own policy
 * lets it register targets only where the tag is. Source: AWS managed policy AmazonEKSLoadBalancingPolicy; unproved.
 */
export const clusterTag = "eks:eks-cluster-name";

/** What each operator may do on AWS; an operator that is not named, or of whom nothing is asked, has no role. */
export const operatorRights: Readonly<Partial<Record<OperatorName, Statements>>> = {
  "cert-manager": certificates,
  "external-secrets": secrets,
  "aws-load-balancer-controller": targets,
  "cloudwatch-exporter": lengths,
  "cluster-autoscaler": nodes,
};
