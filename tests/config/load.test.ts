import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadConfig } from "../../config";
import { ownKeys, readConfig } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

const directory = mkdtempSync(join(tmpdir(), "stack-file-"));
const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
  call: () => ({}),
};

const configOf = (text: string): Record<string, unknown> =>
  (parse(text) as { config: Record<string, unknown> }).config;

/** What the engine hands to a program: scalars as bare text, everything else as JSON. */
function throughTheEngine(text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configOf(text)).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Loads `text` as the stack `trial`, with the file beside Pulumi.yaml unless it is left out. */
async function load(text: string, file: string | undefined = text): Promise<() => unknown> {
  await pulumi.runtime.setMocks(mocks, "social-commerce", "trial");
  pulumi.runtime.setAllConfig(throughTheEngine(text));
  const path = join(directory, "Pulumi.trial.yaml");
  rmSync(path, { force: true });
  if (file !== "") writeFileSync(path, file);
  return loadConfig;
}

let notes: jest.SpyInstance;

beforeEach(() => {
  jest.spyOn(process, "cwd").mockReturnValue(directory);
  notes = jest.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function refusal(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new RangeError("the configuration was accepted");
}

describe("The configuration that Pulumi hands over", () => {
  test.each(["Pulumi.local.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml"])(
    "is the same as the file's: %s",
    async (file) => {
      const text = readFileSync(join(__dirname, "../..", file), "utf8");
      const { config } = readConfig(ownKeys(configOf(text)));
      expect(config).toBeDefined();
      expect((await load(text))()).toEqual(config);
      expect(notes).not.toHaveBeenCalled();
    },
  );

  test("is refused with every problem of the file in one clean error", async () => {
    const text = edited(
      edited(baseFile, "environment: production", "environment: prod"),
      "writer: us-east-1",
      "writer: nowhere",
    );
    const error = refusal(await load(text));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe(`Pulumi.trial.yaml has 2 problems:

  social-commerce:environment
    found    prod
    allowed  development, staging, production
    do       correct it, for example production

  social-commerce:writer
    found    the region "nowhere"
    allowed  us-east-1, us-west-2, lab
    do       name a region that is declared and answers`);
  });

  test("is refused where the text shows that the engine has rewritten a value", async () => {
    // By the time that the program runs, 1.10 is 1.1 and nothing but the text can tell.
    const engine = edited(baseFile, 'version: "1.8.2"', 'version: "1.1"');
    const error = refusal(await load(engine, edited(baseFile, 'version: "1.8.2"', "version: 1.10")));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toContain("found    1.10 without quotes: a number: 1.10 would arrive as 1.1");
  });

  test("is taken without the file, and the check that was not made is named", async () => {
    const { config } = readConfig(ownKeys(configOf(baseFile)));
    expect((await load(baseFile, ""))()).toEqual(config);
    expect(notes.mock.calls).toEqual([
      ["Pulumi.trial.yaml is not beside Pulumi.yaml: its unquoted values were not checked"],
    ]);
  });

  test("is read by its own namespace alone", async () => {
    const others = edited(
      baseFile,
      "config:\n",
      "config:\n  other:environment: staging\n  aws:region: us-east-1\n",
    );
    expect((await load(others))()).toEqual((await load(baseFile))());
  });

  test("may hold text that begins like a list and is none: the schema judges it", async () => {
    const broken = edited(baseFile, "owner: platform-team", 'owner: "[team"');
    expect(refusal(await load(broken)).message).toContain("found    [team");
  });
});
