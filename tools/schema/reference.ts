import { ownKeysSchema, type JsonSchema } from "./json-schema";

/** One row of the reference: a key, and what is known of it. */
interface Row {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** The reference page of the stack file, out of the schema that checks it. */
export function referencePage(): string {
  const rows = rowsOf(ownKeysSchema(), "social-commerce:");
  return [
    "# Stack file reference",
    "",
    "Written by `npm run schema` out of `config/schema`; a test fails when it is stale.",
    "`<name>` stands for a name of your choice, as does the name of a kind: `<relational>` for that of a store whose `kind` is",
    "`relational`. What has a default may be left out.",
    "",
    "| key | allowed | default | what it is |",
    "| --- | --- | --- | --- |",
    ...rows.map(line),
    "",
  ].join("\n");
}

function rowsOf(schema: JsonSchema, prefix: string): Row[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const row = { key: `${prefix}${key}`, schema: child, required: required.includes(key) };
    return [row, ...childRows(child, row.key)];
  });
}

function childRows(schema: JsonSchema, key: string): Row[] {
  const { additionalProperties: entry } = schema;
  if (typeof entry !== "object") return rowsOf(schema, `${key}.`);
  if (entry.oneOf !== undefined)
    return entry.oneOf.flatMap((kind) => rowsOf(kind, `${key}.<${nameOfKind(kind)}>.`));
  return entry.properties === undefined
    ? [{ key: `${key}.<name>`, schema: entry, required: false }]
    : rowsOf(entry, `${key}.<name>.`);
}

/** The word in `kind` that only this kind has. */
function nameOfKind({ properties = {} }: JsonSchema): string {
  const [name] = Object.values(properties).flatMap((child) =>
    typeof child.const === "string" ? [child.const] : [],
  );
  return name ?? "name";
}

function line({ key, schema, required }: Row): string {
  const description = schema.description ?? "";
  return `| ${["`" + key + "`", allowed(schema), whenMissing(schema, required), description].map(cell).join(" | ")} |`;
}

function allowed(schema: JsonSchema): string {
  if (schema["x-allowed"] !== undefined) return schema["x-allowed"];
  const keys = Object.keys(schema.properties ?? {});
  return keys.length > 0 ? `a map with ${keys.map((key) => `\`${key}\``).join(", ")}` : (schema.type ?? "");
}

function whenMissing(schema: JsonSchema, required: boolean): string {
  if (required) return "required";
  if (schema.default === undefined || typeof schema.default === "object") return "";
  return `\`${JSON.stringify(schema.default)}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
