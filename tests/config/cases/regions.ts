import type { BrokenFile } from "./case";

/** What is wrong with regions. */
export const regions: readonly BrokenFile[] = [
  {
    title: "regions that are missing altogether",
    edit: ["social-commerce:regions", "other:regions"],
    problems: [
      [
        "social-commerce:regions",
        "nothing",
        "a map of region names",
        'add it, for example {"us-east-1":{"role":"primary","cidr":"10.16.0.0/16","kubernetesVersion":"1.35"}}',
      ],
    ],
  },
  {
    title: "a region's role that is none of the three",
    edit: ["role: primary", "role: main"],
    problems: [
      [
        "social-commerce:regions.us-east-1.role",
        "main",
        "primary, secondary, standby",
        "correct it, for example primary",
      ],
    ],
  },
  {
    title: "a region without a role",
    edit: ["      role: secondary\n", ""],
    problems: [
      [
        "social-commerce:regions.us-west-2.role",
        "nothing",
        "primary, secondary, standby",
        "add it, for example primary",
      ],
    ],
  },
  {
    title: "two primaries",
    edit: ["role: secondary", "role: primary"],
    problems: [
      [
        "social-commerce:regions",
        "the primaries us-east-1, us-west-2",
        "one region with role primary",
        "make all but one of them secondary",
      ],
    ],
  },
  {
    title: "no primary",
    edit: ["role: primary", "role: secondary"],
    problems: [
      [
        "social-commerce:regions",
        "no region with role primary",
        "one region with role primary",
        "give one region role: primary",
      ],
    ],
  },
  {
    title: "a state that is none of the two",
    edit: ["state: active", "state: dead"],
    problems: [
      ["social-commerce:regions.us-west-2.state", "dead", "active, lost", "correct it, for example active"],
    ],
  },
  {
    title: "a capacity of nothing",
    edit: ["capacityPercent: 50", "capacityPercent: 0"],
    problems: [
      [
        "social-commerce:regions.us-west-2.capacityPercent",
        "0",
        "a whole number from 1 to 100",
        "correct it, for example 50",
      ],
    ],
  },
  {
    title: "a capacity above the whole",
    edit: ["capacityPercent: 50", "capacityPercent: 101"],
    problems: [
      [
        "social-commerce:regions.us-west-2.capacityPercent",
        "101",
        "a whole number from 1 to 100",
        "correct it, for example 50",
      ],
    ],
  },
  {
    title: "a capacity in quotes",
    edit: ["capacityPercent: 50", 'capacityPercent: "50"'],
    problems: [
      [
        "social-commerce:regions.us-west-2.capacityPercent",
        '"50"',
        "a whole number from 1 to 100",
        "correct it, for example 50",
      ],
    ],
  },
  {
    title: "a network without its size",
    edit: ["10.16.0.0/16", "10.16.0.0"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "10.16.0.0",
        "a private IPv4 range from /16 to /18: 10.16.0.0/16",
        "correct it, for example 10.16.0.0/16",
      ],
    ],
  },
  {
    title: "a network of public addresses",
    edit: ["10.16.0.0/16", "8.16.0.0/16"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "8.16.0.0/16",
        "the start of a private IPv4 range from /16 to /18",
        "write for example 10.16.0.0/16",
      ],
    ],
  },
  {
    title: "a network that is too large",
    edit: ["10.16.0.0/16", "10.0.0.0/12"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "10.0.0.0/12",
        "the start of a private IPv4 range from /16 to /18",
        "write for example 10.16.0.0/16",
      ],
    ],
  },
  {
    title: "a network that is too small",
    edit: ["10.16.0.0/16", "10.16.0.0/19"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "10.16.0.0/19",
        "the start of a private IPv4 range from /16 to /18",
        "write for example 10.16.0.0/16",
      ],
    ],
  },
  {
    title: "a network that does not start where it says",
    edit: ["10.16.0.0/16", "10.16.128.0/16"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "10.16.128.0/16",
        "the start of a private IPv4 range from /16 to /18",
        "write for example 10.16.0.0/16",
      ],
    ],
  },
  {
    title: "a network that overlaps another",
    edit: ["10.32.0.0/16", "10.16.64.0/18"],
    problems: [
      [
        "social-commerce:regions.us-east-1.cidr",
        "10.16.0.0/16, which overlaps 10.16.64.0/18 of us-west-2",
        "a range that nothing else has; the regions are connected to each other",
        "move the region that is not deployed yet to a free range",
      ],
    ],
  },
  {
    title: "a network that overlaps the addresses of services",
    edit: ["10.32.0.0/16", "172.20.0.0/16"],
    problems: [
      [
        "social-commerce:regions.us-west-2.cidr",
        "172.20.0.0/16, which overlaps 172.20.0.0/16 of the services inside each cluster",
        "a range that nothing else has; the regions are connected to each other",
        "move the region that is not deployed yet to a free range",
      ],
    ],
  },
  {
    title: "a region on AWS without a network",
    edit: ["      cidr: 10.32.0.0/16\n", ""],
    problems: [
      [
        "social-commerce:regions.us-west-2.cidr",
        "nothing",
        "a region without existingCluster is made on AWS, and needs cidr and kubernetesVersion",
        "add cidr, or name an existingCluster",
      ],
    ],
  },
  {
    title: "a region on AWS without a version",
    edit: ['      kubernetesVersion: "1.34"\n', ""],
    problems: [
      [
        "social-commerce:regions.us-west-2.kubernetesVersion",
        "nothing",
        "a region without existingCluster is made on AWS, and needs cidr and kubernetesVersion",
        "add kubernetesVersion, or name an existingCluster",
      ],
    ],
  },
];
