import type { BrokenFile, Told } from "./case";

const one = (title: string, from: string, to: string, ...problems: Told[]): BrokenFile => ({
  title,
  edit: [from, to],
  problems,
});

const runner = (key: string): string => `social-commerce:apiAccess.runnerNetwork.${key}`;
const vpcAllowed = "the id of a VPC: vpc-0123456789abcdef0";
const rangeAllowed = "the start of a private IPv4 range from /16 to /28";
const rangeRemedy = "write the range of the runner's VPC, for example 10.250.0.0/24";
const publicAllowed = "a public IPv4 range from /16 to /32";
const addressesRemedy = "list the addresses that the runs come from, for example 203.0.113.10/32";
const anIntegerTo450 = "a whole number from 1 to 450";
const architecture = "    architecture: amd64\n";

/** What is wrong with ways into the clusters. */
const waysIn: readonly BrokenFile[] = [
  one(
    "no way into its clusters",
    `  social-commerce:apiAccess:
    runnerNetwork:
      vpcId: vpc-0123456789abcdef0
      cidr: 10.250.0.0/24
      region: eu-west-1
      routeTableIds: [rtb-0123456789abcdef0]
    publicCidrs: [203.0.113.10/32]
`,
    "",
    [
      "social-commerce:apiAccess",
      "nothing",
      "a way to the private endpoints of the clusters on AWS (us-east-1, us-west-2)",
      "name the runnerNetwork, or for the first `up` publicCidrs such as [203.0.113.10/32]",
    ],
  ),
  one(
    "a way into its clusters that is none",
    `    runnerNetwork:
      vpcId: vpc-0123456789abcdef0
      cidr: 10.250.0.0/24
      region: eu-west-1
      routeTableIds: [rtb-0123456789abcdef0]
    publicCidrs: [203.0.113.10/32]
`,
    "    publicCidrs: []\n",
    [
      "social-commerce:apiAccess",
      "neither a runnerNetwork nor a public range",
      "a way to the private endpoints of the clusters on AWS (us-east-1, us-west-2)",
      "name the runnerNetwork, or for the first `up` publicCidrs such as [203.0.113.10/32]",
    ],
  ),
  one("a runner's VPC that is none", "vpc-0123456789abcdef0", "vpc-main", [
    runner("vpcId"),
    "vpc-main",
    vpcAllowed,
    "correct it, for example vpc-0123456789abcdef0",
  ]),
  one("a runner's range that is none", "10.250.0.0/24", "10.250.0.0", [
    runner("cidr"),
    "10.250.0.0",
    "a private IPv4 range from /16 to /28: 10.250.0.0/24",
    "correct it, for example 10.250.0.0/24",
  ]),
  one("a runner's range that is wider than a VPC", "10.250.0.0/24", "10.128.0.0/15", [
    runner("cidr"),
    "10.128.0.0/15",
    rangeAllowed,
    rangeRemedy,
  ]),
  one("a runner's range that is narrower than a VPC", "10.250.0.0/24", "10.250.0.0/29", [
    runner("cidr"),
    "10.250.0.0/29",
    rangeAllowed,
    rangeRemedy,
  ]),
  one("a runner's range that is public", "10.250.0.0/24", "198.51.100.0/24", [
    runner("cidr"),
    "198.51.100.0/24",
    rangeAllowed,
    rangeRemedy,
  ]),
  one("a runner's range that begins in its middle", "10.250.0.0/24", "10.250.0.1/24", [
    runner("cidr"),
    "10.250.0.1/24",
    rangeAllowed,
    rangeRemedy,
  ]),
  one("a runner's range inside a region's", "10.250.0.0/24", "10.32.7.0/24", [
    runner("cidr"),
    "10.32.7.0/24, which overlaps 10.32.0.0/16 of us-west-2",
    "a range that nothing else has; every region is joined to the runner's network",
    "run Pulumi in a VPC with another range",
  ]),
  one("a runner's range among the services'", "10.250.0.0/24", "172.20.9.0/24", [
    runner("cidr"),
    "172.20.9.0/24, which overlaps 172.20.0.0/16 of the services inside each cluster",
    "a range that nothing else has; every region is joined to the runner's network",
    "run Pulumi in a VPC with another range",
  ]),
  one("a runner's region that is none", "region: eu-west-1", "region: europe", [
    runner("region"),
    "europe",
    "the name of an AWS region: eu-west-1",
    "correct it, for example eu-west-1",
  ]),
  one("no route table of the runner's", "[rtb-0123456789abcdef0]", "[]", [
    runner("routeTableIds"),
    "[]",
    "1 to 20 ids of route tables: [rtb-0123456789abcdef0]",
    'correct it, for example ["rtb-0123456789abcdef0"]',
  ]),
  one("an endpoint that is open to the world", "203.0.113.10/32", "0.0.0.0/0", [
    "social-commerce:apiAccess.publicCidrs.0",
    "0.0.0.0/0, which is the whole internet",
    publicAllowed,
    addressesRemedy,
  ]),
  one("an endpoint that is open to a provider", "203.0.113.10/32", "203.0.0.0/15", [
    "social-commerce:apiAccess.publicCidrs.0",
    "203.0.0.0/15",
    publicAllowed,
    addressesRemedy,
  ]),
  one("a public range that is private", "203.0.113.10/32", "192.168.1.0/24", [
    "social-commerce:apiAccess.publicCidrs.0",
    "192.168.1.0/24, which is private",
    publicAllowed,
    "a private network goes under apiAccess.runnerNetwork; here stands what the internet sees of it",
  ]),
  one("public ranges that are no list", "[203.0.113.10/32]", "203.0.113.10/32", [
    "social-commerce:apiAccess.publicCidrs",
    "203.0.113.10/32",
    "up to 40 public IPv4 ranges from /16 to /32: [203.0.113.10/32]",
    'correct it, for example ["203.0.113.10/32"]',
  ]),
];

