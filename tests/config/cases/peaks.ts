import type { BrokenFile, Told } from "./case";

const wrong = (title: string, edit: readonly [string, string], ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit,
  problems,
});

const vcpus = "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances";
const granted = "us-east-1: { standardVcpus: 500, elasticIps: 5, gp3Tebibytes: 50 }";
const count = "a whole number from 0 to 1000000";

const quota = (key: string, from: string, found: string, example: string): BrokenFile =>
  wrong(
    `a quota ${key} of ${found}`,
    [granted, granted.replace(from, `${key}: ${found}`)],
    [`social-commerce:quotas.us-east-1.${key}`, found, count, `correct it, for example ${example}`],
  );

/** What an announced peak finds too small. */
export const peaks: readonly BrokenFile[] = [
  wrong(
    "a peak above the ceiling of a service",
    ["sale: { factor: 1.5", "sale: { factor: 7"],
    [
      "social-commerce:services.order-service.scaling.max",
      "20, while sale asks for 21 replicas (7 × scaling.min, 3)",
      "21 or more, and at most 100",
      "raise scaling.max to 21",
    ],
  ),
  wrong(
    "a peak that opens more connections than there are",
    ["sale: { factor: 1.5", "sale: { factor: 10.5"],
    [
      "social-commerce:services.cart-service.scaling.max",
      "30, while sale asks for 32 replicas (10.5 × scaling.min, 3)",
      "32 or more, and at most 100",
      "raise scaling.max to 32",
    ],
    [
      "social-commerce:services.order-service.scaling.max",
      "20, while sale asks for 32 replicas (10.5 × scaling.min, 3)",
      "32 or more, and at most 100",
      "raise scaling.max to 32",
    ],
    [
      "social-commerce:services.cart-service.connectionLimit",
      "600, while both colours open 640 at sale (10 × 32 replicas × 2)",
      "640 or more",
      "lower connectionsPerReplica, put a pool before the database, or raise its limit",
    ],
  ),
  wrong(
    "a peak that is too large for everything",
    ["sale: { factor: 1.5", "sale: { factor: 50"],
    [
      "social-commerce:services.cart-service.scaling.max",
      "30, while sale asks for 150 replicas (50 × scaling.min, 3)",
      "at most 100 replicas of a service in a region, at peaks as well",
      "lower the factor or scaling.min: one region runs no more of a service",
    ],
    [
      "social-commerce:services.order-service.scaling.max",
      "20, while sale asks for 150 replicas (50 × scaling.min, 3)",
      "at most 100 replicas of a service in a region, at peaks as well",
      "lower the factor or scaling.min: one region runs no more of a service",
    ],
    [
      "social-commerce:nodes.limits.cpu",
      "200 cores in us-east-1, where both colours of all services at their ceilings ask for 450, at the announced peaks",
      "at least 563 cores in us-east-1: pods can have 80 % of a node",
      'write nodes.limits.cpu: "563" or more, or lower scaling.max of the services',
    ],
    [
      "social-commerce:nodes.limits.cpu",
      "200 cores in us-west-2, where both colours of all services at their ceilings ask for 450, at the announced peaks",
      "at least 563 cores in us-west-2: pods can have 80 % of a node",
      'write nodes.limits.cpu: "563" or more, or lower scaling.max of the services',
    ],
    [
      "social-commerce:services.cart-service.connectionLimit",
      "600, while both colours open 3000 at sale (10 × 150 replicas × 2)",
      "3000 or more",
      "lower connectionsPerReplica, put a pool before the database, or raise its limit",
    ],
    [
      "social-commerce:quotas.us-east-1.standardVcpus",
      "500 vCPUs, while the announced peaks need 563",
      "563 or more",
      `request 563 of "${vcpus}" (ec2 L-1216C47A) in us-east-1, days before, then write what was granted`,
    ],
  ),
  quota("standardVcpus", "standardVcpus: 500", "-1", "640"),
  quota("elasticIps", "elasticIps: 5", "many", "5"),
  quota("gp3Tebibytes", "gp3Tebibytes: 50", "1.5", "50"),
  wrong(
    "fewer processors granted than a peak needs",
    [granted, granted.replace("500", "87")],
    [
      "social-commerce:quotas.us-east-1.standardVcpus",
      "87 vCPUs, while the announced peaks need 88",
      "88 or more",
      `request 88 of "${vcpus}" (ec2 L-1216C47A) in us-east-1, days before, then write what was granted`,
    ],
  ),
  wrong(
    "a region of which nobody said what is granted",
    ["    us-west-2: { standardVcpus: 640 }\n", ""],
    [
      "social-commerce:quotas.us-west-2.standardVcpus",
      "5 vCPUs, AWS's default, while the announced peaks need 88",
      "88 or more",
      `request 88 of "${vcpus}" (ec2 L-1216C47A) in us-west-2, days before, then write what was granted`,
    ],
  ),
  wrong(
    "fewer addresses granted than zones",
    [granted, granted.replace("elasticIps: 5", "elasticIps: 2")],
    [
      "social-commerce:quotas.us-east-1.elasticIps",
      "2 addresses, while the announced peaks need 3",
      "3 or more",
      'request 3 of "EC2-VPC Elastic IPs" (ec2 L-0263D0A3) in us-east-1, days before, then write what was granted',
    ],
  ),
  wrong(
    "less disk granted than nodes and pods have",
    [granted, granted.replace("gp3Tebibytes: 50", "gp3Tebibytes: 2")],
    [
      "social-commerce:quotas.us-east-1.gp3Tebibytes",
      "2 TiB, while the announced peaks need 3",
      "3 or more",
      'request 3 of "Storage for General Purpose SSD (gp3) volumes, in TiB" (ebs L-7A658B76) in us-east-1, days before, then write what was granted',
    ],
  ),
  wrong(
    "what is granted in a region with a cluster that was there",
    ["us-west-2: { standardVcpus: 640 }", "us-west-2: { standardVcpus: 640 }\n    lab: { elasticIps: 5 }"],
    [
      "social-commerce:quotas.lab",
      'the region "lab"',
      "us-east-1, us-west-2",
      "name a region on AWS that is declared under social-commerce:regions, or remove the entry",
    ],
  ),
];
