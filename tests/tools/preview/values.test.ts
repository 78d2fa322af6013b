import type { Plan } from "../../../tools/preview/plan";
import { planOf, resourceOf, runPreview } from "./support";

describe("the plan of a program", () => {
  const prefix = "urn:pulumi:dev::values::";
  const group = `${prefix}thing:index:Group::group`;
  const first = `${prefix}thing:index:Group$thing:index:Thing::first`;
  let plan: Plan;

  beforeAll(async () => {
    plan = planOf(await runPreview("values", ["--format", "json"]));
  });

  it("keeps what is known, and marks what is unknown or secret", () => {
    expect(resourceOf(plan, "second").inputs).toEqual({
      size: "[unknown]",
      known: 7,
      unknown: "[unknown]",
      nested: [{ deep: "[unknown]" }],
      secret: "[secret]",
      secretUnknown: "[secret]",
      reference: first,
      component: group,
      text: { asset: { text: "words" } },
      folder: { archive: { assets: { one: { asset: { text: "1" } } } } },
      nothing: null,
    });
  });

  it("says how each resource hangs together with the others", () => {
    expect(resourceOf(plan, "second")).toMatchObject({
      urn: `${prefix}thing:index:Group$thing:index:Thing$thing:index:Thing::second`,
      parent: first,
      provider: `${prefix}pulumi:providers:thing::main`,
      region: "here",
      dependencies: [first],
      deletedWith: first,
      aliases: [`${prefix}thing:index:Group$thing:index:Thing$thing:index:Thing::former`],
      replaceOnChanges: ["known"],
    });
    expect(resourceOf(plan, "second").propertyDependencies).toMatchObject({
      unknown: [first],
      nested: [first],
    });
    expect(resourceOf(plan, "second").propertyDependencies).not.toHaveProperty("secret");
  });

  it("inherits protection and retention from the parent, as the engine does", () => {
    expect(resourceOf(plan, "second")).toMatchObject({ protect: true, retainOnDelete: true });
    expect(resourceOf(plan, "group")).toMatchObject({ protect: true, retainOnDelete: false });
  });

  it("gives a component the region of its own inputs", () => {
    expect(resourceOf(plan, "group")).toMatchObject({ region: "there", custom: false, outputs: {} });
  });

  it("counts providers and components apart, and has the outputs of the stack", () => {
    expect(plan.summary).toEqual({
      resources: 2,
      components: 1,
      providers: 1,
      kinds: { "thing:index:Thing": 2 },
    });
    expect(plan.outputs).toEqual({ known: 7, hidden: "[secret]" });
  });

  it("is sorted by URN", () => {
    const urns = plan.resources.map(({ urn }) => urn);
    expect(urns).toEqual([...urns].sort());
    expect(urns).toHaveLength(5);
  });
});
