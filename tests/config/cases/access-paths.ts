import type { BrokenFile } from "./case";

/** What is wrong with who may call what, and how requests reach it. */
export const accessPaths: readonly BrokenFile[] = [
  {
    title: "users' paths that are one text",
    edit: ["user: [/cart/mine]", "user: /cart/mine"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.user",
        "/cart/mine",
        "a list of at most 32 paths, each under the service's `path` and in one list only",
        'correct it, for example ["/products/mine"]',
      ],
    ],
  },
  {
    title: "pages of no origin",
    edit: ['origins: ["https://www.example.com"]', "origins: []"],
    problems: [
      [
        "social-commerce:services.cart-service.cors.origins",
        "[]",
        "a list of 1 to 16 https origins without path",
        'correct it, for example ["https://www.shop.example.com"]',
      ],
    ],
  },
  {
    title: "a public path with a dot segment",
    edit: ["public: [/cart/offers]", "public: [/cart/../admin]"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.public.0",
        "/cart/../admin",
        "a list of at most 32 paths, each under the service's `path` and in one list only",
        'correct it, for example ["/products/search"]',
      ],
    ],
  },
  {
    title: "a user's path that is none",
    edit: ["user: [/cart/mine]", "user: [cart/mine]"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.user.0",
        "cart/mine",
        "a list of at most 32 paths, each under the service's `path` and in one list only",
        'correct it, for example ["/products/mine"]',
      ],
    ],
  },
  {
    title: "an administrators' path that is one text",
    edit: ["admin: [/cart/admin]", "admin: /cart/admin"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.admin",
        "/cart/admin",
        "a list of at most 32 paths, each under the service's `path` and in one list only",
        'correct it, for example ["/products/admin"]',
      ],
    ],
  },
  {
    title: "a path that another service serves",
    edit: ["public: [/cart/offers]", "public: [/orders/offers]"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.public",
        "/orders/offers, which order-service serves",
        "/cart, and paths below it that no other service serves",
        "write it whole, for example /cart/search",
      ],
    ],
  },
  {
    title: "a path that only begins like the service's",
    edit: ["public: [/cart/offers]", "public: [/carts]"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.public",
        "/carts, which no service serves",
        "/cart, and paths below it that no other service serves",
        "write it whole, for example /cart/search",
      ],
    ],
  },
  {
    title: "a path for everybody and for administrators",
    edit: ["public: [/cart/offers]", "public: [/cart/admin]"],
    problems: [
      [
        "social-commerce:services.cart-service.paths.admin",
        "/cart/admin for the second time",
        "each path once, in one list",
        "remove it from the list that is wrong",
      ],
    ],
  },
  {
    title: "a health check that needs a token",
    edit: ["healthCheckPath: /users/health", "healthCheckPath: /cart/health"],
    problems: [
      [
        "social-commerce:dns.healthCheckPath",
        "/cart/health, which cart-service answers to those with a token alone",
        "a public path",
        "add it to cart-service's paths.public",
      ],
    ],
  },
  {
    title: "a balancing that there is not",
    edit: ["balancing: roundRobin", "balancing: random"],
    problems: [
      [
        "social-commerce:services.cart-service.balancing",
        "random",
        "leastRequest, roundRobin, sourceHash",
        "correct it, for example roundRobin",
      ],
    ],
  },
  {
    title: "a cookie and an address at once",
    edit: ["balancing: roundRobin", "balancing: sourceHash"],
    problems: [
      [
        "social-commerce:services.cart-service.affinity",
        "a cookie, beside a balancing of sourceHash",
        "a cookie or an address, not both",
        "remove affinity or balancing",
      ],
    ],
  },
  {
    title: "a cookie with a space",
    edit: ["cookie: cart-pod", "cookie: cart pod"],
    problems: [
      [
        "social-commerce:services.cart-service.affinity.cookie",
        "cart pod",
        "up to 64 letters, digits, _ and -, a letter first",
        "correct it, for example cart-pod",
      ],
    ],
  },
  {
    title: "a cookie for two days",
    edit: ["minutes: 30", "minutes: 2880"],
    problems: [
      [
        "social-commerce:services.cart-service.affinity.minutes",
        "2880",
        "a whole number from 1 to 1440",
        "correct it, for example 60",
      ],
    ],
  },
  {
    title: "pages of every origin",
    edit: ['origins: ["https://www.example.com"]', 'origins: ["*"]'],
    problems: [
      [
        "social-commerce:services.cart-service.cors.origins.0",
        "*",
        "a list of 1 to 16 https origins without path",
        'correct it, for example ["https://www.shop.example.com"]',
      ],
    ],
  },
  {
    title: "metrics at no path",
    edit: ["metrics: /metrics", "metrics: metrics"],
    problems: [
      [
        "social-commerce:services.cart-service.metrics",
        "metrics",
        "a path: /actuator/prometheus",
        "correct it, for example /metrics",
      ],
    ],
  },
  {
    title: "a disk in Mi",
    edit: ["storage: 10Gi", "storage: 500Mi"],
    problems: [
      [
        "social-commerce:services.cart-service.storage",
        "500Mi",
        "a whole number of Gi: 10Gi",
        "correct it, for example 10Gi",
      ],
    ],
  },
  {
    title: "a migration without a command in green",
    edit: ["command: [migrate, --up]", "command: []"],
    problems: [
      [
        "social-commerce:services.cart-service.release.green.migration.command",
        "[]",
        "a list of 1 to 32 words",
        'correct it, for example ["java","-jar","migrate.jar"]',
      ],
    ],
  },
  {
    title: "a migration of an hour in green",
    edit: ["timeoutSeconds: 300", "timeoutSeconds: 3600"],
    problems: [
      [
        "social-commerce:services.cart-service.release.green.migration.timeoutSeconds",
        "3600",
        "a whole number from 10 to 1800",
        "correct it, for example 600",
      ],
    ],
  },
  {
    title: "a migration without a command, of a day, in blue",
    edit: [
      "          capacityPercent: 100\n",
      "          capacityPercent: 100\n          migration: { command: migrate, timeoutSeconds: 86400 }\n",
    ],
    problems: [
      [
        "social-commerce:services.cart-service.release.blue.migration.command",
        "migrate",
        "a list of 1 to 32 words",
        'correct it, for example ["java","-jar","migrate.jar"]',
      ],
      [
        "social-commerce:services.cart-service.release.blue.migration.timeoutSeconds",
        "86400",
        "a whole number from 10 to 1800",
        "correct it, for example 600",
      ],
    ],
  },
];
