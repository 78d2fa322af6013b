import type { BrokenFile, Told } from "./case";

const orders = "orders: { retentionClass: financial-7y, region: us-east-1, copyTo: us-west-2 }";
const catalogue = "catalogue: { retentionClass: operational-30d, region: us-east-1, copyTo: us-west-2 }";
/** Classes that a backup may be of, and those that there are, with what the platform logs and what ends by deletion. */
const classes = "operational-30d, personal-90d, audit-7y, financial-7y";
const allClasses = "operational-30d, personal-90d, traffic-90d, audit-7y, financial-7y, published-30d";

const residency = (title: string, to: string, ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit: ["{ financial-7y: [us-west-2, us-east-1] }", to],
  problems,
});

const pair = (title: string, to: string, ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit: [orders, to],
  problems,
});

const notOnAws = (
  key: string,
  region: string,
  allowed = "us-east-1, us-west-2",
  of = "backups.orders",
): Told => [
  `social-commerce:${of}.${key}`,
  `the region ${JSON.stringify(region)}`,
  allowed,
  "name a region on AWS that is declared under social-commerce:regions",
];

const notPermitted = (key: string, region: string, permitted: string): Told => [
  `social-commerce:backups.orders.${key}`,
  `${region}, where records of class financial-7y may not be`,
  permitted,
  "name a permitted region, or permit this one under social-commerce:residency",
];

const missing = (key: string, allowed: string, example: string): Told => [
  `social-commerce:backups.orders.${key}`,
  "nothing",
  allowed,
  `add it, for example ${example}`,
];

const onAws = "the name of a region on AWS under `regions`";
const wrongName = (name: string): Told => [
  `social-commerce:backups.${name}`,
  `the name ${JSON.stringify(name)}`,
  "up to 20 lower-case letters, digits and hyphens, a letter first",
  "rename it, for example to orders",
];

/** What is wrong with where records may be. */
const records: readonly BrokenFile[] = [
  residency("residency that is one class", "financial-7y", [
    "social-commerce:residency",
    "financial-7y",
    "a map of retention classes to lists of region names",
    'correct it, for example {"financial-7y":["us-east-1","us-west-2"]}',
  ]),
  residency("a class that does not exist", "{ financial-10y: [us-east-1] }", [
    "social-commerce:residency.financial-10y",
    'the unknown key "financial-10y" with ["us-east-1"]',
    allClasses,
    'write "financial-7y" if that was meant, or remove it',
  ]),
  residency("a class that is like no other, with nothing", "{ secret: }", [
    "social-commerce:residency.secret",
    'the unknown key "secret" with nothing',
    allClasses,
    "remove it",
  ]),
  residency("a class that may be nowhere", "{ financial-7y: [] }", [
    "social-commerce:residency.financial-7y",
    "[]",
    "a list of names under `regions`",
    'correct it, for example ["us-east-1","us-west-2"]',
  ]),
  residency("a class that may be in one region, without the list", "{ financial-7y: us-east-1 }", [
    "social-commerce:residency.financial-7y",
    "us-east-1",
    "a list of names under `regions`",
    'correct it, for example ["us-east-1","us-west-2"]',
  ]),
  residency("a class that may be in a number", "{ financial-7y: [us-east-1, 2] }", [
    "social-commerce:residency.financial-7y.1",
    "2",
    "a list of names under `regions`",
    'correct it, for example ["us-east-1","us-west-2"]',
  ]),
  residency(
    "a class that may be in a region that is not declared",
    "{ financial-7y: [us-east-1, us-west-2, eu-west-1] }",
    [
      "social-commerce:residency.financial-7y",
      'the region "eu-west-1"',
      "us-east-1, us-west-2, lab",
      "name a region under social-commerce:regions, or declare this one there",
    ],
  ),
  residency(
    "a class that may not be where its backups are written",
    "{ financial-7y: [us-west-2, lab] }",
    notPermitted("region", "us-east-1", "us-west-2, lab"),
  ),
  residency(
    "a class that may not be where its backups are copied to",
    "{ financial-7y: [us-east-1] }",
    notPermitted("copyTo", "us-west-2", "us-east-1"),
  ),
  residency(
    "a class that may be on neither side of its backups",
    "{ financial-7y: [lab] }",
    notPermitted("region", "us-east-1", "lab"),
    notPermitted("copyTo", "us-west-2", "lab"),
  ),
];

