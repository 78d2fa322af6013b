import { parse } from "yaml";

import { secretMark } from "./plan";

/** Configuration as the engine hands it to a program: strings by `namespace:key`, and the keys that are secret. */
export interface StackConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/**
 * The `config` map of a stack file, as the engine would hand it over, except that nothing is decrypted: each
 * `secure:` value reads `[secret]`, and one anywhere inside a key makes the whole key secret.
 *
 * @param text - A stack file that is known to be valid.
 */
export function readStackConfig(text: string, project: string): StackConfig {
  const { config } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
  const entries = Object.entries(config ?? {}).map(([key, value]) => {
    const { plain, secret } = withoutSecrets(value);
    return { key: key.includes(":") ? key : `${project}:${key}`, text: asText(plain), secret };
  });
  return {
    values: Object.fromEntries(entries.map(({ key, text }) => [key, text])),
    secretKeys: entries.filter(({ secret }) => secret).map(({ key }) => key),
  };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function withoutSecrets(value: unknown): { plain: unknown; secret: boolean } {
  if (typeof value !== "object" || value === null) return { plain: value, secret: false };
  if (Array.isArray(value)) {
    const items = value.map(withoutSecrets);
    return { plain: items.map(({ plain }) => plain), secret: items.some(({ secret }) => secret) };
  }
  if ("secure" in value) return { plain: secretMark, secret: true };
  const entries = Object.entries(value).map(([key, item]) => ({ key, ...withoutSecrets(item) }));
  return {
    plain: Object.fromEntries(entries.map(({ key, plain }) => [key, plain])),
    secret: entries.some(({ secret }) => secret),
  };
}
