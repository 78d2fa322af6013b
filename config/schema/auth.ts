import { z } from "zod";

import { field } from "./field";

/** The form of an address that only TLS reaches. */
const httpsAddress = z
  .string()
  .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./~-]*)?$/u)
  .max(253);

/** Who issues the tokens of users. */
export const authSchema = z.strictObject({
  issuer: field(httpsAddress, {
    description: "Who issues users' tokens: the claim `iss` of each, letter by letter.",
    allowed: "an https address of at most 253 characters: https://id.shop.example.com/",
    example: "https://id.shop.example.com/",
  }),
  jwksUri: field(httpsAddress, {
    description:
      "Where the gateway's proxies read the issuer's public keys, every 5 minutes, from a public address on port 443.",
    allowed: "an https address of at most 253 characters: https://id.shop.example.com/.well-known/jwks.json",
    example: "https://id.shop.example.com/.well-known/jwks.json",
  }),
  audiences: field(
    z
      .array(z.string().regex(/^[\w.:/-]{1,128}$/u))
      .min(1)
      .max(8),
    {
      description: "Audiences, of which a token must name one in its claim `aud`.",
      allowed: "a list of 1 to 8 names",
      example: ["shop-api"],
    },
  ),
  adminScope: field(
    z
      .string()
      .regex(/^[\w.:/-]{1,128}$/u)
      .default("admin"),
    {
      description: "Scope that a token must have, in its claim `scope`, for the paths of administrators.",
      allowed: "a scope: admin",
      example: "admin",
    },
  ),
});
