import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";
import { parse } from "yaml";

import { generatedFiles } from "../../../tools/schema/generated-files";
import { stackFileJsonSchema } from "../../../tools/schema/json-schema";

const root = join(__dirname, "../../..");
const stackFiles = readdirSync(root).filter((name) => /^Pulumi\..+\.yaml$/u.test(name));
const validate = new Ajv({ strict: true, keywords: ["x-allowed"], allErrors: true }).compile(
  stackFileJsonSchema(),
);

interface StackFile {
  config: Record<string, unknown>;
  [key: string]: unknown;
}

const read = (name: string): StackFile => parse(readFileSync(join(root, name), "utf8")) as StackFile;

describe("the editor's schema of a stack file", () => {
  it("knows three stack files", () => {
    expect(stackFiles).toEqual(["Pulumi.local.yaml", "Pulumi.production.yaml", "Pulumi.staging.yaml"]);
  });

  it.each(stackFiles)("accepts %s, which points the editor at it", (name) => {
    validate(read(name));
    expect(validate.errors).toBeNull();
    expect(readFileSync(join(root, name), "utf8")).toMatch(
      /^# yaml-language-server: \$schema=config\/stack-file\.schema\.json\n/u,
    );
  });

  it("accepts the keys of Pulumi and of other namespaces", () => {
    const file = read("Pulumi.production.yaml");
    const config = { ...file.config, "aws:region": "us-east-1", "pulumi:tags": { team: "platform" } };
    expect(
      validate({ ...file, config, secretsprovider: "awskms://alias/pulumi", encryptedkey: "AQICAH" }),
    ).toBe(true);
  });

  it.each([
    ["a misspelt key of the platform", { "social-commerce:trafic": { "us-east-1": 100 } }],
    [
      "a misspelt key inside a region",
      { "social-commerce:regions": { "us-east-1": { role: "primary", cdir: "" } } },
    ],
    ["a role that does not exist", { "social-commerce:regions": { "us-east-1": { role: "main" } } }],
    ["a share above 100", { "social-commerce:traffic": { "us-east-1": 101 } }],
    [
      "a version that YAML reads as a number",
      { "social-commerce:regions": { "us-east-1": { role: "primary", kubernetesVersion: 1.35 } } },
    ],
  ])("refuses %s", (_, change) => {
    const file = read("Pulumi.production.yaml");
    expect(validate({ ...file, config: { ...file.config, ...change } })).toBe(false);
  });

  it("refuses an unknown key at the top, and a file without a required key", () => {
    const file = read("Pulumi.production.yaml");
    expect(validate({ ...file, confg: {} })).toBe(false);
    const { "social-commerce:writer": writer, ...config } = file.config;
    expect(writer).toBe("us-east-1");
    expect(validate({ config })).toBe(false);
  });
});

describe("files written out of the schema", () => {
  it.each(generatedFiles())("$path is what `npm run schema` would write", ({ path, text }) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  });
});
