import type { BrokenFile } from "./case";

/** What is wrong with the writer and the shares of users. */
export const traffic: readonly BrokenFile[] = [
  {
    title: "a writer that is no region",
    edit: ["writer: us-east-1", "writer: eu-west-1"],
    problems: [
      [
        "social-commerce:writer",
        'the region "eu-west-1"',
        "us-east-1, us-west-2, lab",
        "name a region that is declared and answers",
      ],
    ],
  },
  {
    title: "a writer that is a list",
    edit: ["writer: us-east-1", "writer: [us-east-1]"],
    problems: [
      [
        "social-commerce:writer",
        '["us-east-1"]',
        "the name of a region under `regions`",
        "correct it, for example us-east-1",
      ],
    ],
  },
  {
    title: "a writer that is missing",
    edit: ["  social-commerce:writer: us-east-1\n", ""],
    problems: [
      [
        "social-commerce:writer",
        "nothing",
        "the name of a region under `regions`",
        "add it, for example us-east-1",
      ],
    ],
  },
  {
    title: "a writer that is lost",
    edit: ["      role: primary\n", "      role: primary\n      state: lost\n"],
    problems: [
      [
        "social-commerce:writer",
        "us-east-1, whose state is lost",
        "us-west-2, lab",
        "name a region that is declared and answers",
      ],
      [
        "social-commerce:traffic.us-east-1",
        "80, while the region's state is lost",
        "0",
        "give its share to the other regions",
      ],
    ],
  },
  {
    title: "a share to a region that is not declared",
    edit: ["us-west-2: 20 }", "us-west-2: 10, eu-west-1: 10 }"],
    problems: [
      [
        "social-commerce:traffic.eu-west-1",
        'the region "eu-west-1"',
        "us-east-1, us-west-2, lab",
        "name a region under social-commerce:regions, or declare this one there",
      ],
    ],
  },
  {
    title: "a share in words",
    edit: ["us-west-2: 20 }", "us-west-2: twenty }"],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        "twenty",
        "a whole number from 0 to 100",
        "correct it, for example 80",
      ],
    ],
  },
  {
    title: "a share with a fraction",
    edit: ["us-west-2: 20 }", 'us-west-2: "20.5" }'],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        '"20.5"',
        "a whole number from 0 to 100",
        "correct it, for example 80",
      ],
    ],
  },
  {
    title: "a share below nothing",
    edit: ["us-west-2: 20 }", "us-west-2: -20 }"],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        "-20",
        "a whole number from 0 to 100",
        "correct it, for example 80",
      ],
    ],
  },
  {
    title: "shares that sum to too little",
    edit: ["us-west-2: 20 }", "us-west-2: 10 }"],
    problems: [
      [
        "social-commerce:traffic",
        '{"us-east-1":80,"us-west-2":10}, which sums to 90',
        "shares that sum to 100",
        "give 10 more to a region",
      ],
    ],
  },
  {
    title: "shares that sum to too much",
    edit: ["us-west-2: 20 }", "us-west-2: 40 }"],
    problems: [
      [
        "social-commerce:traffic",
        '{"us-east-1":80,"us-west-2":40}, which sums to 120',
        "shares that sum to 100",
        "take 20 away from a region",
      ],
    ],
  },
  {
    title: "a share above the region's capacity",
    edit: ["us-east-1: 80, us-west-2: 20 }", "us-east-1: 40, us-west-2: 60 }"],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        "60, while the region runs 50 % of the platform",
        "0 to 50",
        "raise regions.us-west-2.capacityPercent to 60 in an edit of its own, then shift traffic",
      ],
    ],
  },
  {
    title: "a share to a lost region",
    edit: ["state: active", "state: lost"],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        "20, while the region's state is lost",
        "0",
        "give its share to the other regions",
      ],
    ],
  },
  {
    title: "traffic that is a region's name",
    edit: ["{ us-east-1: 80, us-west-2: 20 }", "us-east-1"],
    problems: [
      [
        "social-commerce:traffic",
        "us-east-1",
        "a map of region names to whole numbers that sum to 100",
        'correct it, for example {"us-east-1":80,"us-west-2":20}',
      ],
    ],
  },
  {
    title: "traffic that is missing",
    edit: ["  social-commerce:traffic: { us-east-1: 80, us-west-2: 20 }\n", ""],
    problems: [
      [
        "social-commerce:traffic",
        "nothing",
        "a map of region names to whole numbers that sum to 100",
        'add it, for example {"us-east-1":80,"us-west-2":20}',
      ],
    ],
  },
];
