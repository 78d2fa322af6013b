import { z } from "zod";

import { field } from "./field";

/** What a person may be permitted in a whole cluster, or in the shop's namespace. */
export const permissions = ["admin", "edit", "view"] as const;

/** What one IAM role of the environment's account may do in the clusters. */
export const accessSchema = z.strictObject({
  // A role's own name ends at 64 characters, its path at 512; the roles of IAM Identity Center have a path.
  role: field(z.string().regex(/^([\w+=,.@-]{1,128}\/){0,4}[\w+=,.@-]{1,64}$/u), {
    description: "IAM role of the environment's account that people assume, with its path where it has one.",
    allowed: "the name of a role, without account and leading slash",
    example: "OnCall",
  }),
  permission: field(z.enum(permissions).optional(), {
    description:
      "`admin` of the cluster; `edit` in the namespace of the shop's services, its secrets included; `view` of " +
      "everything in the cluster but its secrets.",
    allowed: permissions.join(", "),
    example: "view",
  }),
  tenant: field(z.string().optional(), {
    description: "Tenant whose namespaces the role works in, instead of a permission.",
    allowed: "the name of a tenant under `tenants`",
    example: "brand-a",
  }),
});

/** One access entry as it is written in the stack file. */
export type AccessEntry = z.output<typeof accessSchema>;