/** What is wrong with nodes. */
const nodes: readonly BrokenFile[] = [
  one("a compute that is none", "compute: auto", "compute: fargate", [
    "social-commerce:regions.us-west-2.compute",
    "fargate",
    "auto, node-groups",
    "correct it, for example auto",
  ]),
  one(
    "an existing cluster with a compute",
    "{ context: kind-lab, operators: installed }",
    "{ context: kind-lab, operators: installed }\n      compute: auto",
    [
      "social-commerce:regions.lab.compute",
      "auto",
      "nothing, where existingCluster is named: its network and version are not ours",
      "remove compute, or remove existingCluster to have the region made on AWS",
    ],
  ),
  one("an architecture that is none", architecture, "    architecture: x86\n", [
    "social-commerce:nodes.architecture",
    "x86",
    "amd64, arm64",
    "correct it, for example amd64",
  ]),
  one("nodes without processors", '{ cpu: "200", memory: 800Gi }', '{ cpu: "0", memory: 800Gi }', [
    "social-commerce:nodes.limits.cpu",
    '"0"',
    'whole cores or thousandths of one, quoted: "250m", "2"',
    "correct it, for example 500m",
  ]),
  one("nodes with memory in another unit", "memory: 800Gi", "memory: 800G", [
    "social-commerce:nodes.limits.memory",
    "800G",
    "a whole number of Mi or Gi: 512Mi, 2Gi",
    "correct it, for example 512Mi",
  ]),
  one("no node in a zone", "{ min: 2, desired", "{ min: 0, desired", [
    "social-commerce:nodes.perZone.min",
    "0",
    anIntegerTo450,
    "correct it, for example 2",
  ]),
  one("a part of a node", "desired: 4", "desired: 4.5", [
    "social-commerce:nodes.perZone.desired",
    "4.5",
    anIntegerTo450,
    "correct it, for example 3",
  ]),
  one("more nodes than a group can have", "desired: 4, max: 10", "desired: 4, max: 451", [
    "social-commerce:nodes.perZone.max",
    "451",
    anIntegerTo450,
    "correct it, for example 17",
  ]),
  one("nodes that start below their floor", "desired: 4", "desired: 1", [
    "social-commerce:nodes.perZone",
    "min 2, desired 1, max 10",
    "min not above desired, and desired not above max",
    "put the three in order",
  ]),
  one("nodes that start above their ceiling", "desired: 4", "desired: 11", [
    "social-commerce:nodes.perZone",
    "min 2, desired 11, max 10",
    "min not above desired, and desired not above max",
    "put the three in order",
  ]),
  // 30 × 500m and 20 × 1000m, in two colours: 70 cores, of nodes of which pods have 80 %. The smaller region must carry as much.
  one(
    "nodes whose processors do not carry the services",
    'cpu: "200"',
    'cpu: "87"',
    ...["us-east-1", "us-west-2"].map((region): Told => [
      "social-commerce:nodes.limits.cpu",
      `87 cores in ${region}, where both colours of all services at their ceilings ask for 70`,
      `at least 88 cores in ${region}: pods can have 80 % of a node`,
      'write nodes.limits.cpu: "88" or more, or lower scaling.max of the services',
    ]),
  ),
  one("room that is kept for more than twice the services", "headroomPercent: 50", "headroomPercent: 201", [
    "social-commerce:nodes.headroomPercent",
    "201",
    "a whole number from 0 to 200",
    "correct it, for example 100",
  ]),
  one(
    "nodes whose memory does not carry the services",
    "memory: 800Gi",
    "memory: 80Gi",
    [
      "social-commerce:nodes.limits.memory",
      "80 GiB in us-east-1, where both colours of all services at their ceilings ask for 70",
      "at least 88 GiB in us-east-1: pods can have 80 % of a node",
      'write nodes.limits.memory: "88Gi" or more, or lower scaling.max of the services',
    ],
    [
      "social-commerce:nodes.limits.memory",
      "80 GiB in us-west-2, where both colours of all services at their ceilings ask for 70",
      "at least 88 GiB in us-west-2: pods can have 80 % of a node",
      'write nodes.limits.memory: "88Gi" or more, or lower scaling.max of the services',
    ],
  ),
];

