import type { BrokenFile } from "./case";

/** What is wrong with services. */
export const releases: readonly BrokenFile[] = [
  {
    title: "a liveness without its slash",
    edit: ["liveness: /health", "liveness: health"],
    problems: [
      [
        "social-commerce:services.cart-service.health.liveness",
        "health",
        "a path: /actuator/health",
        "correct it, for example /api/health",
      ],
    ],
  },
  {
    title: "a readiness with a question",
    edit: ["readiness: /ready", "readiness: /ready?full"],
    problems: [
      [
        "social-commerce:services.cart-service.health.readiness",
        "/ready?full",
        "a path: /actuator/health/readiness",
        "correct it, for example /health",
      ],
    ],
  },
  {
    title: "a misspelt key in a service's health",
    edit: ["readiness:", "readyness:"],
    problems: [
      [
        "social-commerce:services.cart-service.health.readyness",
        'the unknown key "readyness" with /ready',
        "liveness, readiness",
        'write "readiness" if that was meant, or remove it',
      ],
    ],
  },
  {
    title: "a release that is nothing",
    edit: [
      '        greenPercent: 0\n        blue:\n          version: "3.0.6"\n          digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n',
      "",
    ],
    problems: [
      [
        "social-commerce:services.order-service.release",
        "nothing",
        "a map with `greenPercent`, `blue` and `green`",
        'add it, for example {"greenPercent":0,"blue":{"version":"1.8.2","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","capacityPercent":100}}',
      ],
    ],
  },
  {
    title: "a release without greenPercent",
    edit: ["        greenPercent: 0\n", ""],
    problems: [
      [
        "social-commerce:services.order-service.release.greenPercent",
        "nothing",
        "a whole number from 0 to 100",
        "add it, for example 10",
      ],
    ],
  },
  {
    title: "a greenPercent with its sign",
    edit: ["greenPercent: 30", "greenPercent: 30 %"],
    problems: [
      [
        "social-commerce:services.cart-service.release.greenPercent",
        "30 %",
        "a whole number from 0 to 100",
        "correct it, for example 10",
      ],
    ],
  },
  {
    title: "a greenPercent above the whole",
    edit: ["greenPercent: 30", "greenPercent: 130"],
    problems: [
      [
        "social-commerce:services.cart-service.release.greenPercent",
        "130",
        "a whole number from 0 to 100",
        "correct it, for example 10",
      ],
    ],
  },
  {
    title: "a release without blue",
    edit: [
      '        blue:\n          version: "3.0.6"\n          digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n',
      "",
    ],
    problems: [
      [
        "social-commerce:services.order-service.release.blue",
        "nothing",
        "a map with `version`, `digest` and `capacityPercent`",
        'add it, for example {"version":"1.8.2","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","capacityPercent":100}',
      ],
    ],
  },
  {
    title: "a misspelt colour",
    edit: ['        blue:\n          version: "3.0.6"', '        bleu:\n          version: "3.0.6"'],
    problems: [
      [
        "social-commerce:services.order-service.release.blue",
        "nothing",
        "a map with `version`, `digest` and `capacityPercent`",
        'add it, for example {"version":"1.8.2","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","capacityPercent":100}',
      ],
      [
        "social-commerce:services.order-service.release.bleu",
        'the unknown key "bleu" with {"version":"3.0.6","digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…',
        "greenPercent, strategy, stable, steps, maximumStepPercent, bakeSeconds, acknowledgeRollback, databaseSchema, blue, green",
        'write "blue" if that was meant, or remove it',
      ],
    ],
  },
  {
    title: "a version with a space",
    edit: ['version: "1.8.2"', "version: v 1"],
    problems: [
      [
        "social-commerce:services.cart-service.release.blue.version",
        "v 1",
        'a version in quotes: "1.8.2"',
        'correct it, for example "1.8.2"',
      ],
    ],
  },
  {
    title: "a digest of another kind",
    edit: [
      "sha256:9999999999999999999999999999999999999999999999999999999999999999",
      "sha512:9999999999999999999999999999999999999999999999999999999999999999",
    ],
    problems: [
      [
        "social-commerce:services.cart-service.release.green.digest",
        "sha512:9999999999999999999999999999999999999999999999999999999999999999",
        "sha256: and 64 hexadecimal digits, as the registry prints it",
        "correct it, for example sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      ],
    ],
  },
  {
    title: "a tag where a digest belongs",
    edit: ["sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "latest"],
    problems: [
      [
        "social-commerce:services.cart-service.release.blue.digest",
        "latest",
        "sha256: and 64 hexadecimal digits, as the registry prints it",
        "correct it, for example sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      ],
    ],
  },
  {
    title: "a green version with a space",
    edit: ['version: "1.8.3"', 'version: "1.8.3 rc"'],
    problems: [
      [
        "social-commerce:services.cart-service.release.green.version",
        "1.8.3 rc",
        'a version in quotes: "1.8.2"',
        'correct it, for example "1.8.2"',
      ],
    ],
  },
  {
    title: "a colour's capacity of nothing",
    edit: ["capacityPercent: 100", "capacityPercent: 0"],
    problems: [
      [
        "social-commerce:services.cart-service.release.blue.capacityPercent",
        "0",
        "a whole number from 1 to 100",
        "correct it, for example 100",
      ],
    ],
  },
  {
    title: "requests to a colour that is not declared",
    edit: ["greenPercent: 0", "greenPercent: 10"],
    problems: [
      [
        "social-commerce:services.order-service.release.green",
        "nothing, while green is to serve 10 % of the requests",
        "a colour with traffic, and the stable one, is declared with version and digest",
        "declare release.green in an edit of its own, wait for its pods, then shift traffic",
      ],
    ],
  },
  {
    title: "requests above green's capacity",
    edit: ["greenPercent: 30", "greenPercent: 60"],
    problems: [
      [
        "social-commerce:services.cart-service.release.green.capacityPercent",
        "40, while green is to serve 60 % of the requests",
        "60 to 100",
        "raise release.green.capacityPercent in an edit of its own, wait for its pods, then shift traffic",
      ],
    ],
  },
  {
    title: "services that are an empty map",
    edit: ["social-commerce:services:\n", "social-commerce:services: {}\n  other:services:\n"],
    problems: [
      [
        "social-commerce:services",
        "an empty map",
        "at least one service",
        "declare a service, for example cart-service",
      ],
    ],
  },
  {
    title: "services that are missing",
    edit: ["social-commerce:services", "other:services"],
    problems: [
      [
        "social-commerce:services",
        "nothing",
        "a map of service names",
        'add it, for example {"cart-service":{"path":"/cart","release":{"greenPercent":0,"blue":{"version":"1.8.2","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","capacityPercent":100}}}}',
      ],
    ],
  },
];
