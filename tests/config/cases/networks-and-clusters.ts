import { processorsOf, type BrokenFile } from "./case";

/** What is wrong with regions. */
export const networksAndClusters: readonly BrokenFile[] = [
  {
    title: "a version that is too exact",
    edit: ['"1.35"', '"1.35.2"'],
    problems: [
      [
        "social-commerce:regions.us-east-1.kubernetesVersion",
        "1.35.2",
        'a minor version in quotes: "1.35"',
        'correct it, for example "1.35"',
      ],
    ],
  },
  {
    title: "a region on AWS with a name that AWS does not know",
    edit: [
      "      existingCluster: { context: kind-lab, operators: installed }",
      '      cidr: 10.48.0.0/16\n      kubernetesVersion: "1.35"',
    ],
    problems: [
      [
        "social-commerce:regions.lab",
        'the name "lab"',
        "the name of an AWS region where no existingCluster is named",
        "rename it, for example to us-east-1, or name an existingCluster",
      ],
      processorsOf("lab"),
    ],
  },
  {
    title: "an existing cluster with a network",
    edit: [
      "      existingCluster: { context: kind-lab, operators: installed }",
      "      existingCluster: { context: kind-lab, operators: installed }\n      cidr: 10.48.0.0/16",
    ],
    problems: [
      [
        "social-commerce:regions.lab.cidr",
        "10.48.0.0/16",
        "nothing, where existingCluster is named: its network and version are not ours",
        "remove cidr, or remove existingCluster to have the region made on AWS",
      ],
    ],
  },
  {
    title: "an existing cluster with zones and a version",
    edit: [
      "      existingCluster: { context: kind-lab, operators: installed }",
      '      existingCluster: { context: kind-lab, operators: installed }\n      zones: [us-east-1a, us-east-1b, us-east-1c]\n      kubernetesVersion: "1.35"',
    ],
    problems: [
      [
        "social-commerce:regions.lab.zones",
        '["us-east-1a","us-east-1b","us-east-1c"]',
        "nothing, where existingCluster is named: its network and version are not ours",
        "remove zones, or remove existingCluster to have the region made on AWS",
      ],
      [
        "social-commerce:regions.lab.kubernetesVersion",
        '"1.35"',
        "nothing, where existingCluster is named: its network and version are not ours",
        "remove kubernetesVersion, or remove existingCluster to have the region made on AWS",
      ],
    ],
  },
  {
    title: "an existing cluster that is its context alone",
    edit: ["{ context: kind-lab, operators: installed }", "kind-lab"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster",
        "kind-lab",
        "a map with `context` and `operators`",
        'correct it, for example {"context":"kind-east"}',
      ],
    ],
  },
  {
    title: "an existing cluster without its context",
    edit: ["{ context: kind-lab, operators: installed }", "{}"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster.context",
        "nothing",
        "a context name out of `kubectl config get-contexts`",
        "add it, for example kind-east",
      ],
    ],
  },
  {
    title: "a context with a space",
    edit: ["context: kind-lab", "context: kind lab"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster.context",
        "kind lab",
        "a context name out of `kubectl config get-contexts`",
        "correct it, for example kind-east",
      ],
    ],
  },
  {
    title: "operators that somebody may have installed",
    edit: ["operators: installed", "operators: maybe"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster.operators",
        "maybe",
        "managed, installed",
        "correct it, for example managed",
      ],
    ],
  },
  {
    title: "two regions in one cluster",
    edit: ["    lab:\n", "    twin: { role: standby, existingCluster: { context: kind-lab } }\n    lab:\n"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster.context",
        "kind-lab, which another region has",
        "a context that no other region names",
        "name another cluster: two regions in one cluster would have objects of the same names",
      ],
    ],
  },
  {
    title: "one zone alone",
    edit: ["[us-east-1a, us-east-1b, us-east-1c]", "[us-east-1a]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        '["us-east-1a"]',
        "2 to 4 zone names of the region: [us-east-1a, us-east-1b, us-east-1c]",
        'correct it, for example ["us-east-1a","us-east-1b","us-east-1c"]',
      ],
    ],
  },
  {
    title: "five zones",
    edit: [
      "[us-east-1a, us-east-1b, us-east-1c]",
      "[us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e]",
    ],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        '["us-east-1a","us-east-1b","us-east-1c","us-east-1d","us-east-1e"]',
        "2 to 4 zone names of the region: [us-east-1a, us-east-1b, us-east-1c]",
        'correct it, for example ["us-east-1a","us-east-1b","us-east-1c"]',
      ],
    ],
  },
  {
    title: "zones that are no list",
    edit: ["[us-east-1a, us-east-1b, us-east-1c]", "us-east-1a"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        "us-east-1a",
        "2 to 4 zone names of the region: [us-east-1a, us-east-1b, us-east-1c]",
        'correct it, for example ["us-east-1a","us-east-1b","us-east-1c"]',
      ],
    ],
  },
  {
    title: "a zone that is no zone",
    edit: ["us-east-1b, us-east-1c]", "us-east-1b, c]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones.2",
        "c",
        "2 to 4 zone names of the region: [us-east-1a, us-east-1b, us-east-1c]",
        'correct it, for example ["us-east-1a","us-east-1b","us-east-1c"]',
      ],
    ],
  },
  {
    title: "a zone of another region",
    edit: ["us-east-1b, us-east-1c]", "us-east-1b, us-west-2c]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        '["us-east-1a","us-east-1b","us-west-2c"]',
        "at least 3 different zones of us-east-1",
        "write for example [us-east-1a, us-east-1b, us-east-1c]",
      ],
    ],
  },
  {
    title: "a zone twice",
    edit: ["us-east-1b, us-east-1c]", "us-east-1b, us-east-1b]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        '["us-east-1a","us-east-1b","us-east-1b"]',
        "at least 3 different zones of us-east-1",
        "write for example [us-east-1a, us-east-1b, us-east-1c]",
      ],
    ],
  },
  {
    title: "fewer zones than the environment asks for",
    edit: ["us-east-1b, us-east-1c]", "us-east-1b]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones",
        '["us-east-1a","us-east-1b"]',
        "at least 3 different zones of us-east-1",
        "write for example [us-east-1a, us-east-1b, us-east-1c]",
      ],
    ],
  },
  {
    title: "a region's name in upper case",
    edit: ["    lab:", "    Lab:"],
    problems: [
      [
        "social-commerce:regions.Lab",
        'the name "Lab"',
        "up to 32 lower-case letters, digits and hyphens, a letter first",
        "rename it, for example to us-east-1",
      ],
    ],
  },
  {
    title: "a misspelt key in a region",
    edit: ["capacityPercent: 50", "capacityPerecnt: 50"],
    problems: [
      [
        "social-commerce:regions.us-west-2.capacityPerecnt",
        'the unknown key "capacityPerecnt" with 50',
        "role, state, capacityPercent, cidr, zones, kubernetesVersion, compute, existingCluster",
        'write "capacityPercent" if that was meant, or remove it',
      ],
    ],
  },
  {
    title: "a misspelt key two levels down",
    edit: ["context: kind-lab", "contxt: kind-lab"],
    problems: [
      [
        "social-commerce:regions.lab.existingCluster.context",
        "nothing",
        "a context name out of `kubectl config get-contexts`",
        "add it, for example kind-east",
      ],
      [
        "social-commerce:regions.lab.existingCluster.contxt",
        'the unknown key "contxt" with kind-lab',
        "context, operators",
        'write "context" if that was meant, or remove it',
      ],
    ],
  },
];
