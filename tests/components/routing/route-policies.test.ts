import * as kubernetes from "@pulumi/kubernetes";

import { limits, retries, userHeader } from "../../../components/routing/limits";
import { previewSpec } from "../../../components/routing/preview-route";
import { RoutePolicies } from "../../../components/routing/route-policies";
import { securityPolicySpec } from "../../../components/routing/security-policy";
import { trafficPolicySpec } from "../../../components/routing/traffic-policy";
import { clientTrafficSpec } from "../../../components/region/gateway/listeners";
import { lifecycle } from "../../../components/service/lifecycle";
import { accessClasses, type Auth, type Service } from "../../../config/model";
import { record } from "../../support/recorder";
import { service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const auth: Auth = {
  issuer: "https://id.example.com/",
  jwksUri: "https://id.example.com/keys",
  audiences: ["shop-api"],
  adminScope: "shop-admin",
};
const access = { public: ["/cart/offers"], user: ["/cart"], admin: ["/cart/admin"] };
const open: Service = { ...service, access };

describe("How the proxy treats a service", () => {
  const spec = trafficPolicySpec(service);

  test("is the same for users and for the preview", () => {
    expect(spec.targetRefs?.map(({ kind, name }) => [kind, name])).toEqual([
      ["HTTPRoute", "cart-service"],
      ["HTTPRoute", "cart-service.preview"],
    ]);
  });

  test("tries as often and as long as R11 says, and never longer than pods are given to stop", () => {
    expect([limits.trySeconds, retries]).toEqual([5, 3]);
    expect(limits.trySeconds * (retries + 1)).toBe(lifecycle.longestRequestSeconds);
    expect(spec.timeout).toEqual({ tcp: { connectTimeout: "1s" }, http: { requestTimeout: "20s" } });
    expect(spec.retry).toMatchObject({ numRetries: 3, perRetry: { timeout: "5s" } });
  });

  test("repeats only what no process has seen", () => {
    expect(spec.retry?.retryOn).toEqual({
      triggers: ["connect-failure", "refused-stream", "reset-before-request"],
    });
  });

  test("leaves a pod out for 30 s after 5 errors, but never more than half of them", () => {
    expect(spec.healthCheck).toEqual({
      passive: {
        consecutive5XxErrors: 5,
        baseEjectionTime: "30s",
        maxEjectionPercent: 50,
        interval: "1s",
      },
    });
  });

  test("bounds what waits and what is under way", () => {
    expect(spec.circuitBreaker).toEqual({
      maxConnections: 1024,
      maxParallelRequests: 1024,
      maxPendingRequests: 256,
      maxParallelRetries: 200,
    });
  });

  test("limits each user and each address by itself, a user as R11 says", () => {
    expect(spec.rateLimit?.local?.rules).toEqual([
      {
        clientSelectors: [{ headers: [{ name: userHeader, type: "Distinct" }] }],
        limit: { requests: 100, unit: "Second" },
      },
      {
        clientSelectors: [{ sourceCIDR: { value: "0.0.0.0/0", type: "Distinct" } }],
        limit: { requests: 500, unit: "Second" },
      },
    ]);
  });

  test.each([
    ["leastRequest", { type: "LeastRequest", slowStart: { window: "30s" } }],
    ["roundRobin", { type: "RoundRobin", slowStart: { window: "30s" } }],
    ["sourceHash", { type: "ConsistentHash", consistentHash: { type: "SourceIP" } }],
  ] as const)("balances by %s", (balancing, expected) => {
    expect(trafficPolicySpec({ ...service, balancing }).loadBalancer).toEqual(expected);
  });

  test("keeps a client with a pod by a cookie that scripts and plain text do not see", () => {
    const affinity = { cookie: "cart-pod", minutes: 30 };
    expect(trafficPolicySpec({ ...service, affinity }).loadBalancer).toEqual({
      type: "ConsistentHash",
      consistentHash: {
        type: "Cookie",
        cookie: {
          name: "cart-pod",
          ttl: "30m",
          attributes: { HttpOnly: "", Secure: "", SameSite: "Lax" },
        },
      },
    });
  });
});

describe("Who gets through", () => {
  const of = (kind: (typeof accessClasses)[number], one = open, tokens: Auth | undefined = auth) =>
    securityPolicySpec(one, kind, tokens);

  test("is everybody on public paths", () => {
    expect(of("public")).toBeUndefined();
  });

  test.each(["user", "admin"] as const)(
    "is whoever has a token on the paths of a %s, by header alone",
    (kind) => {
      expect(of(kind)?.jwt).toEqual({
        providers: [
          {
            name: "platform",
            issuer: auth.issuer,
            audiences: ["shop-api"],
            remoteJWKS: { uri: auth.jwksUri, cacheDuration: "300s" },
            claimToHeaders: [{ claim: "sub", header: "x-user-id" }],
            extractFrom: { headers: [{ name: "Authorization", valuePrefix: "Bearer " }] },
          },
        ],
      });
      expect(of(kind)?.targetRefs?.map(({ name, sectionName }) => [name, sectionName])).toEqual([
        ["cart-service", kind],
        ["cart-service.preview", `${kind}-blue`],
        ["cart-service.preview", `${kind}-green`],
      ]);
    },
  );

  test("is administrators alone on theirs, and nobody by default", () => {
    expect(of("user")?.authorization).toBeUndefined();
    expect(of("admin")?.authorization).toEqual({
      defaultAction: "Deny",
      rules: [
        {
          name: "administrators",
          action: "Allow",
          principal: { jwt: { provider: "platform", scopes: ["shop-admin"] } },
        },
      ],
    });
  });

  test("is nobody's business where the class has no path", () => {
    expect(of("admin", service)).toBeUndefined();
  });

  test("is also a page of another origin, where one is named, on public paths too", () => {
    const shared = { ...open, cors: { origins: ["https://www.example.com"] } };
    for (const kind of accessClasses)
      expect(of(kind, shared)?.cors?.allowOrigins).toEqual(["https://www.example.com"]);
    expect(of("public", shared)?.jwt).toBeUndefined();
    expect(of("user")?.cors).toBeUndefined();
  });

  test("never says itself who it is", () => {
    expect(clientTrafficSpec.headers?.earlyRequestHeaders).toEqual({ remove: ["x-user-id"] });
  });
});

describe("The preview of a colour", () => {
  const spec = previewSpec(open, "shop.example.com");

  test("hangs on the internal listener, under the internal name, alone", () => {
    expect(spec.parentRefs?.map(({ sectionName }) => sectionName)).toEqual(["internal"]);
    expect(spec.hostnames).toEqual(["api.internal.shop.example.com"]);
  });

  test("leads each path to the colour that the header names, and to no other", () => {
    const found = spec.rules?.flatMap(({ name, matches = [], backendRefs = [] }) =>
      matches.map(({ path, headers }) => [
        name,
        path?.value,
        headers?.map((header) => `${header.name}=${header.value}`).join(),
        backendRefs.map((ref) => `${ref.name} ${ref.weight ?? 0}`).join(),
      ]),
    );
    expect(found).toEqual(
      (["blue", "green"] as const).flatMap((colour) =>
        accessClasses.map((kind) => [
          `${kind}-${colour}`,
          access[kind][0],
          `x-release-preview=${colour}`,
          `cart-service-${colour} 1`,
        ]),
      ),
    );
  });

  test("does not change when a release shifts", () => {
    const { blue, green } = service.release;
    const release = { blue: { ...blue, weight: 0 }, green: { ...green, weight: 100 } };
    expect(previewSpec({ ...open, release }, "shop.example.com")).toEqual(spec);
  });
});

describe("The policies of a route", () => {
  test("are objects of the service's namespace, and the preview waits for them", async () => {
    const tree = new Tree(
      await record(() => {
        const providers = [new kubernetes.Provider("kubernetes", {})];
        const place = (name: string) =>
          new kubernetes.core.v1.Namespace(name, {}, { provider: providers[0]! });
        const crds = {
          "gateway.networking.k8s.io": place("routes"),
          "gateway.envoyproxy.io": place("policies"),
        };
        const placement = { namespace: place("namespace"), crds };
        const args = { service: open, namespace: "shop", domain: "shop.example.com", auth, placement };
        return new RoutePolicies("cart", args, { providers });
      }),
    );
    const policies = tree.one("platform:routing:RoutePolicies");
    const envoy = "kubernetes:gateway.envoyproxy.io/v1alpha1";
    expect(tree.children(policies)).toEqual([
      `${envoy}:BackendTrafficPolicy cart`,
      `${envoy}:SecurityPolicy cart-admin`,
      `${envoy}:SecurityPolicy cart-user`,
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute cart-preview",
    ]);
    for (const object of tree.below(policies)) expect(at(object, "metadata", "namespace")).toBe("shop");
    expect(tree.waitsFor(tree.one(`${envoy}:SecurityPolicy`, "cart-user"))).toEqual([
      "namespace",
      "policies",
    ]);
    const preview = tree.one("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute");
    expect(tree.waitsFor(preview)).toEqual(["cart", "cart-admin", "cart-user", "namespace", "routes"]);
    expect(at(preview, "metadata", "name")).toBe("cart-service.preview");
    expect(tree.outputsOf(policies)).toEqual({
      summary: "1 public path · 1 of users · 1 of administrators · leastRequest",
    });
  });
});
