import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runConformance } from "../../../tools/conformance/command";
import { differencesOf } from "../../../tools/conformance/differences";
import { readDigest } from "../../../tools/conformance/digest";
import type { Plan } from "../../../tools/preview/plan";
import { planWith, resource } from "../preview/plans";

jest.setTimeout(60_000);

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const root = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const providerUrn = "urn:pulumi:dev::shop::pulumi:providers:aws::main";
const bucketUrn = "urn:pulumi:dev::shop::platform:index:Store$aws:s3/bucket:Bucket::orders";
const storeUrn = "urn:pulumi:dev::shop::platform:index:Store::store";

/**
 * A document as `pulumi preview --json` prints it, written by hand after the format's Go types (`PreviewDigest`,
 * `PreviewStep`, `ResourceV3`): it is no recording, for there was no CLI to record.
 */
function digest(bucket: object = {}, more: readonly object[] = []): string {
  const state = (urn: string, type: string, rest: object) => ({
    op: "create",
    urn,
    newState: { urn, type, ...rest },
  });
  const steps = [
    state(root, "pulumi:pulumi:Stack", { custom: false }),
    state(providerUrn, "pulumi:providers:aws", {
      ...{ custom: true, parent: root },
      inputs: { region: "us-east-1", version: "7.48.0", __internal: {} },
    }),
    state(storeUrn, "platform:index:Store", {
      custom: false,
      parent: root,
      provider: `${providerUrn}::${unknown}`,
    }),
    state(bucketUrn, "aws:s3/bucket:Bucket", {
      ...{ custom: true, parent: storeUrn, provider: `${providerUrn}::${unknown}` },
      inputs: {
        __defaults: ["forceDestroy"],
        ...{ bucket: "orders", forceDestroy: false, key: unknown, password: "[secret]" },
        rules: [{ __defaults: ["id"], id: "x", days: 7 }],
      },
      ...bucket,
    }),
    { op: "delete", urn: "gone", oldState: { urn: "gone", type: "a:b:C" } },
    ...more,
  ];
  return JSON.stringify({ config: {}, steps, duration: 1, changeSummary: { create: 4 } });
}

const plan: Plan = planWith(
  resource({ type: "pulumi:pulumi:Stack", name: "shop-dev", urn: root, custom: false }),
  resource({
    type: "pulumi:providers:aws",
    name: "main",
    urn: providerUrn,
    parent: root,
    inputs: { region: "us-east-1" },
  }),
  resource({ type: "platform:index:Store", name: "store", urn: storeUrn, parent: root, custom: false }),
  resource({
    ...{
      type: "aws:s3/bucket:Bucket",
      name: "orders",
      urn: bucketUrn,
      parent: storeUrn,
      provider: providerUrn,
    },
    inputs: { bucket: "orders", key: "[unknown]", password: "[secret]", rules: [{ days: 7 }] },
  }),
);

const texts = (text: string) => differencesOf(plan, readDigest(text)).map((difference) => difference.text);

describe("the offline preview and the engine", () => {
  it("agree where they differ only in what a provider or the engine adds by itself", () => {
    expect(texts(digest())).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      "a type",
      { type: "aws:s3/bucket:Other" },
      ["type: offline aws:s3/bucket:Bucket, engine aws:s3/bucket:Other"],
    ],
    ["a parent", { parent: root }, [`parent: offline ${storeUrn}, engine ${root}`]],
    ["a provider", { provider: "other::id" }, [`provider: offline ${providerUrn}, engine other`]],
    [
      "an input",
      { inputs: { bucket: "x", key: unknown, password: "[secret]", rules: [{ days: 8 }] } },
      ["input bucket: offline orders, engine x", "input rules[0].days: offline 7, engine 8"],
    ],
  ])("differ in %s", (_, bucket, expected) => {
    expect(texts(digest(bucket))).toEqual(expected);
  });

  it("differ in what only one of them has", () => {
    const extra = { op: "create", newState: { urn: "urn:x", type: "a:b:C" } };
    expect(texts(digest({}, [extra]))).toEqual(["only the engine has it"]);
    expect(texts(digest({ urn: "urn:x" }))).toEqual(
      ["only the engine has it", "only the offline preview has it"].sort().reverse(),
    );
  });

  it.each(["", "[]", "{}", "error: no stack"])("cannot be compared by %j", (text) => {
    expect(() => readDigest(text)).toThrow("did not print a document with steps");
  });
});

describe("npm run conformance", () => {
  const directory = mkdtempSync(join(tmpdir(), "conformance-test-"));
  const project = join(__dirname, "../../fixtures/programs/values");

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** A program that is found as `pulumi`, and notes how it was called. */
  function pulumiThat(name: string, script: string): string {
    const folder = join(directory, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
    return folder;
  }

  async function run(path: string, ...words: string[]) {
    const printed = { out: "", err: "" };
    const code = await runConformance(words, {
      directory: project,
      check: () => [],
      out: { write: (text) => (printed.out += text) },
      err: { write: (text) => (printed.err += text) },
      environment: { PATH: `${path}:/usr/bin:/bin` },
    });
    return { code, ...printed };
  }

  it("is skipped where there is no CLI, and says how to get one", async () => {
    const { code, out } = await run(join(directory, "nowhere"));
    expect(code).toBe(0);
    expect(out).toMatch(/^SKIPPED: no pulumi on the PATH\n/);
    expect(out).toContain("needs the Pulumi CLI");
  });

  it("compares each stack with what the CLI prints, and refuses differences", async () => {
    const log = join(directory, "log");
    const pulumi = pulumiThat("empty", `echo "$@" > ${log}; echo '{"steps": []}'`);
    const { code, out } = await run(pulumi, "--stack", "dev");
    expect(code).toBe(1);
    expect(out).toContain("dev  5 resources, 5 differences\n");
    expect(out).toContain("::first\n    only the offline preview has it\n");
    expect(readFileSync(log, "utf8")).toBe("preview --json --show-sames --non-interactive --stack dev\n");
  });

  it("fails when the CLI does, with its words, and for an argument that does not exist", async () => {
    const failed = await run(pulumiThat("broken", "echo no such stack >&2; exit 6"));
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.err).toContain("failed (exit 6):\nno such stack\n");
    expect(await run(directory, "--stak", "dev")).toMatchObject({ code: 2 });
  });
});
