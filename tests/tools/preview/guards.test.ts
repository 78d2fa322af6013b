import { planOf, resourceOf, runPreview } from "./support";

describe("guards of a program", () => {
  it("are called before a resource would be created, and all that they refuse is told at once", async () => {
    const outcome = await runPreview("guarded", ["--format", "json"]);
    const plan = planOf(outcome);
    expect(outcome.code).toBe(1);
    expect(plan.refusals).toEqual([
      {
        urn: "urn:pulumi:dev::guarded::thing:index:Thing::large",
        hook: "guard",
        message: "size is 11, but 10 is the most; make it smaller",
      },
      {
        urn: "urn:pulumi:dev::guarded::thing:index:Thing::larger",
        hook: "guard",
        message: "size is 12, but 10 is the most; make it smaller",
      },
    ]);
    expect(resourceOf(plan, "large").hooks).toEqual({ afterUpdate: ["guard"], beforeCreate: ["guard"] });
    expect(plan.summary.resources).toBe(6);
  });

  it("refuse in words that a person can read", async () => {
    const { out } = await runPreview("guarded", []);
    expect(out).toContain("Refused by a guard  2 resources");
    expect(out).toContain(
      "✗ large (Thing) in here, by guard\n      size is 11, but 10 is the most; make it smaller\n",
    );
  });
});
