import { stackFileJsonSchema } from "./json-schema";
import { referencePage } from "./reference";

/** A file that is written out of the schema, and never by hand. */
export interface GeneratedFile {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
}

/** Every file that `npm run schema` writes. */
export function generatedFiles(): GeneratedFile[] {
  return [
    { path: "config/stack-file.schema.json", text: `${JSON.stringify(stackFileJsonSchema(), null, 2)}\n` },
    { path: "docs/reference/stack-file.md", text: referencePage() },
  ];
}