/** What is wrong with add-ons. */
const addons: readonly BrokenFile[] = [
  one("an add-on that is none", "{ metrics-server: v0.8.0", "{ metric-server: v0.8.0", [
    "social-commerce:addons.metric-server",
    'the unknown key "metric-server" with v0.8.0-eksbuild.6',
    "aws-ebs-csi-driver, coredns, eks-pod-identity-agent, kube-proxy, metrics-server, vpc-cni",
    'write "metrics-server" if that was meant, or remove it',
  ]),
  one("an add-on's version that is none", "v0.8.0-eksbuild.6", "latest", [
    "social-commerce:addons.metrics-server",
    "latest",
    "a version as `aws eks describe-addon-versions` prints it: v0.8.1-eksbuild.5",
    "correct it, for example v0.8.1-eksbuild.5",
  ]),
  one("an add-on that no region takes", "{ metrics-server: v0.8.0", "{ vpc-cni: v1.21.1", [
    "social-commerce:addons.vpc-cni",
    "an add-on that no region's nodes take",
    "a region on AWS whose compute is node-groups",
    "remove it: EKS Auto Mode and existing clusters bring their own",
  ]),
  one(
    "a Kubernetes for which add-ons have no version",
    'compute: auto\n      cidr: 10.32.0.0/16\n      kubernetesVersion: "1.34"',
    'compute: node-groups\n      cidr: 10.32.0.0/16\n      kubernetesVersion: "1.36"',
    ...["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"].map(
      (name): Told => [
        `social-commerce:addons.${name}`,
        "nothing, while us-west-2 runs Kubernetes 1.36",
        "Kubernetes 1.34, 1.35, or a pinned version",
        `pin what \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version 1.36\` prints`,
      ],
    ),
  ),
];

/** What is wrong with what a cluster is equipped with. */
export const clusters: readonly BrokenFile[] = [...waysIn, ...nodes, ...addons];
