import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { filesBelow, planOf, resourceOf, runPreview, temporaryDirectory } from "./support";

const problem = { path: "fixture:replicas", found: "3", allowed: "1 to 2", remedy: "make it smaller" };

describe("a preview", () => {
  it("writes the same bytes twice: the plan, and the objects by region", async () => {
    const directory = temporaryDirectory();
    const first = await runPreview("shop", ["--output", join(directory, "a")]);
    const second = await runPreview("shop", ["--output", join(directory, "b")]);
    const files = filesBelow(join(directory, "a"));
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(filesBelow(join(directory, "b"))).toEqual(files);
    expect(Object.keys(files)).toEqual([
      "dev/manifests/eu-central-1/shop-deployment-cart.yaml",
      "dev/manifests/eu-central-1/shop-secret-token.yaml",
      "dev/plan.json",
      "dev/report.html",
      "dev/report.md",
    ]);
    expect(files["dev/manifests/eu-central-1/shop-secret-token.yaml"]).toBe(
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n  namespace: shop\nstringData: "[secret]"\n',
    );
    expect(files["dev/plan.json"]).not.toContain(directory);
    expect(files["dev/plan.json"]).not.toContain("127.0.0.1");
  });

  it("hands the stack's configuration to the program as the engine does, and decrypts nothing", async () => {
    const plan = planOf(await runPreview("shop", ["--format", "json"]));
    expect(plan.outputs).toEqual({ arn: "[unknown]", domain: "shop.example.com", secrets: "[secret]" });
    expect(resourceOf(plan, "primary-cart").inputs).toMatchObject({ spec: { replicas: 3 } });
  });

  it("prints components as a tree and counts what is beneath them", async () => {
    const { out } = await runPreview("shop", []);
    expect(out).toContain("  primary  Region  one bucket · one service\n");
    expect(out).toContain("1 Bucket · 1 BucketVersioning · 1 Deployment · 1 Secret\n");
    expect(out).toMatch(/\n4 resources · 1 component · 2 providers · \d+\.\d s\n/);
    expect(out).not.toContain("\u001b");
  });

  it("does not run a program whose stack file has problems, and shows them all", async () => {
    const { code, out, err } = await runPreview("faulty", ["--stack", "throw"], { check: () => [problem] });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Pulumi.throw.yaml has 1 problem:\n\n  fixture:replicas\n    found    3\n");
    expect(err).not.toContain("    at ");
  });

  it("runs nothing while the stack files do not go together, whichever is asked for", async () => {
    const shared = { ...problem, file: "Pulumi.throw.yaml" };
    const { code, out, err } = await runPreview("faulty", ["--stack", "all"], {
      checkTogether: () => [shared],
    });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Pulumi.throw.yaml has 1 problem:\n\n  fixture:replicas\n    found    3\n");
  });

  it("runs every stack, and the gravest exit code wins", async () => {
    const check = (text: string) => (text.includes("duplicate") ? [problem] : []);
    const words = ["--stack", "duplicate", "--stack", "run-error"];
    const { code, err } = await runPreview("faulty", words, { check });
    expect(code).toBe(3);
    expect(err).toContain("Pulumi.duplicate.yaml has 1 problem");
    expect(err).toContain("The program failed for run-error");
  });
});

describe("--output", () => {
  it("replaces a former output, and leaves other stacks alone", async () => {
    const output = temporaryDirectory();
    mkdirSync(join(output, "dev/manifests/gone"), { recursive: true });
    mkdirSync(join(output, "other"));
    writeFileSync(join(output, "dev/plan.json"), JSON.stringify({ version: 1, resources: [] }));
    writeFileSync(join(output, "dev/manifests/gone/stale.yaml"), "");
    writeFileSync(join(output, "other/kept"), "");
    expect(await runPreview("values", ["--output", output])).toMatchObject({ code: 0 });
    expect(Object.keys(filesBelow(output))).toEqual([
      "dev/plan.json",
      "dev/report.html",
      "dev/report.md",
      "other/kept",
    ]);
  });

  it("does not touch a directory that no preview wrote", async () => {
    const output = temporaryDirectory();
    mkdirSync(join(output, "dev"));
    writeFileSync(join(output, "dev/precious"), "mine");
    const { code, err } = await runPreview("values", ["--output", output]);
    expect(code).toBe(2);
    expect(err).toContain("is not empty and holds no plan.json of a preview");
    expect(readFileSync(join(output, "dev/precious"), "utf8")).toBe("mine");
  });

  it("wants a directory", async () => {
    const file = join(temporaryDirectory(), "file");
    writeFileSync(file, "");
    expect(await runPreview("values", ["--output", file])).toMatchObject({ code: 2 });
  });
});

describe("bad arguments", () => {
  it.each([
    [["--stak", "dev"], "Unknown option '--stak'"],
    [["dev"], "Unexpected argument 'dev'"],
    [["--format", "xml"], "--format is xml, but only text, json, markdown exist"],
    [["--stack"], "Option '--stack"],
    [["--output", ""], "--output is empty"],
    [["--against", ""], "--against is empty"],
    [["--allow-store-change", "urn"], "there is no --against"],
  ])("%j exit with 2 and list the legal ones", async (words, message) => {
    const { code, out, err } = await runPreview("values", words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toContain("npm run preview [-- --stack NAME]");
  });

  it("name the stacks there are when one does not exist", async () => {
    const { code, err } = await runPreview("values", ["--stack", "prod"]);
    expect(code).toBe(2);
    expect(err).toBe("There is no Pulumi.prod.yaml; the stacks there are: dev.\n");
  });

  it("print the legal ones for --help", async () => {
    const { code, out } = await runPreview("values", ["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--output DIR");
  });
});
