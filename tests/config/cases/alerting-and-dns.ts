import { processorsOf, type BrokenFile } from "./case";

const runbooks = (title: string, from: string, to: string, found: string): BrokenFile => ({
  title,
  edit: [from, to],
  problems: [
    [
      "social-commerce:alerting.runbooks",
      found,
      "an https address without a slash at its end",
      `${found === "nothing" ? "add" : "correct"} it, for example https://runbooks.shop.example.com`,
    ],
  ],
});

const address = (title: string, to: string): BrokenFile =>
  runbooks(title, "https://runbooks.example.com/shop", to, to);

const window = (title: string, days: string): BrokenFile => ({
  title,
  edit: ["objectiveWindowDays: 30", `objectiveWindowDays: ${days}`],
  problems: [["social-commerce:alerting.objectiveWindowDays", days, "28, 30", "correct it, for example 28"]],
});

const zone = (title: string, to: string): BrokenFile => ({
  title,
  edit: ["Z0123456789EXAMPLE", to],
  problems: [
    [
      "social-commerce:dns.hostedZoneId",
      to,
      "the id of a hosted zone, as Route 53 prints it",
      "correct it, for example Z0123456789EXAMPLE",
    ],
  ],
});

const healthPath = (title: string, to: string): BrokenFile => ({
  title,
  edit: ["healthCheckPath: /users/health", `healthCheckPath: ${to}`],
  problems: [
    [
      "social-commerce:dns.healthCheckPath",
      to.length > 80 ? `${to.slice(0, 79)}…` : to,
      "a path: /users/health",
      "correct it, for example /users/health",
    ],
  ],
});

const alertingLine =
  "  social-commerce:alerting: { runbooks: https://runbooks.example.com/shop, objectiveWindowDays: 30, alarmMail: on-call@example.com }\n";

/** What is wrong with how alerts are made, and with how users find the regions. */
export const alertingAndDns: readonly BrokenFile[] = [
  address("runbooks over plain HTTP", "http://runbooks.example.com"),
  address("runbooks with a slash at their end", "https://runbooks.example.com/"),
  address("runbooks with a question", "https://runbooks.example.com/shop?page"),
  runbooks("alerting without runbooks", "runbooks: https://runbooks.example.com/shop, ", "", "nothing"),
  window("a window of a week", "7"),
  window("a window in quotes", '"30"'),
  {
    title: "alerting that is missing",
    edit: [alertingLine, ""],
    problems: [
      [
        "social-commerce:alerting",
        "nothing",
        "a map with `runbooks` and `objectiveWindowDays`",
        'add it, for example {"runbooks":"https://runbooks.shop.example.com"}',
      ],
    ],
  },
  {
    title: "a misspelt key in alerting",
    edit: ["objectiveWindowDays:", "objectiveWindow:"],
    problems: [
      [
        "social-commerce:alerting.objectiveWindow",
        'the unknown key "objectiveWindow" with 30',
        "runbooks, objectiveWindowDays, alarmMail",
        'write "objectiveWindowDays" if that was meant, or remove it',
      ],
    ],
  },
  zone("a hosted zone with its path", "/hostedzone/Z0123456789EXAMPLE"),
  zone("a hosted zone by its name", "shop.example.net"),
  zone("a hosted zone that is too short", "Z012345"),
  healthPath("a health check without its slash", "users/health"),
  healthPath("a health check with a question", "/users/health?deep"),
  healthPath("a health check with a slash at its end", "/users/health/"),
  healthPath("a health check that is too long", `/${"h".repeat(255)}`),
  {
    title: "DNS without a health check",
    edit: [", healthCheckPath: /users/health", ""],
    problems: [
      [
        "social-commerce:dns.healthCheckPath",
        "nothing",
        "a path: /users/health",
        "add it, for example /users/health",
      ],
    ],
  },
  {
    title: "DNS that is its hosted zone alone",
    edit: ["{ hostedZoneId: Z0123456789EXAMPLE, healthCheckPath: /users/health }", "Z0123456789EXAMPLE"],
    problems: [
      [
        "social-commerce:dns",
        "Z0123456789EXAMPLE",
        "a map with `hostedZoneId` and `healthCheckPath`",
        'correct it, for example {"hostedZoneId":"Z0123456789EXAMPLE","healthCheckPath":"/users/health"}',
      ],
    ],
  },
  {
    title: "two standbys behind DNS",
    edit: [
      "    lab:\n      role: standby\n      existingCluster: { context: kind-lab, operators: installed }\n",
      '    eu-central-1: { role: standby, cidr: 10.48.0.0/16, kubernetesVersion: "1.35" }\n' +
        '    eu-west-1: { role: standby, cidr: 10.64.0.0/16, kubernetesVersion: "1.35" }\n',
    ],
    problems: [
      [
        "social-commerce:regions",
        "the standbys eu-central-1, eu-west-1",
        "one standby on AWS without users, where DNS is the program's",
        "make all but one of them secondary",
      ],
      processorsOf("eu-central-1"),
      processorsOf("eu-west-1"),
    ],
  },
  {
    title: "users in a region that DNS cannot reach",
    edit: ["{ us-east-1: 80, us-west-2: 20 }", "{ us-east-1: 80, lab: 20 }"],
    problems: [
      [
        "social-commerce:traffic.lab",
        "20, while the region has an existingCluster",
        "0, where DNS is the program's: it makes no front door there",
        "give its share to a region on AWS, or remove social-commerce:dns and keep the shop's names yourself",
      ],
    ],
  },
  {
    title: "a key under a misspelt namespace",
    edit: ["  social-commerce:residency:", "  social-comerce:residency:"],
    problems: [
      [
        "social-comerce:residency",
        'the key "social-comerce:residency" with {"financial-7y":["us-west-2","us-east-1"]}',
        "social-commerce:… for the platform, aws:…, pulumi:… and others for theirs",
        "write social-commerce:residency if that was meant, or remove it",
      ],
    ],
  },
  {
    title: "a key without a namespace",
    edit: ["  social-commerce:residency:", "  residency:"],
    problems: [
      [
        "residency",
        'the key "residency" with {"financial-7y":["us-west-2","us-east-1"]}',
        "social-commerce:… for the platform, aws:…, pulumi:… and others for theirs",
        "write social-commerce:residency if that was meant, or remove it",
      ],
    ],
  },
];
