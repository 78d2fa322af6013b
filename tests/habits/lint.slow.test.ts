import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");
const component = "components/service/size.ts";
const pure = "guards/release.ts";
const pulumiType = 'import type * as pulumi from "@pulumi/pulumi";\n';
const longBody = Array.from({ length: 300 }, (_, line) => `  y = ${line};`).join("\n");

/** What the linter must refuse: a text, the file that it stands in, and the rules with their words. */
const refused: [title: string, file: string, text: string, messages: RegExp[]][] = [
  [
    "the environment in a component",
    component,
    "export const x = (): unknown => process.env;",
    [/no-restricted-syntax: read the stack file/u],
  ],
  [
    "the clock in a component",
    component,
    "export const x = (): number => Date.now();",
    [/no-restricted-syntax: the program reads no clock/u],
  ],
  [
    "chance in a component",
    component,
    "export const x = (): number => Math.random();",
    [/no-restricted-syntax: previews must repeat/u],
  ],
  [
    "configuration in a component",
    component,
    'export { loadConfig } from "../../config";',
    [/no-restricted-imports: .*components are handed their settings/u],
  ],
  [
    "a bare error",
    component,
    'export const x = (): never => {\n  throw new Error("no");\n};',
    [/no-restricted-syntax: throw a RunError/u],
  ],
  [
    "a resource made inside apply",
    component,
    `import * as aws from "@pulumi/aws";\n${pulumiType}export const x = (o: pulumi.Output<string>): unknown => o.apply((name) => new aws.s3.Bucket(name));`,
    [/no-restricted-syntax: make resources outside apply/u],
  ],
  [
    "a provider's SDK in a pure room",
    pure,
    'import * as aws from "@pulumi/aws";\n/** Text. */\nexport const x = aws.s3.Bucket;',
    [/no-restricted-imports: .*this room is pure/u],
  ],
  [
    "an exported type or a field of it without a docstring",
    component,
    "export interface X {\n  readonly y: string;\n}",
    [/jsdoc\/require-jsdoc/u, /jsdoc\/require-jsdoc/u],
  ],
  [
    "a long function in a long file",
    component,
    `/** Text. */\nexport function x(): number {\n  let y = 0;\n${longBody}\n  return y;\n}`,
    [/max-lines: /u, /max-lines-per-function: /u],
  ],
  [
    "an output in a template, where it would print a warning instead of its value",
    component,
    `${pulumiType}export const x = (o: pulumi.Output<string>): string => \`arn:\${o}\`;`,
    [/restrict-template-expressions/u],
  ],
];

/** What it must let pass beside that. */
const accepted: [title: string, file: string, text: string][] = [
  [
    "types of a provider's SDK in a pure room",
    pure,
    'import type * as aws from "@pulumi/aws";\n/** Text. */\nexport type X = aws.s3.Bucket;',
  ],
  ["a function of numbers", component, "/** Text. */\nexport const x = (y: number): number => y + 1;"],
];

let messages: string[][];

beforeAll(() => {
  const cases = [...refused, ...accepted].map(([, file, text]) => ({ file, text: `${text}\n` }));
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, "lint-texts.mjs")], {
    cwd: root,
    // In CI the parser takes each file as it is on the disk, once; here the same file has one text after another.
    env: { ...process.env, TSESTREE_SINGLE_RUN: "false" },
    input: JSON.stringify(cases),
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  messages = JSON.parse(stdout) as string[][];
}, 60_000);

describe("the linter", () => {
  it.each(refused.map(([title, , , expected], index) => ({ title, expected, index })))(
    "refuses $title",
    ({ expected, index }) => {
      const found = [...messages[index]!];
      for (const pattern of expected) {
        const at = found.findIndex((message) => pattern.test(message));
        expect({ pattern, found: at >= 0 ? "yes" : messages[index] }).toEqual({ pattern, found: "yes" });
        found.splice(at, 1);
      }
    },
  );

  it.each(accepted.map(([title], index) => ({ title, index: refused.length + index })))(
    "accepts $title",
    ({ index }) => {
      expect(messages[index]).toEqual([]);
    },
  );
});
