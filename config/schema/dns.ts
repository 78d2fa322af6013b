import { z } from "zod";

import { field } from "./field";

/** How users find the regions. */
export const dnsSchema = z.strictObject({
  hostedZoneId: field(z.string().regex(/^Z[A-Z0-9]{7,31}$/u), {
    description: "Route 53 hosted zone of the domain. It is not the program's: others have names in it, too.",
    allowed: "the id of a hosted zone, as Route 53 prints it",
    example: "Z0123456789EXAMPLE",
  }),
  healthCheckPath: field(
    z
      .string()
      .regex(/^(\/[\w.-]+)+$/u)
      .max(255),
    {
      description:
        "Path that Route 53 asks of each region, from outside, to learn whether users can be sent there. " +
        "Name one that goes all the way to a service.",
      allowed: "a path: /users/health",
      example: "/users/health",
    },
  ),
});
