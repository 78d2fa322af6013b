import type { BrokenFile } from "./case";

/** What is wrong with who issues tokens. */
export const auth: readonly BrokenFile[] = [
  {
    title: "an issuer without TLS",
    edit: ["issuer: https://id.example.com/", "issuer: http://id.example.com/"],
    problems: [
      [
        "social-commerce:auth.issuer",
        "http://id.example.com/",
        "an https address of at most 253 characters: https://id.shop.example.com/",
        "correct it, for example https://id.shop.example.com/",
      ],
    ],
  },
  {
    title: "keys at a host alone",
    edit: ["jwksUri: https://id.example.com/keys", "jwksUri: id.example.com"],
    problems: [
      [
        "social-commerce:auth.jwksUri",
        "id.example.com",
        "an https address of at most 253 characters: https://id.shop.example.com/.well-known/jwks.json",
        "correct it, for example https://id.shop.example.com/.well-known/jwks.json",
      ],
    ],
  },
  {
    title: "tokens for no audience",
    edit: ["audiences: [shop-api]", "audiences: []"],
    problems: [
      [
        "social-commerce:auth.audiences",
        "[]",
        "a list of 1 to 8 names",
        'correct it, for example ["shop-api"]',
      ],
    ],
  },
  {
    title: "a scope of two words",
    edit: ["adminScope: shop-admin", "adminScope: shop admin"],
    problems: [
      ["social-commerce:auth.adminScope", "shop admin", "a scope: admin", "correct it, for example admin"],
    ],
  },
  {
    title: "tokens that nobody issues",
    edit: [
      "  social-commerce:auth:\n    issuer: https://id.example.com/\n    jwksUri: https://id.example.com/keys\n    audiences: [shop-api]\n    adminScope: shop-admin\n",
      "",
    ],
    problems: [
      [
        "social-commerce:services.cart-service.paths",
        "/cart, /cart/mine, /cart/admin for those with a token, and no social-commerce:auth",
        "public paths alone, where nobody issues tokens",
        "declare social-commerce:auth, or list the paths as public",
      ],
      [
        "social-commerce:services.order-service.paths",
        "/orders for those with a token, and no social-commerce:auth",
        "public paths alone, where nobody issues tokens",
        "declare social-commerce:auth, or list the paths as public",
      ],
    ],
  },
];
