/** A limit that AWS sets on an account in each region, and raises when it is asked to. */
export interface Quota {
  /** What Service Quotas calls it. */
  readonly title: string;
  /** The service that it is found under, as `aws service-quotas` calls it. */
  readonly service: string;
  /** Its code. */
  readonly code: string;
  /** What a new account has. */
  readonly standard: number;
  /** What is counted, with a space before it. */
  readonly unit: string;
  /** A value that a person could type. */
  readonly example: number;
}

/** Names of the quotas that an announced peak can meet. */
export const quotaNames = ["standardVcpus", "elasticIps", "gp3Tebibytes"] as const;

/** Name of a quota. */
export type QuotaName = (typeof quotaNames)[number];

/**
 * The quotas that an announced peak can meet. Sources: Amazon EC2 user guide, "Amazon EC2 service quotas" (a new account's
 * first value may be lower or higher than 5; what counts is what Service Quotas shows); Amazon VPC user guide, "Amazon VPC
 * quotas"; AWS General Reference, "Amazon EBS endpoints and quotas".
 */
export const quotas: Readonly<Record<QuotaName, Quota>> = {
  standardVcpus: {
    title: "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
    ...{ service: "ec2", code: "L-1216C47A", standard: 5, unit: " vCPUs", example: 640 },
  },
  elasticIps: {
    title: "EC2-VPC Elastic IPs",
    ...{ service: "ec2", code: "L-0263D0A3", standard: 5, unit: " addresses", example: 5 },
  },
  gp3Tebibytes: {
    title: "Storage for General Purpose SSD (gp3) volumes, in TiB",
    ...{ service: "ebs", code: "L-7A658B76", standard: 50, unit: " TiB", example: 50 },
  },
};
