import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { ColourRelease, Service } from "../../../config/model";
import { releaseGuardHook } from "../../../components/service/release-hook";
import { Route } from "../../../components/service/route";
import { routeSpec } from "../../../components/service/route-spec";
import { record, type Recorded } from "../../support/recorder";
import { service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const domain = "shop.example.com";
const namespace = "social-commerce-staging";

const build = async (released: Service = service): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [new kubernetes.Provider("us-east-1-kubernetes", {})];
      const place = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
      const args = {
        service: released,
        region: "us-east-1",
        namespace,
        domain,
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
        matches: [{ path: { type: "PathPrefix", value: "/cart" } }],
        backendRefs: [backend("blue", 90), backend("green", 10)],
      },
    ]);
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
    expect(route.hooks).toEqual({ beforeCreate: [guard], beforeUpdate: [guard] });
    expect(tree.recording.hooks).toEqual([{ name: guard, onDryRun: true }]);
  });
});

interface Changes {
  readonly blue?: Partial<ColourRelease>;
  readonly green?: Partial<ColourRelease>;
}

function changed({ blue = {}, green = {} }: Changes): Service {
  const { release } = service;
  return {
    ...service,
    release: { blue: { ...release.blue, ...blue }, green: { ...release.green, ...green } },
  };
}

/** What the guard of `told` says of a route: of the one that `sent` describes, or of other inputs, after the one before. */
async function judge(told: Service, sent: Service, inputs?: object, before?: Service): Promise<string> {
  const hooks: pulumi.ResourceHook[] = [];
  await record(() => {
    const hook = releaseGuardHook("guard", told);
    // Bound to something, so that the recording waits until the hook is registered.
    const provider = new kubernetes.Provider("us-east-1-kubernetes", {});
    new kubernetes.core.v1.Namespace("guarded", {}, { provider, hooks: { beforeCreate: [hook] } });
    hooks.push(hook);
  });
  const newInputs = inputs ?? { spec: routeSpec(sent, domain, "us-east-1") };
  const old = before === undefined ? {} : { oldInputs: { spec: routeSpec(before, domain, "us-east-1") } };
  try {
    await hooks[0]!.callback({ urn: "", id: "", name: "", type: "", newInputs, ...old });
    return "passed";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("The guard of a route", () => {
  const guarded = (changes: Changes): Promise<string> => judge(changed(changes), changed(changes));

  test("lets a legal release pass", async () => {
    expect(await guarded({})).toBe("passed");
    expect(await guarded({ blue: { weight: 100 }, green: { weight: 0, declared: false } })).toBe("passed");
  });

  test.each([
    ["weights that sum to too much", { green: { weight: 20 } }, "weights blue 90, green 20"],
    ["weights that sum to too little", { blue: { weight: 0 } }, "weights blue 0, green 10"],
    ["a fraction", { blue: { weight: 89.5 }, green: { weight: 10.5 } }, "weights blue 89.5, green 10.5"],
    [
      "a colour that is not declared",
      { green: { declared: false } },
      "nothing, while green is to serve 10 % of the requests",
    ],
    [
      "a colour that runs too little",
      { green: { capacityPercent: 9 } },
      "9, while green is to serve 10 % of the requests",
    ],
  ])("refuses %s, in the words of the stack-file check", async (_, changes, found) => {
    const refusal = await guarded(changes);
    expect(refusal).toMatch(
      /^the release of cart-service has 1 problem:\n\n {2}social-commerce:services\.cart-service\.release/u,
    );
    expect(refusal).toContain(`found    ${found}`);
  });

  test("judges the weights that are sent, not those of the stack file", async () => {
    expect(await judge(service, changed({ blue: { weight: 70 }, green: { weight: 30 } }))).toContain(
      "25, while green is to serve 30 % of the requests",
    );
    const sentElsewhere = { ...service, name: "order-service" };
    expect(await judge(service, sentElsewhere)).toContain("weights blue 0, green 0");
  });

  test.each([
    ["no spec", {}],
    ["no rules", { spec: {} }],
    ["a rule without backends", { spec: { rules: [{}] } }],
  ])("refuses a route with %s", async (_, inputs) => {
    expect(await judge(service, service, inputs)).toContain("weights blue 0, green 0");
  });

  describe("where a route was before", () => {
    const whole = changed({ blue: { weight: 100 }, green: { weight: 0, capacityPercent: 100 } });
    const half = changed({ blue: { weight: 50 }, green: { weight: 50, capacityPercent: 100 } });
    let notes: jest.SpyInstance;
    beforeEach(() => {
      notes = jest.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
    });
    afterEach(() => {
      notes.mockRestore();
    });

    test("refuses a step that is too large, from the weights that serve to those that are sent", async () => {
      const refusal = await judge(half, half, undefined, whole);
      expect(refusal).toContain("found    a step from 0 to 50");
      expect(refusal).toContain("do       set greenPercent to 10, watch, and go on from there");
      expect(notes).not.toHaveBeenCalled();
    });

    test("lets a legal step pass, and says that nobody asked the pods", async () => {
      expect(await judge(service, service, undefined, whole)).toBe("passed");
      expect(notes.mock.calls).toEqual([
        ["guard: green 0 → 10 %; the readiness of green's pods is not checked"],
      ]);
    });

    test("is silent where no weight moves", async () => {
      expect(await judge(service, service, undefined, service)).toBe("passed");
      expect(notes).not.toHaveBeenCalled();
    });
  });
});
