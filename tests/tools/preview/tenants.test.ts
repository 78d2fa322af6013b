import { compare } from "../../../tools/preview/compare/comparison";
import type { PlanResource, PlanValue } from "../../../tools/preview/plan";
import { planWith, resource } from "./plans";

/** The headlines, as `meaning subject text [regions] objects`. */
const lines = (before: PlanResource[], after: PlanResource[]) =>
  compare({ label: "former", plan: planWith(...before) }, planWith(...after), []).headlines.map(
    ({ meaning, subject, text, regions, objects }) =>
      `${meaning} · ${subject} · ${text} · ${regions.join(" ")} · ${objects}`,
  );

const object = (
  type: string,
  spec: PlanValue,
  state = "active",
  { region = "us-east-1", ...more }: Partial<PlanResource> = {},
): PlanResource => {
  const labels = { tenant: "brand-a", "tenant-state": state };
  const inputs = { metadata: { name: "x", labels }, spec };
  return resource({ type: `kubernetes:${type}`, name: `${region}-tenant-brand-a`, region, inputs, ...more });
};

const quota = (cpu: string, state?: string, region = "us-east-1") =>
  object(
    "core/v1:ResourceQuota",
    { hard: { "requests.cpu": cpu, "limits.cpu": `2 x ${cpu}`, pods: "30" } },
    state,
    { region },
  );
const policy = (egress: PlanValue, state?: string) =>
  object("networking.k8s.io/v1:NetworkPolicy", { egress }, state);
const namespace = (protect: boolean, region = "us-east-1") =>
  object("core/v1:Namespace", {}, "removed", { protect, region });
const entry = resource({
  type: "aws:eks/accessEntry:AccessEntry",
  name: "us-east-1-access-developers",
  region: "us-east-1",
  inputs: { tags: { grants: "tenant:brand-a" } },
});

describe("a tenant in a comparison", () => {
  it("that is added or deleted is one line, over its objects and regions", () => {
    const all = [quota("4"), policy([]), quota("4", "active", "us-west-2")];
    expect(lines([], all)).toEqual(["tenants · brand-a · added · us-east-1 us-west-2 · 3"]);
    expect(lines(all, [])).toEqual(["tenants · brand-a · deleted · us-east-1 us-west-2 · 3"]);
  });

  it("that is removed, or comes back, is one line, whatever changes in each of its objects", () => {
    const [there, gone] = [
      [quota("4"), policy([{}])],
      [quota("0", "removed"), policy([], "removed")],
    ];
    expect(lines(there, gone)).toEqual([
      "tenants · brand-a · removed: no access, no traffic, data kept · us-east-1 · 2",
    ]);
    expect(lines(gone, there)).toEqual(["tenants · brand-a · back again · us-east-1 · 2"]);
  });

  it("says what becomes of its quota, and not what follows from that", () => {
    expect(lines([quota("4")], [quota("6")])).toEqual([
      "tenants · brand-a · quota cpu 4 → 6 · us-east-1 · 1",
    ]);
  });

  it("says when its data is protected no more", () => {
    expect(lines([namespace(true)], [namespace(false)])).toEqual([
      "tenants · brand-a · data is no longer protected: it goes with the entry · us-east-1 · 1",
    ]);
  });

  it("names what else changes, and who comes and goes", () => {
    expect(lines([policy([]), entry], [policy([{}])])).toEqual([
      "tenants · brand-a · access-developers removed · us-east-1 · 1",
      "tenants · brand-a · tenant-brand-a (NetworkPolicy) changed: spec.egress[0] · us-east-1 · 1",
    ]);
    expect(lines([], [entry])).toEqual(["tenants · brand-a · access-developers added · us-east-1 · 1"]);
  });

  it("is nobody whose labels and tags name no tenant", () => {
    const admin = { ...entry, inputs: { tags: { grants: "admin" } } };
    expect(lines([], [admin])).toEqual([
      "structure · access-developers (AccessEntry) · added · us-east-1 · 1",
    ]);
  });

  it("has a namespace that is a store: it goes only when it is named", () => {
    const stores = compare({ label: "x", plan: planWith(namespace(true)) }, planWith(), []).stores;
    expect(stores).toMatchObject([{ fate: "deleted", protected: true, allowed: false }]);
  });
});
