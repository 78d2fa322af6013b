import { readdirSync } from "node:fs";

import { planOf, runPreview, temporaryDirectory } from "./support";

// Whoever else previews on this machine at the same time leaves something in the usual one.
const temporary = temporaryDirectory();
const usual = process.env.TMPDIR;

beforeAll(() => {
  process.env.TMPDIR = temporary;
});

afterAll(() => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
});

describe("the policy pack", () => {
  it("judges each resource and the stack, and a mandatory failure refuses", async () => {
    const outcome = await runPreview("guarded", ["--format", "json"], { rules: "honest" });
    const plan = planOf(outcome);
    const urn = "urn:pulumi:dev::guarded::thing:index:Thing::large";
    const [connected, idle, size] = plan.policy;
    expect(outcome.code).toBe(1);
    expect(connected).toMatchObject({ rule: "all-connected", passed: 0, notApplicable: 8, findings: [] });
    expect(idle).toEqual({
      rule: "idle",
      level: "mandatory",
      passed: 0,
      failed: 0,
      undecided: 0,
      notApplicable: 0,
      findings: [],
    });
    expect(size).toMatchObject({
      rule: "known-size",
      level: "mandatory",
      passed: 1,
      failed: 5,
      notApplicable: 2,
    });
    expect(size?.findings[0]).toEqual({
      urn,
      verdict: "fail",
      level: "mandatory",
      message: "the size is above ten; make it smaller",
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("cannot judge what nobody knows before up, sees dependencies, and does not refuse for it", async () => {
    const outcome = await runPreview("values", ["--format", "json"], { rules: "honest" });
    const [connected, , size] = planOf(outcome).policy;
    expect(outcome.code).toBe(0);
    expect(connected).toMatchObject({ passed: 1 });
    expect(size).toMatchObject({ passed: 1, failed: 0, undecided: 1 });
    expect(size?.findings).toEqual([
      {
        urn: "urn:pulumi:dev::values::thing:index:Group$thing:index:Thing$thing:index:Thing::second",
        verdict: "undecided",
        level: "advisory",
        message: "the size is not known",
      },
    ]);
  });

  it("prints a line for each rule, and what it found in full", async () => {
    const { out } = await runPreview("guarded", [], { rules: "honest" });
    expect(out).toContain("Policies  3 rules · 6 judgements · 1 passed · 5 failed · 0 undecided");
    expect(out).toMatch(/✗ known-size +mandatory +6 judged +1 passed +5 failed +0 undecided/);
    expect(out).toContain("2 rules had nothing to judge: all-connected, idle");
    expect(out).toContain(
      "    large (Thing), larger (Thing), late (Thing), lenient (Thing), update (Thing)\n",
    );
    expect(out).toContain("      the size is above ten; make it smaller\n");
  });

  it.each([
    ["crash", "The policy pack stopped (exit 7)", "the rules could not be read"],
    ["chatty", "must print its port first", "hello"],
    ["midway", "The policy pack stopped (exit 9)", "out of memory"],
    ["nowhere", "has no readable package.json", "nowhere"],
  ])("fails the preview when it does not work: %s", async (rules, ...words) => {
    const { code, out, err } = await runPreview("guarded", [], { rules });
    expect({ code, out }).toEqual({ code: 3, out: "" });
    for (const word of words) expect(err).toContain(word);
  });

  it("fails the preview when what it noted and what it reported differ", async () => {
    const { code, err } = await runPreview("guarded", [], { rules: "liar" });
    expect(code).toBe(3);
    expect(err).toContain(
      "lie noted a failure and did not report it: urn:pulumi:dev::guarded::thing:index:Thing::small",
    );
    expect(err).toMatch(/lie reported and did not note: urn:\S+::large: .*\n *reported only/);
  });
});
