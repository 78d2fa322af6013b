import * as kubernetes from "@pulumi/kubernetes";

import type { Service } from "../../../config/model";
import { releaseGuardHook } from "../../../components/service/release-hook";
import { Route } from "../../../components/service/route";
import { record, type Recorded } from "../../support/recorder";
import { guarded, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const domain = "shop.example.com";
const namespace = "social-commerce-staging";

const build = async (released: Service = service): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [new kubernetes.Provider("us-east-1-kubernetes", {})];
      const place = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
      const args = {
        ...guarded(released),
        namespace,
        domain,
        guard: releaseGuardHook("us-east-1-cart-service", guarded(released)),
        placement: { namespace: place },
      };
      return new Route("us-east-1-cart-service", args, { providers });
    }),
  );

const httpRoute = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";

describe("The route of a service", () => {
  let tree: Tree;
  let route: Recorded;
  beforeAll(async () => {
    tree = await build();
    route = tree.one(httpRoute);
  });

  test("is one HTTPRoute", () => {
    expect(tree.children(tree.one("platform:service:Route"))).toEqual([
      `${httpRoute} us-east-1-cart-service`,
    ]);
    expect(at(route, "metadata")).toMatchObject({ name: "cart-service", namespace });
  });

  test("has three parents: the listeners for users, for the region's own name, and for callers inside the cluster", () => {
    const listener = (sectionName: string): object => ({
      group: "gateway.networking.k8s.io",
      kind: "Gateway",
      name: "platform",
      namespace: "gateway-system",
      sectionName,
    });
    expect(at(route, "spec", "parentRefs")).toEqual([
      listener("public"),
      listener("regional"),
      listener("internal"),
    ]);
    expect(at(route, "spec", "hostnames")).toEqual([
      "api.shop.example.com",
      "api.internal.shop.example.com",
      "us-east-1.api.shop.example.com",
    ]);
  });

  test("spells out every field of its rule, with blue before green and a header for each", () => {
    const backend = (colour: string, weight: number): object => ({
      group: "",
      kind: "Service",
      name: `cart-service-${colour}`,
      port: 8082,
      weight,
      filters: [
        {
          type: "RequestHeaderModifier",
          requestHeaderModifier: { set: [{ name: "x-release-colour", value: colour }] },
        },
      ],
    });
    expect(at(route, "spec", "rules")).toEqual([
      {
        name: "user",
        matches: [{ path: { type: "PathPrefix", value: "/cart" } }],
        backendRefs: [backend("blue", 90), backend("green", 10)],
      },
    ]);
  });

  test("has a rule for each class of callers, all of the same weights, in the order of the classes", async () => {
    const access = { public: ["/cart/offers", "/cart/terms"], user: ["/cart"], admin: ["/cart/admin"] };
    const rules = at((await build({ ...service, access })).one(httpRoute), "spec", "rules") as {
      name: string;
      matches: { path: { value: string } }[];
      backendRefs: unknown;
    }[];
    expect(rules.map((rule) => [rule.name, ...rule.matches.map(({ path }) => path.value)])).toEqual([
      ["public", "/cart/offers", "/cart/terms"],
      ["user", "/cart"],
      ["admin", "/cart/admin"],
    ]);
    expect(rules.map(({ backendRefs }) => backendRefs)).toEqual(rules.map(() => rules[0]!.backendRefs));
  });

  test("changes its weights, and nothing else, when traffic shifts", async () => {
    const { blue, green } = service.release;
    const release = { blue: { ...blue, weight: 80 }, green: { ...green, weight: 20 } };
    const shifted = (await build({ ...service, release })).one(httpRoute);
    const withoutWeights = (one: Recorded): string =>
      JSON.stringify(one.inputs).replaceAll(/"weight":\d+/gu, "");
    expect(withoutWeights(shifted)).toBe(withoutWeights(route));
    expect(at(shifted, "spec", "rules", 0, "backendRefs", 1, "weight")).toBe(20);
  });

  test("is guarded before it is created and before it is updated, in previews too", () => {
    const guard = "us-east-1-cart-service-release-guard";
    expect(route.hooks).toMatchObject({ beforeCreate: [guard], beforeUpdate: [guard] });
    expect(tree.recording.hooks).toContainEqual({ name: guard, onDryRun: true });
  });

  test("is watched after it is created and after it is updated, never in a preview", () => {
    const watch = "us-east-1-cart-service-release-watch";
    expect(route.hooks).toMatchObject({ afterCreate: [watch], afterUpdate: [watch] });
    expect(tree.recording.hooks).toContainEqual({ name: watch, onDryRun: false });
  });

  test("is taken back by force when a rollback is acknowledged, and only then", async () => {
    const force = async (released: Service) =>
      at((await build(released)).one(httpRoute), "metadata", "annotations");
    const acknowledged = await force({
      ...service,
      rollout: { ...service.rollout, acknowledgeRollback: "cart-service-1f0c9d2e" },
    });
    expect(acknowledged).toMatchObject({ "pulumi.com/patchForce": "true" });
    expect(Object.keys((await force(service)) as object)).not.toContain("pulumi.com/patchForce");
  });

  test("notes the permanent facts of its release, and nothing that an image or a size changes", async () => {
    const notes = '{"version":1,"strategy":"blue-green","stable":"blue"}';
    expect(at(route, "metadata", "annotations", "social-commerce/release")).toBe(notes);
    const { blue, green } = service.release;
    const rebuilt = { ...green, version: "2", digest: `sha256:${"0".repeat(64)}`, capacityPercent: 100 };
    const released = await build({ ...service, release: { blue, green: rebuilt } });
    expect(released.one(httpRoute).inputs).toEqual(route.inputs);
  });
});
