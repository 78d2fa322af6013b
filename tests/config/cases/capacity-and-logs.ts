import { processorsOf, saidWhereItMayNot, type BrokenFile, type Told } from "./case";

const residency = (
  title: string,
  to: string,
  problem: readonly [holds: string, found: string],
): BrokenFile => ({
  title,
  edit: ["{ financial-7y: [us-west-2, us-east-1] }", to],
  problems: [
    [
      `social-commerce:residency.${problem[0]}`,
      problem[1],
      "all regions on AWS: us-east-1, us-west-2",
      "add the regions to the list, or do without them: logs stay where they are written",
    ],
  ],
});

/** Services that scale to 312.5 pods each: both colours, a roll-out, and the system's share. */
const large = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `    extra-${index}:
      path: /extra-${index}
      scaling: { min: 3, max: 100 }
      resources: { requests: { cpu: 10m, memory: 32Mi }, limits: { cpu: 20m, memory: 64Mi } }
      release: { greenPercent: 0, blue: { version: "1.0.0", digest: "sha256:${"c".repeat(64)}" } }
`,
  ).join("");

const unusualZones = (region: string, there: string): BrokenFile => ({
  title: `no zones in ${region}, which has others`,
  edit: [
    "    lab:\n",
    `    ${region}: { role: standby, cidr: 10.48.0.0/16, kubernetesVersion: "1.35" }\n    lab:\n`,
  ],
  problems: [
    [
      `social-commerce:regions.${region}.zones`,
      "nothing, which means the zones a, b and c",
      `the zones that the region has: ${there}`,
      "name them; a region with fewer zones than the environment asks for cannot be used",
    ],
    processorsOf(region),
  ],
});

/** The smaller region must have room for as many. */
const ranges = [
  ["us-east-1", "10.16.0.0/16"],
  ["us-west-2", "10.32.0.0/16"],
] as const;

const overfull = (title: string, edit: BrokenFile["edit"], found: string, allowed: string): BrokenFile => ({
  title,
  edit,
  problems: ranges.map(([region, range]): Told => [
    `social-commerce:regions.${region}.cidr`,
    `${range}, ${found}`,
    allowed,
    "lower the scaling.max of services; a network that is there cannot grow, so more room is another region",
  ]),
});

/** What is wrong with where logs are kept, and with how many pods find an address. */
export const capacityAndLogs: readonly BrokenFile[] = [
  residency("the audit trail of one cluster where it may not be", "{ audit-7y: [us-east-1] }", [
    "audit-7y",
    "a list without us-west-2, where logs of that class are kept (cluster, store-audits, access)",
  ]),
  residency("the addresses of users where they may not be, in any region on AWS", "{ traffic-90d: [lab] }", [
    "traffic-90d",
    "a list without us-east-1, us-west-2, where logs of that class are kept (flows, objects)",
  ]),
  {
    title: "messages about people where they may not be, in any region on AWS, though logs may",
    edit: ["{ financial-7y: [us-west-2, us-east-1] }", "{ personal-90d: [lab] }"],
    problems: ["us-east-1", "us-west-2"].map((region) =>
      saidWhereItMayNot("topics.order-events", region, "personal-90d", "lab"),
    ),
  },
  unusualZones("ca-central-1", "[ca-central-1a, ca-central-1b, ca-central-1d]"),
  unusualZones("ap-northeast-1", "[ap-northeast-1a, ap-northeast-1c, ap-northeast-1d]"),
  unusualZones("us-west-1", "two zones, which are called differently in each account"),
  {
    title: "a replica that answers nothing",
    edit: ["requestsPerReplica: 120", "requestsPerReplica: 0"],
    problems: [
      [
        "social-commerce:services.cart-service.requestsPerReplica",
        "0",
        "a whole number from 1 to 10000",
        "correct it, for example 150",
      ],
    ],
  },
  {
    title: "a backlog that is a query and no series",
    edit: ["backlog: cart_queue_messages", "backlog: sum(cart_queue_messages)"],
    problems: [
      [
        "social-commerce:services.cart-service.backlog",
        "sum(cart_queue_messages)",
        "the name of a series: orders_queue_messages",
        "correct it, for example orders_queue_messages",
      ],
    ],
  },
  overfull(
    "more pods than addresses with one zone lost",
    ["    order-service:\n", `${large(17)}    order-service:\n`],
    "while the services scale to 5470 pods there",
    "a range for as many pods: this one has room for 5184 with one of 3 zones lost",
  ),
];
