import { existsSync } from "node:fs";
import { join } from "node:path";

import { type Outcome, runPreview, temporaryDirectory } from "./support";

const asked = (stack: string, ...words: string[]) => runPreview("faulty", ["--stack", stack, ...words]);

describe("a program that an offline preview cannot run", () => {
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await asked("all");
  });

  it("fails, and prints no plan", () => {
    expect(outcome).toMatchObject({ code: 3, out: "" });
  });

  it.each([
    [
      "a resource without a provider",
      "homeless (thing:index:Thing) has no provider, and default providers are disabled",
    ],
    ["two resources with one URN", "rename one of them: urn:pulumi:all::faulty::thing:index:Thing::twin"],
    ["a function of a provider", "the program asks for the function thing:index:getThing"],
    ["a read", "the program asks for a read of elsewhere (thing:index:Thing)"],
    ["a remote component", "far (thing:index:Remote) is a remote component"],
  ])("is told of %s", (_, what) => {
    expect(outcome.err).toContain(what);
  });

  it("is told where in the source", () => {
    expect(outcome.err).toMatch(/homeless .*\n +at index\.ts:\d+/);
  });
});

describe("a program that fails", () => {
  it("shows the trace into the source, although the first run has none", async () => {
    const { code, err } = await asked("throw");
    expect(code).toBe(3);
    expect(err).toContain("TypeError: the sizes do not fit");
    expect(err).toMatch(/at failDeepInside \(.*faulty\/index\.ts:\d+:\d+\)/);
  });

  it("shows a RunError without a trace; there is no plan in the JSON, and nothing is written", async () => {
    const output = join(temporaryDirectory(), "out");
    const { code, out, err } = await asked("run-error", "--format", "json", "--output", output);
    expect(code).toBe(3);
    expect(err).toContain("the stack file is wrong in one place");
    expect(err).not.toContain("    at ");
    expect(JSON.parse(out)).toEqual({ stacks: [] });
    expect(existsSync(output)).toBe(false);
  });

  it("does not hang when it ends before it connects", async () => {
    const { code, err } = await runPreview("missing", []);
    expect(code).toBe(3);
    expect(err).toContain("nowhere.ts");
  });
});
