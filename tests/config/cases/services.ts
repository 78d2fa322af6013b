import type { BrokenFile } from "./case";

/** What is wrong with services. */
export const services: readonly BrokenFile[] = [
  {
    title: "a service's name with capitals and an underscore",
    edit: ["    cart-service:", "    Cart_Service:"],
    problems: [
      [
        "social-commerce:services.Cart_Service",
        'the name "Cart_Service"',
        "up to 32 lower-case letters, digits and hyphens, a letter first",
        "rename it, for example to cart-service",
      ],
    ],
  },
  {
    title: "a path without its slash",
    edit: ["path: /cart", "path: cart"],
    problems: [
      [
        "social-commerce:services.cart-service.path",
        "cart",
        "a path that no other service has: /cart",
        "correct it, for example /cart",
      ],
    ],
  },
  {
    title: "a service without a path",
    edit: ["      path: /cart\n", ""],
    problems: [
      [
        "social-commerce:services.cart-service.path",
        "nothing",
        "a path that no other service has: /cart",
        "add it, for example /cart",
      ],
    ],
  },
  {
    title: "one path for two services",
    edit: ["path: /orders", "path: /cart"],
    problems: [
      [
        "social-commerce:services.order-service.path",
        "/cart, which cart-service has",
        "a path that no other service has",
        "write for example /order-service",
      ],
    ],
  },
  {
    title: "a port of the privileged ones",
    edit: ["port: 8082", "port: 80"],
    problems: [
      [
        "social-commerce:services.cart-service.port",
        "80",
        "a whole number from 1024 to 65535",
        "correct it, for example 8081",
      ],
    ],
  },
  {
    title: "a port in quotes",
    edit: ["port: 8082", 'port: "8082"'],
    problems: [
      [
        "social-commerce:services.cart-service.port",
        '"8082"',
        "a whole number from 1024 to 65535",
        "correct it, for example 8081",
      ],
    ],
  },
  {
    title: "a floor of no replicas",
    edit: ["min: 3", "min: 0"],
    problems: [
      [
        "social-commerce:services.cart-service.scaling.min",
        "0",
        "a whole number from 1 to 100",
        "correct it, for example 3",
      ],
    ],
  },
  {
    title: "a ceiling above the platform's",
    edit: ["max: 30", "max: 101"],
    problems: [
      [
        "social-commerce:services.cart-service.scaling.max",
        "101",
        "a whole number from 1 to 100",
        "correct it, for example 20",
      ],
    ],
  },
  {
    title: "a floor above its ceiling",
    edit: ["{ min: 3, max: 30 }", "{ min: 30, max: 3 }"],
    problems: [
      [
        "social-commerce:services.cart-service.scaling",
        "min 30, max 3",
        "min not above max",
        "lower min to 3 or raise max to 30",
      ],
    ],
  },
  {
    title: "a scaling that is one number",
    edit: ["{ min: 3, max: 30 }", "3"],
    problems: [
      [
        "social-commerce:services.cart-service.scaling",
        "3",
        "a map with `min` and `max`",
        'correct it, for example {"min":3,"max":20}',
      ],
    ],
  },
  {
    title: "a scaling without its ceiling",
    edit: ["{ min: 3, max: 30 }", "{ min: 3 }"],
    problems: [
      [
        "social-commerce:services.cart-service.scaling.max",
        "nothing",
        "a whole number from 1 to 100",
        "add it, for example 20",
      ],
    ],
  },
  {
    title: "a processor share in percent",
    edit: ["cpu: 500m", "cpu: 50%"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.requests.cpu",
        "50%",
        'whole cores or thousandths of one, quoted: "250m", "2"',
        "correct it, for example 500m",
      ],
    ],
  },
  {
    title: "whole processors without quotes",
    edit: ['cpu: "1"', "cpu: 1"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.limits.cpu",
        "1",
        'whole cores or thousandths of one, quoted: "250m", "2"',
        "correct it, for example 500m",
      ],
    ],
  },
  {
    title: "memory in decimal units",
    edit: ["memory: 1Gi", "memory: 1G"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.limits.memory",
        "1G",
        "a whole number of Mi or Gi: 512Mi, 2Gi",
        "correct it, for example 512Mi",
      ],
    ],
  },
  {
    title: "a processor request above its limit",
    edit: ["cpu: 500m", "cpu: 1500m"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.requests.cpu",
        "1500m, above the limit 1",
        "at most 1",
        "lower the request or raise the limit",
      ],
    ],
  },
  {
    title: "a memory request above its limit",
    edit: ["memory: 512Mi", "memory: 2Gi"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.requests.memory",
        "2Gi, above the limit 1Gi",
        "at most 1Gi",
        "lower the request or raise the limit",
      ],
    ],
  },
  {
    title: "resources without limits",
    edit: ['        limits: { cpu: "1", memory: 1Gi }\n', ""],
    problems: [
      [
        "social-commerce:services.cart-service.resources.limits",
        "nothing",
        "a map with `cpu` and `memory`",
        'add it, for example {"cpu":"2000m","memory":"2Gi"}',
      ],
    ],
  },
  {
    title: "a health that is a path",
    edit: ["{ liveness: /health, readiness: /ready }", "/health"],
    problems: [
      [
        "social-commerce:services.cart-service.health",
        "/health",
        "a map with `liveness` and `readiness`",
        'correct it, for example {"liveness":"/api/health","readiness":"/health"}',
      ],
    ],
  },
];
