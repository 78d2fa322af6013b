import { z } from "zod";

import { namespace, stackFileSchema } from "../../config/schema";

/** A JSON Schema, as far as this tool reads one. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly const?: unknown;
  /** Kinds of which one must stand there. */
  readonly oneOf?: readonly JsonSchema[];
  readonly "x-allowed"?: string;
}

/** What an operator may write under `social-commerce:`, by key without the namespace. */
export function ownKeysSchema(): JsonSchema {
  return z.toJSONSchema(stackFileSchema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      // zod names formats that JSON Schema does not know; the pattern beside each says the same.
      delete jsonSchema.format;
    },
  }) as JsonSchema;
}

/**
 * The schema of a whole `Pulumi.<stack>.yaml`, for the editor: Pulumi's own keys at the top; under `config` the
 * platform's keys to the letter, and those of other namespaces (`aws:…`, `pulumi:…`) free.
 */
export function stackFileJsonSchema(): JsonSchema & Record<string, unknown> {
  const { properties = {}, required = [] } = ownKeysSchema();
  const qualified = (key: string): string => `${namespace}:${key}`;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Stack file of the social-commerce platform",
    type: "object",
    required: ["config"],
    additionalProperties: false,
    properties: {
      secretsprovider: { type: "string", description: "Key service that encrypts the stack's secrets." },
      encryptedkey: { type: "string", description: "Data key of the secrets provider; written by Pulumi." },
      encryptionsalt: { type: "string", description: "Salt of a passphrase provider; written by Pulumi." },
      environment: { description: "Pulumi ESC environments that the stack imports." },
      config: {
        type: "object",
        required: required.map(qualified),
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [qualified(key), value]),
        ),
        patternProperties: { [`^(?!${namespace}:)`]: {} },
        additionalProperties: false,
      },
    },
  };
}
