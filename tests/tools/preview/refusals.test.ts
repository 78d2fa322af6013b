import type { Plan, PlanResource } from "../../../tools/preview/plan";
import { refusalsOf } from "../../../tools/preview/report/refusals";

const type = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const urn = (name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const route = (region: string): PlanResource =>
  ({ urn: urn(`${region}-cart`), type, name: `${region}-cart`, region }) as PlanResource;

const refusal = (region: string, message: string): Plan["refusals"][number] => ({
  urn: urn(`${region}-cart`),
  hook: `${region}-cart-release-guard`,
  message,
});

describe("What guards refuse", () => {
  const resources = ["west", "east"].map(route);
  const told = (...refusals: Plan["refusals"][number][]) =>
    refusalsOf({ resources, refusals } as unknown as Plan);

  it("is told once, with all its regions, where the words are the same", () => {
    expect(told(refusal("west", "too far"), refusal("east", "too far"))).toEqual([
      { title: "cart (HTTPRoute) in east, west", hook: "cart-release-guard", message: "too far" },
    ]);
  });

  it("is told apart where the words differ, and without a region where there is none", () => {
    expect(told(refusal("west", "too far"), refusal("east", "too soon")).map(({ title }) => title)).toEqual([
      "cart (HTTPRoute) in west",
      "cart (HTTPRoute) in east",
    ]);
    expect(told({ urn: urn("cart"), hook: "guard", message: "no" })).toEqual([
      { title: "cart (HTTPRoute)", hook: "guard", message: "no" },
    ]);
  });
});
