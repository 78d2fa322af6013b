import { offHoursPage } from "../off-hours/page";
import { scalingPage } from "../scaling/page";
import { featuresPage } from "./features";
import { stackFileJsonSchema } from "./json-schema";
import { recoveryPage } from "./recovery";
import { referencePage } from "./reference";
import { releaseGuardsPage } from "./release-guards";

/**
 * A file that is written out of the schema, the features, the guards or a simulation, and never by hand; of docs/scaling.md and
 * docs/off-hours.md the tables are.
 */
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
    { path: "docs/reference/features.md", text: featuresPage() },
    { path: "docs/reference/release-guards.md", text: releaseGuardsPage() },
    { path: scalingPage.path, text: scalingPage.text() },
    { path: "docs/recovery.md", text: recoveryPage() },
    { path: offHoursPage.path, text: offHoursPage.text() },
  ];
}
