import type { PolicyKind } from "./places";

/** An allowance that the rules about policy documents make, and who says that it is right. */
interface Grounds {
  /** Why it is harmless, or cannot be otherwise. */
  readonly reason: string;
  /** Where AWS documents it. */
  readonly source: string;
}

/** All actions of a service at once, where that is AWS's own form of a document. */
export interface WideAllowance extends Grounds {
  /** In which documents. */
  readonly kind: PolicyKind;
  /** The wildcards. */
  readonly actions: readonly string[];
  /** Who must be the only principals. */
  readonly principals: RegExp;
}

/** Every wildcard for all actions of a service that an allowance may have. */
export const wideAllowances: readonly WideAllowance[] = [
  {
    kind: "key",
    actions: ["kms:*"],
    principals: /^arn:aws:iam::\d{12}:root$/u,
    reason: "Hands the key to the account's IAM policies; a key without it may become unmanageable.",
    source: 'AWS KMS developer guide, "Default key policy"',
  },
  {
    kind: "endpoint",
    actions: ["*", ".+:*"],
    principals: /^\*$/u,
    reason: "An endpoint's document grants nothing: it limits whose requests, or to whose things, pass.",
    source: 'AWS PrivateLink guide, "Control access to VPC endpoints using endpoint policies"',
  },
];

/** Things of others that an endpoint lets everybody read, because the request names no account of ours. */
export interface PublicReads extends Grounds {
  /** What may be done. */
  readonly actions: readonly string[];
  /** To what. */
  readonly things: RegExp;
}

/** Layers of images, which registries keep in buckets of their own. */
export const publicReads: PublicReads = {
  actions: ["s3:GetObject"],
  things:
    /^arn:aws:s3:::(prod-[a-z]{2}-[a-z]+-\d-starport-layer-bucket|prod-registry-k8s-io-[a-z]{2}-[a-z]+-\d|quayio-production-s3)\/\*$/u,
  reason:
    "A node asks by an address that the registry signed, or by none; the layer is checked by its digest.",
  source: 'Amazon ECR user guide, "Amazon ECR interface VPC endpoints"',
};

/** The conditions that keep a service from taking a role for somebody else. */
export interface ServiceTrust extends Grounds {
  /** Of each list, one key must be tested; no list where AWS documents no condition. */
  readonly keys: readonly (readonly string[])[];
}

/** What a trust in any other service must test. */
export const anyService: ServiceTrust = {
  keys: [["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID"]],
  reason: "The service says for whose thing it acts.",
  source: 'IAM user guide, "The confused deputy problem"',
};

/** The services that do not take the common conditions, by name. */
export const serviceTrusts: Readonly<Record<string, ServiceTrust>> = {
  "pods.eks.amazonaws.com": {
    keys: [
      ["aws:RequestTag/eks-cluster-arn", "aws:SourceArn"],
      ["aws:RequestTag/kubernetes-namespace"],
      ["aws:RequestTag/kubernetes-service-account"],
    ],
    reason: "The request's tags name the pods; without them every association of the account gets the role.",
    source: 'Amazon EKS user guide, "Create IAM role with trust policy required by EKS Pod Identity"',
  },
  "ec2.amazonaws.com": {
    keys: [],
    reason: "An instance takes the role of its profile, which is in its own account.",
    source: 'Amazon EKS user guide, "Amazon EKS Auto Mode node IAM role"',
  },
  "s3.amazonaws.com": {
    keys: [],
    reason: "One that replication does not send would stop every copy.",
    source: 'Amazon S3 user guide, "Setting up permissions for live replication"',
  },
  "rds.amazonaws.com": {
    keys: [],
    reason: "One that a proxy does not send would let nobody sign in.",
    source: 'Amazon Aurora user guide, "Configuring IAM authentication for RDS Proxy"',
  },
};

/** What a service may do in a document without a condition on whose thing it acts for. */
export interface UnlimitedService extends Grounds {
  /** The service. */
  readonly service: string;
  /** The one action. */
  readonly action: string;
  /** To what: one thing by its name. */
  readonly things: RegExp;
}

/** Every service that AWS documents to send no such condition. */
export const unlimitedServices: readonly UnlimitedService[] = [
  {
    service: "events.amazonaws.com",
    action: "sns:Publish",
    things: /^arn:aws:sns:[a-z0-9-]+:\d{12}:[^*?]+$/u,
    reason:
      "EventBridge sends a topic neither account nor rule: with a condition nothing would be told. A rule of a stranger " +
      "can be heard, and can read nothing.",
    source: 'Amazon EventBridge user guide, "Amazon SNS permissions"',
  },
];

const clusterRole: Grounds = {
  reason: "The control plane in Auto Mode manages nodes, volumes, load balancers and interfaces with it.",
  source: 'Amazon EKS user guide, "Amazon EKS Auto Mode cluster IAM role"',
};
const nodeRole: Grounds = {
  reason: "A node in Auto Mode joins its cluster and pulls images with it.",
  source: 'Amazon EKS user guide, "Amazon EKS Auto Mode node IAM role"',
};

const groupedNode: Grounds = {
  reason: "A node of a managed group joins its cluster and gives pods addresses with it.",
  source: 'Amazon EKS user guide, "Amazon EKS node IAM role"',
};

const machineMetrics: Grounds = {
  reason: "RDS writes the metrics of its machines with it.",
  source: 'Amazon Aurora user guide, "Setting up and enabling Enhanced Monitoring"',
};

const backupRole: Grounds = {
  reason: "AWS Backup takes stores of every kind, and puts them back, by actions that change with the kinds.",
  source: 'AWS Backup developer guide, "Managed policies for AWS Backup"',
};

/** AWS's own policies that may be attached, by name: their text is AWS's, and changes without us. */
export const managedPolicies: Readonly<Record<string, Grounds>> = {
  AmazonEKSClusterPolicy: clusterRole,
  AmazonEKSComputePolicy: clusterRole,
  AmazonEKSBlockStoragePolicy: clusterRole,
  AmazonEKSLoadBalancingPolicy: clusterRole,
  AmazonEKSNetworkingPolicy: clusterRole,
  AmazonEKSWorkerNodeMinimalPolicy: nodeRole,
  AmazonEC2ContainerRegistryPullOnly: nodeRole,
  AmazonEKSWorkerNodePolicy: groupedNode,
  AmazonEKS_CNI_Policy: groupedNode,
  "service-role/AmazonRDSEnhancedMonitoringRole": machineMetrics,
  "service-role/AWSBackupServiceRolePolicyForBackup": backupRole,
  "service-role/AWSBackupServiceRolePolicyForRestores": backupRole,
};
