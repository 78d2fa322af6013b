import type { BrokenFile } from "./case";

/** What is wrong with the keys of the environment itself. */
export const environment: readonly BrokenFile[] = [
  {
    title: "an environment that no profile is for",
    edit: ["environment: production", "environment: prod"],
    problems: [
      [
        "social-commerce:environment",
        "prod",
        "development, staging, production",
        "correct it, for example production",
      ],
    ],
  },
  {
    title: "an environment that is missing",
    edit: ["  social-commerce:environment: production\n", ""],
    problems: [
      [
        "social-commerce:environment",
        "nothing",
        "development, staging, production",
        "add it, for example production",
      ],
    ],
  },
  {
    title: "a domain that is missing",
    edit: ["  social-commerce:domain: shop.example.com\n", ""],
    problems: [
      [
        "social-commerce:domain",
        "nothing",
        "a domain name in lower case: shop.example.com",
        "add it, for example shop.example.com",
      ],
    ],
  },
  {
    title: "a domain with upper case",
    edit: ["shop.example.com", "Shop.Example.com"],
    problems: [
      [
        "social-commerce:domain",
        "Shop.Example.com",
        "a domain name in lower case: shop.example.com",
        "correct it, for example shop.example.com",
      ],
    ],
  },
  {
    title: "a domain without a dot",
    edit: ["shop.example.com", "localhost"],
    problems: [
      [
        "social-commerce:domain",
        "localhost",
        "a domain name in lower case: shop.example.com",
        "correct it, for example shop.example.com",
      ],
    ],
  },
  {
    title: "a domain that is too long",
    edit: [
      "shop.example.com",
      "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.example.com",
    ],
    problems: [
      [
        "social-commerce:domain",
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a…",
        "a domain name in lower case: shop.example.com",
        "correct it, for example shop.example.com",
      ],
    ],
  },
  {
    title: "an owner with spaces",
    edit: ["platform-team", "the platform team"],
    problems: [
      [
        "social-commerce:owner",
        "the platform team",
        "up to 64 letters, digits and . _ @ -",
        "correct it, for example platform-team",
      ],
    ],
  },
  {
    title: "an owner that is empty text",
    edit: ["platform-team", '""'],
    problems: [
      [
        "social-commerce:owner",
        '""',
        "up to 64 letters, digits and . _ @ -",
        "correct it, for example platform-team",
      ],
    ],
  },
  {
    title: "an owner that is nothing at all",
    edit: ["owner: platform-team", "owner:"],
    problems: [
      [
        "social-commerce:owner",
        "nothing",
        "up to 64 letters, digits and . _ @ -",
        "add it, for example platform-team",
      ],
    ],
  },
  {
    title: "an owner over two lines",
    edit: ["platform-team", "|\n    two\n    lines"],
    problems: [
      [
        "social-commerce:owner",
        '"two\\nlines\\n"',
        "up to 64 letters, digits and . _ @ -",
        "correct it, for example platform-team",
      ],
    ],
  },
  {
    title: "an account number that is too short",
    edit: ['id: "111122223333"', 'id: "1111"'],
    problems: [
      [
        "social-commerce:account.id",
        '"1111"',
        'twelve digits in quotes: "111122223333"',
        'correct it, for example "111122223333"',
      ],
    ],
  },
  {
    title: "an account number that is a number",
    edit: ['id: "111122223333"', "id: 11112222"],
    problems: [
      [
        "social-commerce:account.id",
        "11112222",
        'twelve digits in quotes: "111122223333"',
        'correct it, for example "111122223333"',
      ],
    ],
  },
  {
    title: "a role with its path",
    edit: ["deployRole: platform-deployer", "deployRole: /deployers/platform-deployer"],
    problems: [
      [
        "social-commerce:account.deployRole",
        "/deployers/platform-deployer",
        "the name of a role, without its path or account",
        "correct it, for example platform-deployer",
      ],
    ],
  },
  {
    title: "an account without a role",
    edit: [", deployRole: platform-deployer", ""],
    problems: [
      [
        "social-commerce:account.deployRole",
        "nothing",
        "the name of a role, without its path or account",
        "add it, for example platform-deployer",
      ],
    ],
  },
  {
    title: "an account that is its number alone",
    edit: ['{ id: "111122223333", deployRole: platform-deployer }', '"111122223333"'],
    problems: [
      [
        "social-commerce:account",
        '"111122223333"',
        "a map with `id` and `deployRole`",
        'correct it, for example {"id":"111122223333","deployRole":"platform-deployer"}',
      ],
    ],
  },
  {
    title: "an account that is missing, while regions are on AWS",
    edit: ['  social-commerce:account: { id: "111122223333", deployRole: platform-deployer }\n', ""],
    problems: [
      [
        "social-commerce:account",
        "nothing",
        "the account of the regions on AWS (us-east-1, us-west-2)",
        'add it, for example { id: "111122223333", deployRole: platform-deployer }',
      ],
    ],
  },
  {
    title: "a registry with its scheme",
    edit: ["registry.example.com/shop", "https://registry.example.com/shop"],
    problems: [
      [
        "social-commerce:registry",
        "https://registry.example.com/shop",
        "a registry host and path without scheme: 111122223333.dkr.ecr.{region}.amazonaws.com",
        "correct it, for example 111122223333.dkr.ecr.{region}.amazonaws.com",
      ],
    ],
  },
  {
    title: "a registry that is missing",
    edit: ["  social-commerce:registry: registry.example.com/shop\n", ""],
    problems: [
      [
        "social-commerce:registry",
        "nothing",
        "a registry host and path without scheme: 111122223333.dkr.ecr.{region}.amazonaws.com",
        "add it, for example 111122223333.dkr.ecr.{region}.amazonaws.com",
      ],
    ],
  },
  {
    title: "a misspelt key at the top",
    edit: ["social-commerce:owner", "social-commerce:onwer"],
    problems: [
      [
        "social-commerce:owner",
        "nothing",
        "up to 64 letters, digits and . _ @ -",
        "add it, for example platform-team",
      ],
      [
        "social-commerce:onwer",
        'the unknown key "onwer" with platform-team',
        "environment, domain, owner, account, registry, regions, apiAccess, nodes, features, addons, writer, traffic, alerting, dns, auth, offHours, outside, stores, topics, buses, queues, residency, backups, recovery, tenants, access, calendar, quotas, services",
        'write "owner" if that was meant, or remove it',
      ],
    ],
  },
  {
    title: "a key that is like no other",
    edit: [
      "  social-commerce:owner",
      "  social-commerce:feature-flags: { mesh: true }\n  social-commerce:owner",
    ],
    problems: [
      [
        "social-commerce:feature-flags",
        'the unknown key "feature-flags" with {"mesh":true}',
        "environment, domain, owner, account, registry, regions, apiAccess, nodes, features, addons, writer, traffic, alerting, dns, auth, offHours, outside, stores, topics, buses, queues, residency, backups, recovery, tenants, access, calendar, quotas, services",
        "remove it",
      ],
    ],
  },
  {
    title: "a misspelt key in the account",
    edit: ["deployRole:", "deployrole:"],
    problems: [
      [
        "social-commerce:account.deployRole",
        "nothing",
        "the name of a role, without its path or account",
        "add it, for example platform-deployer",
      ],
      [
        "social-commerce:account.deployrole",
        'the unknown key "deployrole" with platform-deployer',
        "id, deployRole",
        'write "deployRole" if that was meant, or remove it',
      ],
    ],
  },
];
