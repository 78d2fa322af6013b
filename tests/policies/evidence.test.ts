import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { evidenceTo } from "../../policies/serve/evidence";

describe("evidence", () => {
  const rule = rules[0]!;
  const verdict = { kind: "pass", internalError: false } as const;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "evidence-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([undefined, ""])("is not kept without a file (%p)", (file) => {
    expect(() => {
      evidenceTo(file).record(rule, "urn:a", verdict);
    }).not.toThrow();
  });

  it("is added to what the file has, one line for each verdict, at once", () => {
    const file = join(folder, "evidence.jsonl");
    const line = { rule: rule.name, level: "mandatory", urn: "urn:a", verdict: "pass" };
    evidenceTo(file).record(rule, "urn:a", verdict);
    evidenceTo(file).record(rule, "urn:b", { kind: "fail", message: "two\nlines", internalError: false });
    expect(readFileSync(file, "utf8").split("\n")).toEqual([
      JSON.stringify(line),
      JSON.stringify({ ...line, urn: "urn:b", verdict: "fail", message: "two\nlines" }),
      "",
    ]);
  });
});