/** What is wrong with backups. */
const pairs: readonly BrokenFile[] = [
  pair("backups in a class that does not exist", orders.replace("financial-7y", "financial"), [
    "social-commerce:backups.orders.retentionClass",
    "financial",
    classes,
    "correct it, for example financial-7y",
  ]),
  pair("backups of what the platform alone logs", orders.replace("financial-7y", "traffic-90d"), [
    "social-commerce:backups.orders.retentionClass",
    "traffic-90d",
    classes,
    "correct it, for example financial-7y",
  ]),
  pair(
    "backups without a class",
    orders.replace("retentionClass: financial-7y, ", ""),
    missing("retentionClass", classes, "financial-7y"),
  ),
  pair(
    "backups that are written nowhere",
    orders.replace("region: us-east-1, ", ""),
    missing("region", onAws, "us-east-1"),
  ),
  pair(
    "backups without a copy",
    orders.replace(", copyTo: us-west-2", ""),
    missing("copyTo", onAws, "us-west-2"),
  ),
  pair(
    "a misspelt key in a backup",
    orders.replace("copyTo", "copyto"),
    missing("copyTo", onAws, "us-west-2"),
    [
      "social-commerce:backups.orders.copyto",
      'the unknown key "copyto" with us-west-2',
      "retentionClass, region, copyTo",
      'write "copyTo" if that was meant, or remove it',
    ],
  ),
  pair("a backup's name with capitals", orders.replace("orders", "Orders"), wrongName("Orders")),
  pair(
    "a backup's name that is too long for a bucket",
    orders.replace("orders", "o".repeat(21)),
    wrongName("o".repeat(21)),
  ),
  pair("a pair with the name of the access logs of objects", orders.replace("orders", "access-logs"), [
    "social-commerce:backups.access-logs",
    "the name of the buckets for access logs of objects",
    "a name that no other bucket has",
    "rename it",
  ]),
  pair("a pair with the name of the access logs of backups", orders.replace("orders", "backup-logs"), [
    "social-commerce:backups.backup-logs",
    "the name of the buckets for access logs of backups",
    "a name that no other bucket has",
    "rename it",
  ]),
  pair(
    "backups that are written in a region that is not declared",
    orders.replace("us-east-1", "eu-west-1").replace("financial-7y", "audit-7y"),
    notOnAws("region", "eu-west-1"),
  ),
  pair(
    "backups that are copied to an existing cluster",
    orders.replace("us-west-2", "lab").replace("financial-7y", "audit-7y"),
    notOnAws("copyTo", "lab"),
  ),
  pair("backups that are copied to where they are", orders.replace("us-west-2", "us-east-1"), [
    "social-commerce:backups.orders.copyTo",
    "us-east-1, where the backups are written",
    "another region: a copy in the same one is lost with it",
    "name another region",
  ]),
  {
    title: "backups that are a list",
    edit: [`backups:\n    ${orders}\n    ${catalogue}`, "backups: [orders]"],
    problems: [
      [
        "social-commerce:backups",
        '["orders"]',
        "a map of names",
        'correct it, for example {"orders":{"retentionClass":"financial-7y","region":"us-east-1","copyTo":"us-west-2"}}',
      ],
    ],
  },
];

const cluster = (context: string): string => `      existingCluster: { context: ${context} }\n`;
const secondary = "    us-west-2:\n      role: secondary\n      state: active\n      capacityPercent: 50\n";
const compute = "      compute: auto\n";
const nowhere = "a region on AWS, of which there is none";

const accessNowhere = (name: string, found: string): Told => [
  `social-commerce:access.${name}`,
  found,
  "entries for clusters on AWS; a cluster that is already there has its own",
  "remove the entry, and bind the role or group in the cluster itself",
];

/** What is wrong where no region is on AWS. */
const withoutAws: BrokenFile = {
  title: "DNS, backups and access, while every region has a cluster that is there already",
  edit: [
    `      cidr: 10.16.0.0/16\n      zones: [us-east-1a, us-east-1b, us-east-1c]\n      kubernetesVersion: "1.35"\n${secondary}${compute}      cidr: 10.32.0.0/16\n      kubernetesVersion: "1.34"\n`,
    `${cluster("kind-east")}${secondary}${cluster("kind-west")}`,
  ],
  problems: [
    [
      "social-commerce:apiAccess",
      "a way into clusters on AWS",
      "nothing, where no region is on AWS",
      "remove apiAccess, or have a region made on AWS",
    ],
    [
      "social-commerce:addons.metrics-server",
      "an add-on that no region's nodes take",
      "a region on AWS whose compute is auto or node-groups",
      "remove it: EKS Auto Mode and existing clusters bring their own",
    ],
    [
      "social-commerce:dns",
      '{"hostedZoneId":"Z0123456789EXAMPLE","healthCheckPath":"/users/health"}',
      "nothing, where every region has an existingCluster: its front door is not ours",
      "remove it, and let the shop's names point at those clusters yourself",
    ],
    notOnAws("region", "us-east-1", nowhere),
    notOnAws("copyTo", "us-west-2", nowhere),
    notOnAws("region", "us-east-1", nowhere, "backups.catalogue"),
    notOnAws("copyTo", "us-west-2", nowhere, "backups.catalogue"),
    notOnAws("copyTo", "us-west-2", nowhere, "recovery"),
    notOnAws("copyTo", "us-east-1", nowhere, "recovery"),
    accessNowhere("platform-admins", "no region on AWS"),
    accessNowhere("brand-a-developers", "no region of brand-a on AWS"),
    accessNowhere("brand-b-developers", "no region of brand-b on AWS"),
    ...["us-east-1", "us-west-2"].map((region): Told => [
      `social-commerce:quotas.${region}`,
      `the region "${region}"`,
      nowhere,
      "name a region on AWS that is declared under social-commerce:regions, or remove the entry",
    ]),
    messagesNowhere("topics", "order-events"),
    messagesNowhere("buses", "catalogue-events"),
    messagesNowhere("queues", "order-mails"),
    ...["ledger.regions.us-east-1", "ledger.regions.us-west-2", "archive.regions.us-east-1"].map(
      storeNowhere,
    ),
    storeNowhere("sessions.regions.us-east-1"),
    storeNowhere("pictures.regions.us-east-1"),
    storeNowhere("pictures.regions.us-west-2"),
  ],
};

function messagesNowhere(key: string, found: string): Told {
  return [
    `social-commerce:${key}`,
    found,
    "nothing where every region is an existing cluster: they are made on AWS",
    "remove it, or let a region be on AWS",
  ];
}

function storeNowhere(path: string): Told {
  return [
    `social-commerce:stores.${path}`,
    `the region "${path.split(".").at(-1)!}"`,
    "a region on AWS, of which there is none",
    "name a region on AWS that is declared under social-commerce:regions",
  ];
}

/** What is wrong with backups, and with where records may be. */
export const backups: readonly BrokenFile[] = [...records, ...pairs, withoutAws];
