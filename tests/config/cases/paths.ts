import type { BrokenFile } from "./case";

const written = (title: string, path: string): BrokenFile => ({
  title: `a path ${title}: ${path}`,
  edit: ["path: /cart", `path: ${path}`],
  problems: [
    [
      "social-commerce:services.cart-service.path",
      path,
      "a path that no other service has: /cart",
      "correct it, for example /cart",
    ],
  ],
});

/** Paths that the gateway would take for another one, or for all of them. */
export const paths: readonly BrokenFile[] = [
  written("of everything", "/"),
  written("with a slash at its end", "/cart/"),
  written("with a segment of nothing", "/cart//items"),
  written("that is two slashes", "//"),
  written("that goes nowhere", "/."),
  written("that goes up", "/cart/.."),
  written("with a question", "/cart?all"),
  written("that is too long", `/${"c".repeat(64)}`),
];
