import { z } from "zod";

import { field } from "./field";

/** One or more segments, none of them `.` or `..`: the gateway takes `/cart` and `/cart/` for the same. */
export const pathSchema = z
  .string()
  .regex(/^(\/[a-zA-Z0-9_][\w.-]*)+$/u)
  .max(64);

/** Ways to share requests between the pods of a colour (R11). */
export const balancings = ["leastRequest", "roundRobin", "sourceHash"] as const;

/** A rule of a route has at most 64 matches. Source: Gateway API, HTTPRouteRule. */
const paths = (who: string, example: readonly string[]): z.ZodDefault<z.ZodArray<typeof pathSchema>> =>
  field(z.array(pathSchema).max(32).default([]), {
    description: `Paths for ${who}, each with everything below it.`,
    allowed: "a list of at most 32 paths, each under the service's `path` and in one list only",
    example,
  });

/** Who may call what, below the public path of a service. */
export const pathsSchema = z.strictObject({
  public: paths("everybody, without a token", ["/products/search"]),
  user: paths("whoever has a token of `social-commerce:auth`", ["/products/mine"]),
  admin: paths("whoever has a token with `adminScope`", ["/products/admin"]),
});

/** How a client stays with one pod. */
export const affinitySchema = z.strictObject({
  cookie: field(z.string().regex(/^[A-Za-z][\w-]{0,63}$/u), {
    description: "Name of the cookie by which a client stays with one pod of a colour. The proxy sets it.",
    allowed: "up to 64 letters, digits, _ and -, a letter first",
    example: "cart-pod",
  }),
  minutes: field(z.int().min(1).max(1440).default(60), {
    description: "How long the cookie is good, in minutes.",
    allowed: "a whole number from 1 to 1440",
    example: 60,
  }),
});

/** Pages of other origins that may call a service. */
export const corsSchema = z.strictObject({
  origins: field(
    z
      .array(z.string().regex(/^https:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/u))
      .min(1)
      .max(16),
    {
      description: "Origins whose pages may call the service from a browser.",
      allowed: "a list of 1 to 16 https origins without path",
      example: ["https://www.shop.example.com"],
    },
  ),
});
