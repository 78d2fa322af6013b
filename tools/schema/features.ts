import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { features, type Feature, type FeatureName } from "../../config/features";
import type { PlatformConfig } from "../../config/model";
import { environments } from "../../config/profiles";
import { configMap, readSource } from "../../config/source";
import { ownKeys, readConfig } from "../../config/stack-file";
import { capabilities } from "./capabilities";

/** A stack of the project, and what its file says. */
interface Stack {
  readonly name: string;
  readonly config: PlatformConfig;
  /** Keys of the file, without their namespace. @default none, for whoever has the model alone */
  readonly written?: Readonly<Record<string, unknown>>;
}

/** The reference page of optional capabilities, out of the table that switches them and the stack files beside it. */
export function featuresPage(stacks: readonly Stack[] = stacksIn(process.cwd())): string {
  const names = Object.keys(features) as FeatureName[];
  const columns = stacks.map(({ name }) => name);
  return [
    "# Optional capabilities",
    "",
    "Written by `npm run schema` out of `config/features.ts`, `tools/schema/capabilities.ts` and the stack files; a test",
    "fails when it is stale.",
    "",
    "## Switched under `social-commerce:features`",
    "",
    table(
      ["feature", "what it is", ...columns],
      names.map((name) => featureRow(name, stacks)),
    ),
    ...names.flatMap((name) => section(name, features[name])),
    "",
    "## Switched by a key of its own",
    "",
    "They have settings, so that a switch beside them would say the same a second time: what is written is there, and of",
    "what is not, the default of the environment.",
    "",
    table(
      ["capability", "key", ...columns],
      capabilities.map(({ name, key, state }) => [
        name,
        `\`social-commerce:${key}\``,
        ...stacks.map(({ config, written = {} }) => state(config, written) || "—"),
      ]),
    ),
    "",
  ].join("\n");
}

function featureRow(name: FeatureName, stacks: readonly Stack[]): string[] {
  const settings = stacks.map(({ config }) => config.features[name]);
  return [`[${name}](#${name})`, features[name].sentence, ...settings];
}

function section(name: string, { settings, defaults, needs, cost, page }: Feature): string[] {
  return [
    "",
    `### ${name}`,
    "",
    table(
      ["setting", "what it does"],
      Object.entries(settings).map(([setting, does]) => [`\`${setting}\``, does]),
    ),
    "",
    `- Default: ${environments.map((one) => `${defaults[one]} in ${one}`).join(", ")}.`,
    `- Needs: ${needs.join("; ")}.`,
    `- Costs: ${cost}.`,
    `- [More](${page})`,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Every stack whose file is right, by name. */
function stacksIn(root: string): Stack[] {
  return readdirSync(root)
    .filter((file) => /^Pulumi\..+\.yaml$/u.test(file))
    .sort()
    .flatMap((file) => {
      const { document } = readSource(readFileSync(join(root, file), "utf8"));
      const written = document ? ownKeys(configMap(document)) : {};
      const { config } = readConfig(written);
      return config ? [{ name: file.split(".")[1] ?? file, config, written }] : [];
    });
}
